import { describe, expect, it } from "vitest";
import { clockAt, everything, frameAt, PoolRun, pool } from "./fluidRun.ts";

describe("recorders of a fluid", () => {
  it("record the first state, every time of their schedules and the last state", async () => {
    const run = await new PoolRun(everything).whole();
    for (const file of ["fluid.csv", "gauges.csv", "solids.csv"])
      expect(run.table(file).column("step")).toEqual([0, 8, 16, 24, 32, 40]);
    expect(run.table("fluid.csv").column("time")).toEqual([0, 0.25, 0.5, 0.75, 1, 1.25]);
    const frames = [0, 16, 32, 40].flatMap((step) => [`0000000${`0${step}`.slice(-2)}`]);
    expect(await run.output.list("frames")).toEqual(
      frames.flatMap((f) => [`step-${f}.npz`, `step-${f}.vtp`]),
    );
  });

  it("do not record a last state twice that is on record already, nor one that is not due", async () => {
    const run = await new PoolRun(everything).whole(39);
    expect(run.table("fluid.csv").column("step")).toEqual([0, 8, 16, 24, 32, 39]);
    const { recorders, scene } = run;
    expect(recorders.recordEnds(frameAt(scene, 39), clockAt(39))).toEqual([]);
    expect(recorders.record(frameAt(scene, 39), clockAt(39))).toEqual([]);
  });

  it("stop batches where the first of them is due", async () => {
    const run = new PoolRun(everything);
    expect(run.recorders.nextStop()).toBeLessThanOrEqual(0);
    await run.begin();
    expect(run.recorders.nextStop()).toBeCloseTo(0.25, 7);
    expect(run.recorders.isDue(7 / 32)).toBe(false);
    expect(run.recorders.isDue(8 / 32)).toBe(true);
    await run.advance(1, 8);
    expect(run.recorders.nextStop()).toBeCloseTo(0.5, 6);
  });

  it("of a document that asks for nothing are none, and stop nothing", async () => {
    const run = await new PoolRun({}).whole();
    expect(run.recorders.nextStop()).toBe(Infinity);
    expect(await run.output.list("")).toEqual([]);
    expect(run.recorders.results()).toEqual({});
  });

  it.each([0, 7, 8, 20, 33])(
    "taken up from a checkpoint at step %i go on to the same files and results",
    async (step) => {
      const whole = await new PoolRun(everything).whole();
      const first = new PoolRun(everything);
      await first.begin();
      await first.advance(1, step);
      const second = new PoolRun(everything, first.scene, first.output);
      second.recorders.loadState(first.recorders.saveState());
      expect(second.recorders.saveState()).toEqual(first.recorders.saveState());
      await second.advance(step + 1, 40);
      await second.end(40);
      for (const name of await whole.output.list("")) {
        if (name !== "frames") expect(second.output.text(name), name).toBe(whole.output.text(name));
      }
      expect(await second.output.list("frames")).toEqual(await whole.output.list("frames"));
      expect(second.recorders.results()).toEqual(whole.recorders.results());
    },
  );

  it.each([2, 3] as const)(
    "give every column of their files a unit, in %i dimensions",
    async (dimensions) => {
      const run = await new PoolRun(
        {
          measure: { every: 1 },
          gauges: [
            {
              name: "a",
              kind: "flux",
              point: [0.5, 1, 0.5].slice(0, dimensions),
              normal: [1, 0, 0].slice(0, dimensions),
            },
          ],
        },
        pool(dimensions),
      ).whole();
      const { columns, appendedFiles } = run.recorders;
      expect(appendedFiles).toEqual(["fluid.csv", "gauges.csv", "solids.csv"]);
      for (const file of appendedFiles) expect(Object.keys(columns[file])).toEqual(run.table(file).columns);
    },
  );
});

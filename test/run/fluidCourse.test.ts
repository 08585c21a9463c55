import { describe, expect, it } from "vitest";
import { decodeNpz } from "../../src/formats/npz.ts";
import { FluidCourse } from "../../src/run/fluidCourse.ts";
import { fluidRecordSchema } from "../../src/run/scenario/fluid/fluidRecordSchema.ts";
import { fluidBox, makeModel } from "../solvers/sph/reference/fluidModels.ts";
import { SteppingEngine } from "./steppingEngine.ts";

const origin = {
  model: makeModel(fluidBox([1, 1])),
  derived: { "sound speed": { value: 10, unit: "m/s" } },
  notices: ["a word of warning"],
};

function clockwork(
  run: { readonly duration: number; readonly steps?: number },
  record: object = {},
  engine = new SteppingEngine(0.01),
) {
  return {
    engine,
    course: new FluidCourse(engine, origin, { run, record: fluidRecordSchema.parse(record) }),
  };
}

/** Runs in batches of so many steps; returns where they ended, and where checkpoints were due. */
async function finish(course: FluidCourse, maximumSteps = 1000) {
  const ends: number[] = [];
  const checkpoints: number[] = [];
  while (!course.isComplete) {
    await course.advance(maximumSteps);
    ends.push(course.step);
    if ((await course.record()).checkpointDue) checkpoints.push(course.step);
  }
  return { ends, checkpoints };
}

async function begun(...parameters: Parameters<typeof clockwork>) {
  const made = clockwork(...parameters);
  await made.course.prepare();
  await made.course.begin();
  return made;
}

describe("a course of a fluid", () => {
  it("counts its progress in time, up to the duration", async () => {
    const { course } = await begun({ duration: 0.095 });
    expect(course.progress).toEqual({ done: 0, total: 0.095, unit: "s" });
    await course.advance(4);
    expect(course.progress).toEqual({ done: 0.04, total: 0.095, unit: "s" });
    await course.advance(100);
    expect([course.step, course.isComplete]).toEqual([10, true]);
    expect([course.time, course.progress.done]).toEqual([0.1, 0.095]);
  });

  it("ends with its last step where that comes before the duration", async () => {
    const { course } = await begun({ duration: 1, steps: 7 });
    expect((await finish(course, 5)).ends).toEqual([5, 7]);
    expect((await begun({ duration: 1, steps: 0 })).course.isComplete).toBe(true);
    expect((await begun({ duration: 0 })).course.isComplete).toBe(true);
  });

  it("ends batches at the times of its schedules, and says where a checkpoint is due", async () => {
    const record = { measure: { every: 0.045 }, checkpoint: { every: 0.1 } };
    const { course } = await begun({ duration: 0.25 }, record);
    expect(await finish(course)).toEqual({ ends: [5, 9, 10, 14, 18, 20, 23, 25], checkpoints: [10, 20] });
  });

  it("takes a time as reached that rounding to float32 puts a little late", async () => {
    const { course } = await begun(
      { duration: 1 },
      { checkpoint: { every: 0.1 } },
      new SteppingEngine(Math.fround(0.01)),
    );
    expect(await finish(course)).toEqual({
      ends: [10, 20, 30, 40, 50, 60, 70, 80, 90, 100],
      checkpoints: [10, 20, 30, 40, 50, 60, 70, 80, 90, 100],
    });
  });

  it("asks for hardly more steps than there are to the next stop, and for a frame only where it writes one", async () => {
    const { course, engine } = await begun({ duration: 0.5 }, { measure: { every: 0.25 } });
    await course.advance(10);
    await course.record();
    expect(engine.frames).toBe(1);
    await course.advance(1000);
    expect(engine.plans[1].maximumSteps).toBeGreaterThanOrEqual(15);
    expect(engine.plans[1].maximumSteps).toBeLessThanOrEqual(16);
    await course.record();
    expect([course.step, engine.frames]).toEqual([25, 2]);
  });

  it("goes on where its engine finds a stop reached that it does not itself", async () => {
    const { course } = await begun({ duration: 0.092 }, {}, new SteppingEngine(0.01, 0.005));
    expect((await finish(course)).ends.at(-1)).toBe(10);
  });

  it("goes on from its saved state to the stops of one that never stopped", async () => {
    const run = { duration: 0.3 };
    const record = { measure: { every: 0.045 }, checkpoint: { every: 0.1 } };
    const whole = (await begun(run, record)).course;
    await whole.advance(1000);
    await whole.record();
    await whole.advance(2);
    await whole.record();
    const split = clockwork(run, record).course;
    await split.prepare({ ...structuredClone(await whole.saveState()), complete: false });
    expect([split.step, split.isComplete]).toEqual([whole.step, false]);
    expect(await finish(split)).toEqual(await finish(whole));
  });

  it("takes up from a checkpoint that it had come to its end", async () => {
    const { course } = await begun({ duration: 0.1 });
    await finish(course);
    const again = clockwork({ duration: 0.1 }).course;
    await again.prepare({ ...(await course.saveState()), complete: true });
    expect([again.isComplete, again.step]).toEqual([true, 10]);
  });

  it("tells what the scenario came to, the present step, and what limited the steps", async () => {
    const { course } = await begun({ duration: 0.1 });
    await finish(course);
    expect(course.details).toEqual({
      derived: origin.derived,
      timeStep: { value: 0.01, unit: "s" },
      timeStepLimitedBy: { sound: 10 },
    });
    expect(course.notices).toEqual(origin.notices);
  });

  it("has no columns and results before it is prepared", () => {
    const { course } = clockwork({ duration: 1 }, { measure: { every: 1 } });
    expect([course.columns, course.results()]).toEqual([{}, {}]);
  });

  it("gives its present configuration as the frame of its step", async () => {
    const { course } = await begun({ duration: 0.1 });
    await course.advance(3);
    const { file, content } = await course.lastFrame();
    expect(file).toBe("frames/step-000000003.npz");
    expect(Number(decodeNpz(content, file).time.data[0])).toBeCloseTo(0.03, 12);
  });
});

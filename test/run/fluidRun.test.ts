import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NumericalError } from "../../src/core/failure.ts";
import type { GpuContext } from "../../src/gpu/context.ts";
import { openDawn } from "../../src/headless/dawn.ts";
import { fluidFamily } from "../../src/run/fluidFamily.ts";
import { MemoryOutput } from "../../src/run/memoryOutput.ts";
import { resumeSimulation } from "../../src/run/resumeSimulation.ts";
import { readRunDocument } from "../../src/run/runDocument.ts";
import { runSimulation } from "../../src/run/runSimulation.ts";
import type { SimulationOptions } from "../../src/run/simulationOptions.ts";
import { builtFluid, type DocumentChanges, tankDocument, vortexDocument } from "./fluidScenarios.ts";

let device: GpuContext;
beforeAll(async () => {
  device = await openDawn();
});
afterAll(() => device.destroy());

const engines = ["reference", "GPU"] as const;
type EngineName = (typeof engines)[number];

/** Everything a run needs, with a clock by which every batch takes the same time. */
async function options(
  engine: EngineName,
  document: typeof vortexDocument | typeof tankDocument,
  changes: DocumentChanges = {},
  more: Partial<SimulationOptions> = {},
) {
  const { scenario, built } = await builtFluid(document, changes);
  const course = await fluidFamily.open(engine === "GPU" ? device : undefined, built, scenario);
  let seconds = 0;
  return {
    course,
    scenario,
    output: new MemoryOutput(),
    version: "1.2.3",
    now: () => (seconds += 0.02),
    ...more,
  };
}

/** Runs from the start, or with an output from its checkpoint. */
async function run(...parameters: Parameters<typeof options>) {
  const made = await options(...parameters);
  const start = parameters[3]?.output ? resumeSimulation : runSimulation;
  const summary = await start(made).finally(() => made.course.destroy());
  return { summary, output: made.output as MemoryOutput };
}

/** Runs until the first batch that ends at a step or after it. */
async function interrupted(step: number, engine: EngineName, changes: DocumentChanges = {}) {
  const stop = new AbortController();
  const { summary, output } = await run(engine, vortexDocument, changes, {
    signal: stop.signal,
    onProgress: (progress) => progress.step >= step && stop.abort(),
  });
  expect(summary.status).toBe("interrupted");
  return output;
}

/** All that a run has recorded: run.json tells wall times, and the checkpoint holds it. */
async function recorded(output: MemoryOutput): Promise<Record<string, string>> {
  const names = [
    ...(await output.list("")),
    ...(await output.list("frames")).map((name) => `frames/${name}`),
  ];
  const files = names.filter((name) => !["frames", "run.json", "checkpoint.npz"].includes(name));
  const contents = files.map(async (name) => [
    name,
    Buffer.from((await output.read(name))!).toString("base64"),
  ]);
  return Object.fromEntries(await Promise.all(contents));
}

function times(output: MemoryOutput, file: string): number[] {
  const rows = output.text(file)!.trim().split("\n");
  const column = rows[0].split(",").indexOf("time");
  return rows.slice(1).map((row) => Number(row.split(",")[column]));
}

describe.each(engines)("a run of a fluid on the %s", (engine) => {
  it("records each of its times at the first step there, and the last state", async () => {
    const { summary, output } = await run(engine, vortexDocument);
    const step = summary.time.value / summary.steps;
    const measured = times(output, "fluid.csv");
    expect(measured).toHaveLength(11);
    measured.forEach((time, k) => {
      expect(time).toBeGreaterThanOrEqual(0.02 * k * (1 - 1e-6));
      expect(time).toBeLessThan(0.02 * k + 2 * step);
    });
    expect(times(output, "gauges.csv")).toEqual(measured);
    expect(await output.list("frames")).toHaveLength(2 * 4);
    expect(summary).toMatchObject({ status: "done", particles: 100, time: { unit: "" } });
    expect(summary.time.value).toBeGreaterThanOrEqual(0.2);
  });

  it("tells in run.json what the scenario came to and what limited the steps", async () => {
    const { summary, output } = await run(engine, tankDocument);
    const document = await readRunDocument(output);
    const details = document.details as {
      derived: Record<string, { value: number; unit: string }>;
      timeStepLimitedBy: Record<string, number>;
    };
    expect(document).toMatchObject({ status: "done", steps: summary.steps, time: summary.time });
    expect(details.derived["sound speed"]).toEqual({ value: expect.closeTo(44.29, 2), unit: "m/s" });
    expect(details.derived["fluid particles"].value).toBe(25);
    const counted = Object.values(details.timeStepLimitedBy).reduce((sum, count) => sum + count, 0);
    expect(counted).toBe(summary.steps);
    expect(document.columns["fluid.csv"].time).toBe("s");
    expect(document.columns["solids.csv"].tankForceY).toBe("N/m");
  });

  it.each([1, 9, 20])("split after about step %i records the same bytes as the unsplit one", async (step) => {
    const output = await interrupted(step, engine);
    const { summary } = await run(engine, vortexDocument, {}, { output });
    const whole = await run(engine, vortexDocument);
    expect(summary).toMatchObject({
      status: "done",
      steps: whole.summary.steps,
      results: whole.summary.results,
    });
    expect(await recorded(output)).toEqual(await recorded(whole.output));
  });

  it.each(["position-based", "divergence-free"])("split in two records the same bytes, %s", async (kind) => {
    const changes = { solver: { scheme: { kind } } };
    const output = await interrupted(2, engine, changes);
    const { summary } = await run(engine, vortexDocument, changes, { output });
    const whole = await run(engine, vortexDocument, changes);
    expect(summary).toMatchObject({ status: "done", steps: whole.summary.steps });
    expect(await recorded(output)).toEqual(await recorded(whole.output));
  });

  it("records the same bytes whatever its batches are", async () => {
    const many = await run(engine, vortexDocument, {}, { now: secondsPerCall(10) });
    const few = await run(engine, vortexDocument, {}, { now: secondsPerCall(0.001) });
    expect(await recorded(many.output)).toEqual(await recorded(few.output));
  });

  it("that has come to its end has nothing to go on with", async () => {
    const { summary, output } = await run(engine, vortexDocument);
    const before = await recorded(output);
    const again = await run(engine, vortexDocument, {}, { output });
    expect(again.summary).toMatchObject({ status: "done", steps: summary.steps });
    expect(await recorded(output)).toEqual(before);
  });

  it("passes the notices of its set-up on", async () => {
    const { summary, output } = await run(engine, tankDocument, {
      solver: { soundSpeed: 30 },
      run: { steps: 1 },
    });
    expect(summary.notices).toEqual([
      expect.stringMatching(/^The sound speed is 6.77 times the expected speed/),
    ]);
    expect((await readRunDocument(output)).notices).toEqual(summary.notices);
  });

  it("whose numbers go wrong keeps the last good configuration and tells particle and step", async () => {
    const made = await options(engine, tankDocument, { run: { timeStep: 0.02, duration: 2 } });
    const error = await runSimulation(made).catch((reason: unknown) => reason);
    made.course.destroy();
    expect(error).toBeInstanceOf(NumericalError);
    const { message, step, particleId, exitCode } = error as NumericalError;
    expect(exitCode).toBe(4);
    expect(message).toMatch(new RegExp(`particle ${particleId}\\b.* step ${step}\\b`));
    const { status, failure, steps } = await readRunDocument(made.output);
    expect(status).toBe("failed");
    expect(failure).toMatchObject({
      step,
      particleId,
      lastFrame: `frames/step-${String(steps).padStart(9, "0")}.npz`,
    });
    expect(message).toContain(`last good configuration: memory/${failure?.lastFrame}`);
    expect(steps).toBeLessThan(step);
    expect(await made.output.size(failure!.lastFrame!)).toBeGreaterThan(0);
  });
});

it("a checkpoint of the reference is not taken up by a device", async () => {
  const output = await interrupted(5, "reference");
  await expect(run("GPU", vortexDocument, {}, { output })).rejects.toThrow(/another kind of device/);
});

function secondsPerCall(interval: number): () => number {
  let seconds = 0;
  return () => (seconds += interval);
}

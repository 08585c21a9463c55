import { describe, expect, it } from "vitest";
import { InputError, NumericalError } from "../../src/core/failure.ts";
import { decodeNpz } from "../../src/formats/npz.ts";
import { MemoryOutput } from "../../src/run/memoryOutput.ts";
import { OutputError } from "../../src/run/output.ts";
import { readRunDocument } from "../../src/run/runDocument.ts";
import { runSimulation } from "../../src/run/runSimulation.ts";
import type { Progress } from "../../src/run/simulationOptions.ts";
import { everything, recordedFiles, trapOptions } from "./trapRun.ts";

describe("simulation", () => {
  it("run.json is `running` before the first batch and `done` after the last", async () => {
    const options = trapOptions(everything);
    const statuses: string[] = [];
    const advance = options.engine.advance.bind(options.engine);
    options.engine.advance = async (plan) => {
      statuses.push((await readRunDocument(options.output)).status);
      return advance(plan);
    };
    const summary = await runSimulation(options);
    expect(new Set(statuses)).toEqual(new Set(["running"]));
    const document = await readRunDocument(options.output);
    expect(document).toMatchObject({ status: "done", steps: 53, particles: 8, seed: 7, version: "1.2.3" });
    expect(document.scenario).toEqual(everything);
    expect(document.time).toEqual({ value: 0.53, unit: "τ" });
    expect(document.adapter).toEqual({ description: "harmonic trap", kind: "reference" });
    expect(summary).toMatchObject({ status: "done", steps: 53, particles: 8, adapter: "harmonic trap" });
    expect(summary.particleStepsPerSecond).toBeCloseTo((8 * 53) / summary.wallSeconds, 9);
  });

  it("no batch crosses a step at which a frame, a trajectory or a checkpoint is due", async () => {
    const options = trapOptions(everything, { now: () => 0 });
    await runSimulation(options);
    const ends = options.engine.plans.map((plan) => plan.untilStep);
    for (const stop of [10, 20, 25, 30, 40, 50, 53]) expect(ends).toContain(stop);
  });

  it("the first batch is a few steps at most", async () => {
    const options = trapOptions({ run: { steps: 1000, seed: 1 }, record: {} }, { now: () => 0 });
    await runSimulation(options);
    const [, first, second] = options.engine.plans.map((plan) => plan.untilStep);
    expect(first).toBeLessThanOrEqual(5);
    expect(second).toBeGreaterThan(first);
  });

  it("the length of batches has no influence on what is recorded", async () => {
    const slow = trapOptions(everything, { now: secondsPerCall(10) });
    const fast = trapOptions(everything, { now: () => 0 });
    await runSimulation(slow);
    await runSimulation(fast);
    expect(slow.engine.plans.length).toBeGreaterThan(fast.engine.plans.length);
    expect(await recordedFiles(slow.output)).toEqual(await recordedFiles(fast.output));
  });

  it("zero steps record the initial state alone", async () => {
    const options = trapOptions({ ...everything, run: { steps: 0, seed: 1 } });
    expect(await runSimulation(options)).toMatchObject({
      status: "done",
      steps: 0,
      particleStepsPerSecond: 0,
    });
    expect(options.output.text("thermo.csv")!.trim().split("\n")).toHaveLength(2);
    expect(await options.output.list("frames")).toEqual(["step-000000000.npz"]);
    expect(options.output.text("trajectory.xyz")!.match(/Step=/g)).toHaveLength(1);
  });

  it("stops where a minimiser has converged, and records that state", async () => {
    const options = trapOptions(everything, { faults: { convergeAtStep: 31 } });
    expect(await runSimulation(options)).toMatchObject({ status: "done", steps: 31 });
    expect(options.output.text("thermo.csv")!.trim().split("\n").at(-1)).toMatch(/^31,/);
    expect(await options.output.list("frames")).toContain("step-000000031.npz");
  });

  it.each([
    [0, false],
    [0, true],
    [30, false],
    [30, true],
    [31, true],
  ])(
    "a minimiser that converges at step %i is recorded there once (noticed late: %s)",
    async (step, noticesLate) => {
      const options = trapOptions(everything, { faults: { convergeAtStep: step, noticesLate } });
      expect(await runSimulation(options)).toMatchObject({ status: "done", steps: step });
      const records = (file: string, pattern: string) =>
        options.output.text(file)!.match(new RegExp(pattern, "gm"))!.length;
      expect(records("thermo.csv", `^${step},`)).toBe(1);
      expect(records("trajectory.xyz", `Step=${step} `)).toBe(1);
      expect(await readRunDocument(options.output)).toMatchObject({ status: "done" });
    },
  );

  it("reports progress after every batch", async () => {
    const steps: Progress[] = [];
    await runSimulation(trapOptions(everything, { onProgress: (progress) => steps.push(progress) }));
    expect(steps.at(-1)).toMatchObject({
      step: 53,
      done: 53,
      total: 53,
      unit: "steps",
      particles: 8,
    });
    expect(steps.length).toBeGreaterThan(5);
  });

  it("a stop request ends the run after the batch with a checkpoint and status `interrupted`", async () => {
    const stop = new AbortController();
    const onProgress = ({ step }: Progress) => step >= 22 && stop.abort();
    const options = trapOptions(everything, { onProgress, signal: stop.signal });
    const summary = await runSimulation(options);
    expect(summary.status).toBe("interrupted");
    expect(summary.steps).toBeGreaterThanOrEqual(22);
    expect(summary.steps).toBeLessThan(53);
    const document = await readRunDocument(options.output);
    expect(document).toMatchObject({ status: "interrupted", steps: summary.steps });
    const checkpoint = decodeNpz((await options.output.read("checkpoint.npz"))!, "checkpoint");
    expect(checkpoint["engine.step"].data[0]).toBe(summary.steps);
  });

  it("replaces an earlier run in the same place", async () => {
    const options = trapOptions(everything);
    await runSimulation(options);
    const first = await recordedFiles(options.output);
    await options.output.writeFile("notes.txt", "mine");
    await options.output.writeFile("frames/step-000000077.npz", "of a longer run");
    await runSimulation({ ...trapOptions(everything), output: options.output });
    expect(await recordedFiles(options.output)).toEqual({ ...first, "notes.txt": "mine" });
  });

  it("refuses to overwrite files that no run.json accounts for", async () => {
    const output = new MemoryOutput();
    await output.writeFile("thermo.csv", "of another program");
    await expect(runSimulation(trapOptions(everything, { output }))).rejects.toThrow(InputError);
    expect(output.text("thermo.csv")).toBe("of another program");
  });
});

describe("recording", () => {
  it("goes on while the next batch runs", async () => {
    const options = trapOptions({ run: { steps: 20, seed: 1 }, record: { thermo: { every: 1 } } });
    let startSecond = () => {};
    const secondBatch = new Promise<void>((resolve) => (startSecond = resolve));
    const advance = options.engine.advance.bind(options.engine);
    options.engine.advance = (plan) => {
      if (options.engine.plans.length === 2) startSecond();
      return advance(plan);
    };
    const append = options.output.append.bind(options.output);
    options.output.append = async (name, rows) => {
      if (options.engine.step > 0) await secondBatch;
      await append(name, rows);
    };
    expect((await runSimulation(options)).status).toBe("done");
  });

  it("holds the engine back where writes are slower than steps", async () => {
    const options = trapOptions({ run: { steps: 100, seed: 1 }, record: { thermo: { every: 1 } } });
    const append = options.output.append.bind(options.output);
    options.output.append = (name, rows) =>
      options.engine.step > 0 ? new Promise(() => {}) : append(name, rows);
    void runSimulation(options);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(options.engine.plans.length).toBeLessThanOrEqual(3);
  });

  it("a checkpoint is put down only after the records before it are safe", async () => {
    const options = trapOptions({ run: { steps: 10, seed: 1 }, record: { thermo: { every: 5 } } });
    const log: string[] = [];
    for (const call of ["append", "flush", "writeFile"] as const) {
      const original = options.output[call].bind(options.output) as (...args: unknown[]) => Promise<void>;
      Object.assign(options.output, {
        [call]: async (...args: unknown[]) => {
          await original(...args);
          log.push([call, ...args.slice(0, 1)].join(" "));
        },
      });
    }
    await runSimulation(options);
    const last = log.lastIndexOf("writeFile checkpoint.npz");
    expect(log[last - 1]).toBe("flush");
    expect(log.lastIndexOf("append thermo.csv")).toBeLessThan(last - 1);
  });
});

describe("a run that goes wrong", () => {
  it("numbers that go wrong leave step, particle and last good frame in run.json, and are thrown on", async () => {
    const options = trapOptions(everything, { faults: { failAtStep: 37 } });
    const error = await runSimulation(options).catch((reason) => reason);
    expect(error).toBeInstanceOf(NumericalError);
    expect(error).toMatchObject({ step: 37, particleId: 3, exitCode: 4 });
    const { status, failure, steps } = await readRunDocument(options.output);
    expect(status).toBe("failed");
    expect(failure).toMatchObject({ step: 37, particleId: 3 });
    expect(error.message).toContain(failure!.lastFrame);
    const frame = decodeNpz((await options.output.read(failure!.lastFrame!))!, "frame");
    expect(frame.step.data[0]).toBe(steps);
    expect(steps).toBeLessThan(37);
  });

  it("numbers wrong at the start keep the initial state", async () => {
    const options = trapOptions(everything, { faults: { failAtStep: 0 } });
    await expect(runSimulation(options)).rejects.toThrow(/frames\/step-000000000.npz/);
  });

  it("a disk that fills up stops the run, names the file and keeps what was recorded", async () => {
    const output = new FillingOutput("thermo.csv", 2000);
    const options = trapOptions(everything, { output });
    await expect(runSimulation(options)).rejects.toThrow(OutputError);
    expect(output.text("thermo.csv")!.trim().split("\n").length).toBeGreaterThan(2);
    const { status, failure } = await readRunDocument(output);
    expect(status).toBe("failed");
    expect(failure!.message).toBe("cannot write thermo.csv: no space left");
  });

  it("the error of a full disk is thrown where not even run.json can be written", async () => {
    const output = new FillingOutput("", 4000);
    await expect(runSimulation(trapOptions(everything, { output }))).rejects.toThrow(/no space left/);
  });
});

/** Runs out of space after so many bytes in one file, or in all where no file is named. */
class FillingOutput extends MemoryOutput {
  #written = 0;

  constructor(
    private readonly file: string,
    private readonly capacity: number,
  ) {
    super();
  }

  override async writeFile(name: string, content: Uint8Array | string): Promise<void> {
    this.#take(name, content.length);
    await super.writeFile(name, content);
  }

  override async append(name: string, pieces: Iterable<string>): Promise<void> {
    const text = [...pieces];
    this.#take(name, text.join("").length);
    await super.append(name, text);
  }

  #take(name: string, bytes: number): void {
    if (this.file && name !== this.file) return;
    this.#written += bytes;
    if (this.#written > this.capacity) throw new OutputError(`cannot write ${name}: no space left`);
  }
}

function secondsPerCall(seconds: number): () => number {
  let now = 0;
  return () => (now += seconds);
}

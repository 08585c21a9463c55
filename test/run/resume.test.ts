import { describe, expect, it } from "vitest";
import { InputError } from "../../src/core/failure.ts";
import { MemoryOutput } from "../../src/run/memoryOutput.ts";
import { resumeSimulation } from "../../src/run/resumeSimulation.ts";
import { readRunDocument } from "../../src/run/runDocument.ts";
import { runSimulation } from "../../src/run/runSimulation.ts";
import { everything, recordedFiles, type TrapScenario, trapOptions } from "./trapRun.ts";

async function unsplit(scenario = everything): Promise<Record<string, string>> {
  const options = trapOptions(scenario, { now: () => 0 });
  await runSimulation(options);
  return recordedFiles(options.output);
}

/** Runs until the first batch that ends at a step or after it. */
async function interrupted(step: number, scenario = everything): Promise<MemoryOutput> {
  const stop = new AbortController();
  const options = trapOptions(scenario, {
    signal: stop.signal,
    onProgress: (progress) => progress.step >= step && stop.abort(),
  });
  expect((await runSimulation(options)).status).toBe("interrupted");
  return options.output;
}

describe("resume", () => {
  it.each([1, 5, 8, 10, 15, 20, 24, 25, 33, 40, 47, 50])(
    "a run split at about step %i records the same bytes as the unsplit one",
    async (step) => {
      const output = await interrupted(step);
      const summary = await resumeSimulation(trapOptions(everything, { output }));
      expect(summary).toMatchObject({ status: "done", steps: 53 });
      expect(await recordedFiles(output)).toEqual(await unsplit());
    },
  );

  it("results of a split run equal those of the unsplit one, and wall times add up", async () => {
    const options = trapOptions(everything);
    const whole = await runSimulation(options);
    const output = await interrupted(30);
    const before = await readRunDocument(output);
    const split = await resumeSimulation(trapOptions(everything, { output }));
    expect(split.results).toEqual(whole.results);
    expect(split.wallSeconds).toBeGreaterThan(before.wallSeconds);
  });

  it("a run split twice records the same bytes", async () => {
    const output = await interrupted(12);
    const stop = new AbortController();
    const onProgress = () => stop.abort();
    await resumeSimulation(trapOptions(everything, { output, signal: stop.signal, onProgress }));
    await resumeSimulation(trapOptions(everything, { output }));
    expect(await recordedFiles(output)).toEqual(await unsplit());
  });

  it("a run killed before or in any of its writes goes on from its last checkpoint to the same bytes", async () => {
    const scenario = { ...everything, run: { ...everything.run, steps: 27 } };
    const output = new WatchedOutput();
    await runSimulation(trapOptions(scenario, { output }));
    const expected = await recordedFiles(output);
    const resumable = output.moments.filter((moment) => moment.text("checkpoint.npz") !== undefined);
    expect(resumable.length).toBeGreaterThan(20);
    for (const moment of resumable) {
      await resumeSimulation(trapOptions(scenario, { output: moment }));
      expect(await recordedFiles(moment)).toEqual(expected);
    }
  });

  it("takes back records cut short and frames after the checkpoint", async () => {
    const output = await interrupted(30);
    await output.append("thermo.csv", ["31,0.31,0.9"]);
    await output.append("trajectory.xyz", ["8\nLattice="]);
    await output.writeFile("frames/step-000000037.npz", "of a failure");
    await output.writeFile("frames/step-000000050.npz.partial", "half a fra");
    await resumeSimulation(trapOptions(everything, { output }));
    expect(await recordedFiles(output)).toEqual(await unsplit());
  });

  it("works without scheduled checkpoints, from the one of the stop request", async () => {
    const scenario: TrapScenario = { ...everything, record: { thermo: { every: 3 } } };
    const output = await interrupted(22, scenario);
    await resumeSimulation(trapOptions(scenario, { output }));
    expect(await recordedFiles(output)).toEqual(await unsplit(scenario));
  });

  it("a run that is done stays as it is", async () => {
    const options = trapOptions(everything);
    await runSimulation(options);
    const files = await recordedFiles(options.output);
    const again = trapOptions(everything, { output: options.output });
    expect(await resumeSimulation(again)).toMatchObject({ status: "done", steps: 53 });
    expect(await recordedFiles(options.output)).toEqual(files);
  });

  it("a minimiser that has converged stays converged", async () => {
    const options = trapOptions(everything, { faults: { convergeAtStep: 31 } });
    await runSimulation(options);
    const again = trapOptions(everything, { output: options.output });
    expect(await resumeSimulation(again)).toMatchObject({ status: "done", steps: 31 });
  });

  it("refuses a changed scenario", async () => {
    const output = await interrupted(30);
    const changed = { ...everything, run: { ...everything.run, seed: 8 } };
    await expect(resumeSimulation(trapOptions(changed, { output }))).rejects.toThrow(/another scenario/);
  });

  it("refuses another kind of device and says which it was", async () => {
    const output = await interrupted(30);
    const options = trapOptions(everything, { output });
    Object.assign(options.engine, { adapter: { description: "llvmpipe", kind: "software" } });
    await expect(resumeSimulation(options)).rejects.toThrow(
      /harmonic trap up to step \d+, llvmpipe from there/,
    );
  });

  it("another adapter of the same kind leaves a notice", async () => {
    const output = await interrupted(30);
    const options = trapOptions(everything, { output });
    Object.assign(options.engine, { adapter: { description: "another trap", kind: "reference" } });
    const { notices } = await resumeSimulation(options);
    expect(notices).toHaveLength(1);
    expect((await readRunDocument(output)).notices).toEqual(notices);
  });

  it("records that were lost since the checkpoint are named", async () => {
    const output = await interrupted(30);
    await output.truncate("thermo.csv", 10);
    const error = await resumeSimulation(trapOptions(everything, { output })).catch((reason) => reason);
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toMatch(/memory\/thermo.csv: has 10 bytes, fewer than/);
  });
});

/** Keeps what a kill would have left, before every change and in the middle of every append. */
class WatchedOutput extends MemoryOutput {
  readonly moments: MemoryOutput[] = [];

  override async writeFile(name: string, content: Uint8Array | string): Promise<void> {
    this.moments.push(await this.#copy());
    await super.writeFile(name, content);
  }

  override async append(name: string, pieces: Iterable<string>): Promise<void> {
    const text = [...pieces].join("");
    const moment = await this.#copy();
    await moment.append(name, [text.slice(0, text.length >> 1)]);
    this.moments.push(await this.#copy(), moment);
    await super.append(name, [text]);
  }

  async #copy(): Promise<MemoryOutput> {
    const copy = new MemoryOutput();
    const frames = (await this.list("frames")).map((name) => `frames/${name}`);
    for (const name of [...(await this.list("")), ...frames]) {
      const content = await this.read(name);
      if (content) await copy.writeFile(name, content);
    }
    return copy;
  }
}

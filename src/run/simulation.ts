import { NumericalError } from "../core/failure.ts";
import { encodeFrameNpz } from "../formats/frameNpz.ts";
import { BatchLength } from "./batchLength.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { checkpointFile, encodeCheckpoint } from "./checkpoint.ts";
import { digestOfJson } from "./digest.ts";
import type { BatchResult, EngineAdapter } from "./engine.ts";
import { frameFileName } from "./frameFiles.ts";
import type { Write } from "./recorders/recorder.ts";
import { recorderContext } from "./recorders/recorderContext.ts";
import { Recorders } from "./recorders/recorders.ts";
import type { RunFailure, RunStatus } from "./runDocument.ts";
import { writeRunDocument } from "./runDocument.ts";
import { isDue, nextDue } from "./schedule.ts";
import type { RunSummary, SimulationOptions } from "./simulationOptions.ts";
import { WriteQueue } from "./writeQueue.ts";

/**
 * The time loop: batches of steps whose length follows the wall time they take, and between them records and
 * checkpoints. How long batches are has no influence on results.
 */
export class Simulation {
  readonly #options: SimulationOptions;
  readonly #now: () => number;
  readonly #queue = new WriteQueue();
  readonly #batchLength = new BatchLength();
  /** Made once the engine has its state: a failure before that finds none. */
  #recorders!: Recorders;
  #notices: readonly string[] = [];
  #complete = false;
  #checkpointStep: number | undefined;
  #wallSeconds = 0;

  constructor(options: SimulationOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now() / 1000);
  }

  /**
   * Runs to the end or to the stop request, starting with the initial state or with a checkpoint.
   * Whatever goes wrong is put into `run.json` and thrown on.
   */
  async run(checkpoint?: Checkpoint): Promise<RunSummary> {
    try {
      await this.#prepare(checkpoint);
      if (!checkpoint) await this.#begin();
      await this.#loop();
      await this.#queue.drain();
      await this.#options.output.flush();
      return await this.#finish();
    } catch (error) {
      throw await this.#recordFailure(error as Error);
    }
  }

  async #prepare(checkpoint: Checkpoint | undefined): Promise<void> {
    const { engine, model, scenario } = this.#options;
    if (checkpoint) await engine.loadState(checkpoint.engine);
    const frame = await engine.frame();
    this.#recorders = new Recorders(scenario.record, recorderContext(model, frame));
    if (checkpoint) {
      this.#recorders.loadState(checkpoint.recorders);
      this.#complete = checkpoint.complete;
      this.#wallSeconds = checkpoint.wallSeconds;
      this.#notices = checkpoint.notices;
      this.#checkpointStep = checkpoint.step;
    }
    await this.#writeDocument("running");
  }

  /** Records the initial state. */
  async #begin(): Promise<void> {
    const { engine, scenario } = this.#options;
    for (const write of this.#recorders.begin()) await write(this.#options.output);
    const { step } = engine;
    this.#complete = step >= scenario.run.steps;
    const samples = await engine.advance(this.#recorders.plan(step - 1, step));
    await this.#stop(samples, true);
  }

  async #loop(): Promise<void> {
    const { engine, signal } = this.#options;
    const [startSeconds, wallSecondsBefore] = [this.#now(), this.#wallSeconds];
    while (!this.#complete && !signal?.aborted) {
      const result = await this.#advance();
      this.#wallSeconds = wallSecondsBefore + this.#now() - startSeconds;
      await this.#stop(result, this.#complete);
      this.#reportProgress();
    }
    if (this.#checkpointStep !== engine.step) await this.#checkpoint();
  }

  /** One batch, never across a step at which something is recorded that ends batches. */
  async #advance(): Promise<BatchResult> {
    const { engine, scenario } = this.#options;
    const { steps } = scenario.run;
    const from = engine.step;
    const until = Math.min(from + this.#batchLength.steps, this.#nextStop(from), steps);
    const start = this.#now();
    const result = await engine.advance(this.#recorders.plan(from, until));
    this.#batchLength.measured(engine.step - from, this.#now() - start);
    this.#complete = result.converged || engine.step >= steps;
    return result;
  }

  #nextStop(after: number): number {
    const { checkpoint } = this.#options.scenario.record;
    return Math.min(this.#recorders.nextStop(after), checkpoint ? nextDue(checkpoint, after) : Infinity);
  }

  /** Records what a batch has brought; with `ends`, the first or the last state. */
  async #stop(result: BatchResult, ends: boolean): Promise<void> {
    const { engine, scenario } = this.#options;
    const { step } = engine;
    const writes = this.#recorders.takeSamples(result);
    writes.push(...(await this.#recorders.atStop(engine, ends)));
    await this.#write(writes);
    const { checkpoint } = scenario.record;
    if (ends || (checkpoint && isDue(checkpoint, step))) await this.#checkpoint();
  }

  async #checkpoint(): Promise<void> {
    const { engine, scenario, output } = this.#options;
    await this.#write(this.#recorders.reports());
    const state = {
      step: engine.step,
      complete: this.#complete,
      scenarioDigest: await digestOfJson(scenario),
      adapter: this.#adapter,
      notices: this.#notices,
      wallSeconds: this.#wallSeconds,
      engine: await engine.saveState(),
      recorders: this.#recorders.saveState(),
    };
    const { appendedFiles } = this.#recorders;
    this.#checkpointStep = engine.step;
    await this.#queue.add(async () => {
      await output.flush();
      const sizes = appendedFiles.map(async (name) => [name, (await output.size(name)) ?? 0]);
      const fileSizes = Object.fromEntries(await Promise.all(sizes));
      await output.writeFile(checkpointFile, await encodeCheckpoint({ ...state, fileSizes }));
    });
  }

  /** Also without writes it lets other work of this thread go on, such as a stop request. */
  async #write(writes: readonly Write[]): Promise<void> {
    await this.#queue.add(async () => {
      for (const write of writes) await write(this.#options.output);
    });
  }

  #reportProgress(): void {
    const { engine, scenario, onProgress } = this.#options;
    onProgress?.({ step: engine.step, totalSteps: scenario.run.steps, ...this.#performance() });
  }

  /** Engines may hold more about their adapter than results should. */
  get #adapter(): EngineAdapter {
    const { description, kind } = this.#options.engine.adapter;
    return { description, kind };
  }

  #performance() {
    const { step, particleCount } = this.#options.engine;
    return {
      particles: particleCount,
      wallSeconds: this.#wallSeconds,
      particleStepsPerSecond: this.#wallSeconds > 0 ? (particleCount * step) / this.#wallSeconds : 0,
    };
  }

  async #finish(): Promise<RunSummary> {
    const { engine } = this.#options;
    const status = this.#complete ? "done" : "interrupted";
    await this.#writeDocument(status);
    return {
      status,
      steps: engine.step,
      ...this.#performance(),
      adapter: engine.adapter.description,
      notices: this.#notices,
      results: this.#recorders.results(),
    };
  }

  /** Notes down a failure as far as that is possible, and returns the error to throw. */
  async #recordFailure(error: Error): Promise<Error> {
    // The first error is the one to tell: a second one, of the same full disk perhaps, must not hide it.
    const ignore = () => undefined;
    await this.#queue.drain().catch(ignore);
    if (!(error instanceof NumericalError)) {
      const failure = { message: error.message, step: this.#options.engine.step };
      await this.#writeDocument("failed", failure).catch(ignore);
      return error;
    }
    const { message, step, particleId } = error;
    const lastFrame = await this.#keepLastFrame().catch(ignore);
    await this.#writeDocument("failed", { message, step, particleId, lastFrame }).catch(ignore);
    if (!lastFrame) return error;
    const path = `${this.#options.output.description}/${lastFrame}`;
    return new NumericalError(`${message}; last good configuration: ${path}`, step, particleId);
  }

  /** Writes the state to which the engine went back, and returns its file. */
  async #keepLastFrame(): Promise<string> {
    const { engine, output } = this.#options;
    const file = frameFileName(engine.step);
    if ((await output.size(file)) === undefined) {
      await output.writeFile(file, encodeFrameNpz(await engine.frame()));
    }
    return file;
  }

  async #writeDocument(status: RunStatus, failure?: RunFailure): Promise<void> {
    const { engine, scenario, output, version } = this.#options;
    await writeRunDocument(output, {
      version,
      status,
      scenario,
      seed: scenario.run.seed,
      adapter: this.#adapter,
      notices: this.#notices,
      steps: engine.step,
      ...this.#performance(),
      memoryBytes: engine.memoryBytes,
      neighbourListBuilds: engine.neighbourListBuilds,
      columns: this.#recorders?.columns ?? {},
      results: this.#recorders?.results() ?? {},
      failure,
    });
  }
}

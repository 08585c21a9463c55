import { NumericalError } from "../core/failure.ts";
import { BatchLength } from "./batchLength.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { checkpointFile, encodeCheckpoint } from "./checkpoint.ts";
import { digestOfJson } from "./digest.ts";
import type { EngineAdapter } from "./engine.ts";
import type { Write } from "./recorders/recorder.ts";
import type { RunFailure, RunStatus } from "./runDocument.ts";
import { writeRunDocument } from "./runDocument.ts";
import type { RunSummary, SimulationOptions } from "./simulationOptions.ts";
import { WriteQueue } from "./writeQueue.ts";

/**
 * The time loop of any course: batches of steps whose length follows the wall time they take, and between them records
 * and checkpoints. How long batches are has no influence on results.
 */
export class Simulation {
  readonly #options: SimulationOptions;
  readonly #now: () => number;
  readonly #queue = new WriteQueue();
  readonly #batchLength = new BatchLength();
  #notices: readonly string[];
  #checkpointStep: number | undefined;
  #wallSeconds = 0;

  constructor(options: SimulationOptions) {
    this.#options = options;
    this.#notices = options.course.notices ?? [];
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
    await this.#options.course.prepare(checkpoint);
    if (checkpoint) {
      this.#wallSeconds = checkpoint.wallSeconds;
      this.#notices = checkpoint.notices;
      this.#checkpointStep = checkpoint.step;
    }
    await this.#writeDocument("running");
  }

  /** Records the initial state. */
  async #begin(): Promise<void> {
    const { course, output } = this.#options;
    for (const write of course.headers()) await write(output);
    await this.#write(await course.begin());
    await this.#checkpoint();
  }

  async #loop(): Promise<void> {
    const { course, signal } = this.#options;
    const [startSeconds, wallSecondsBefore] = [this.#now(), this.#wallSeconds];
    while (!course.isComplete && !signal?.aborted) {
      await this.#advance();
      this.#wallSeconds = wallSecondsBefore + this.#now() - startSeconds;
      const { writes, checkpointDue } = await course.record();
      await this.#write(writes);
      if (checkpointDue || course.isComplete) await this.#checkpoint();
      this.#reportProgress();
    }
    if (this.#checkpointStep !== course.step) await this.#checkpoint();
  }

  async #advance(): Promise<void> {
    const { course } = this.#options;
    const from = course.step;
    const start = this.#now();
    await course.advance(this.#batchLength.steps);
    this.#batchLength.measured(course.step - from, this.#now() - start);
  }

  async #checkpoint(): Promise<void> {
    const { course, scenario, output } = this.#options;
    await this.#write(course.reports());
    const state = {
      step: course.step,
      complete: course.isComplete,
      scenarioDigest: await digestOfJson(scenario),
      adapter: this.#adapter,
      notices: this.#notices,
      wallSeconds: this.#wallSeconds,
      ...(await course.saveState()),
    };
    const { appendedFiles } = course;
    this.#checkpointStep = course.step;
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
    const { course, onProgress } = this.#options;
    onProgress?.({ step: course.step, ...course.progress, ...this.#performance() });
  }

  /** Engines may hold more about their adapter than results should. */
  get #adapter(): EngineAdapter {
    const { description, kind } = this.#options.course.adapter;
    return { description, kind };
  }

  #performance() {
    const { step, particleCount } = this.#options.course;
    return {
      particles: particleCount,
      wallSeconds: this.#wallSeconds,
      particleStepsPerSecond: this.#wallSeconds > 0 ? (particleCount * step) / this.#wallSeconds : 0,
    };
  }

  get #time() {
    const { time, timeUnit } = this.#options.course;
    return { value: time, unit: timeUnit };
  }

  async #finish(): Promise<RunSummary> {
    const { course } = this.#options;
    const status = course.isComplete ? "done" : "interrupted";
    await this.#writeDocument(status);
    return {
      status,
      steps: course.step,
      time: this.#time,
      ...this.#performance(),
      adapter: course.adapter.description,
      notices: this.#notices,
      results: course.results(),
    };
  }

  /** Notes down a failure as far as that is possible, and returns the error to throw. */
  async #recordFailure(error: Error): Promise<Error> {
    // The first error is the one to tell: a second one, of the same full disk perhaps, must not hide it.
    const ignore = () => undefined;
    await this.#queue.drain().catch(ignore);
    if (!(error instanceof NumericalError)) {
      const failure = { message: error.message, step: this.#options.course.step };
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
    const { course, output } = this.#options;
    const { file, content } = await course.lastFrame();
    if ((await output.size(file)) === undefined) await output.writeFile(file, content);
    return file;
  }

  async #writeDocument(status: RunStatus, failure?: RunFailure): Promise<void> {
    const { course, scenario, output, version } = this.#options;
    await writeRunDocument(output, {
      version,
      status,
      scenario,
      seed: scenario.run.seed,
      adapter: this.#adapter,
      notices: this.#notices,
      steps: course.step,
      time: this.#time,
      ...this.#performance(),
      memoryBytes: course.memoryBytes,
      neighbourListBuilds: course.neighbourListBuilds,
      columns: course.columns,
      results: course.results(),
      details: course.details,
      failure,
    });
  }
}

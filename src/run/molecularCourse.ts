import { encodeFrameNpz } from "../formats/frameNpz.ts";
import type { PassProfiler } from "../gpu/passProfiler.ts";
import type { MolecularModel } from "../solvers/md/model.ts";
import type { Stroke } from "../solvers/stirring/stirring.ts";
import type { Course, CourseState, Records } from "./course.ts";
import type { BatchResult, Engine } from "./engine.ts";
import { frameFileName } from "./frameFiles.ts";
import type { Write } from "./recorders/recorder.ts";
import { recorderContext } from "./recorders/recorderContext.ts";
import { Recorders } from "./recorders/recorders.ts";
import type { RecordPlan } from "./scenario/recordSchema.ts";
import { isDue, nextDue } from "./schedule.ts";

/** What a course of molecular dynamics reads of its scenario. */
export interface MolecularRun {
  readonly run: { readonly steps: number };
  readonly record: RecordPlan;
}

/** Molecular dynamics: driven in steps, which schedules and the end of the run count. */
export class MolecularCourse implements Course {
  /** Made once the engine has its state: a failure before that finds none. */
  #recorders!: Recorders;
  #samples: BatchResult = { totals: [], pairHistograms: [], displacements: [], converged: false };
  #complete = false;

  /**
   * @param engine at step 0, made with engineOptionsFor(scenario.record)
   * @param scenario with every default and override filled in
   */
  constructor(
    private readonly engine: Engine,
    private readonly model: MolecularModel,
    private readonly scenario: MolecularRun,
  ) {}

  get adapter() {
    return this.engine.adapter;
  }

  get particleCount(): number {
    return this.engine.particleCount;
  }

  get memoryBytes(): number {
    return this.engine.memoryBytes;
  }

  get neighbourListBuilds(): number {
    return this.engine.neighbourListBuilds;
  }

  get drawable() {
    return this.engine.drawable;
  }

  get step(): number {
    return this.engine.step;
  }

  get time(): number {
    return this.step * this.model.timeStep;
  }

  get timeUnit(): string {
    return this.model.units.symbols.time;
  }

  get progress() {
    return { done: this.step, total: this.scenario.run.steps, unit: "steps" };
  }

  get isComplete(): boolean {
    return this.#complete;
  }

  get columns() {
    return this.#recorders?.columns ?? {};
  }

  get appendedFiles() {
    return this.#recorders.appendedFiles;
  }

  async prepare(saved?: CourseState & { readonly complete: boolean }): Promise<void> {
    if (saved) await this.engine.loadState(saved.engine);
    const context = recorderContext(this.model, await this.engine.frame());
    this.#recorders = new Recorders(this.scenario.record, context);
    if (!saved) return;
    this.#recorders.loadState(saved.recorders);
    this.#complete = saved.complete;
  }

  headers(): Write[] {
    return this.#recorders.begin();
  }

  async begin(): Promise<Write[]> {
    const { step } = this;
    this.#complete = step >= this.scenario.run.steps;
    this.#samples = await this.engine.advance(this.#recorders.plan(step - 1, step));
    return this.#takeRecords(true);
  }

  async advance(maximumSteps: number, profiler?: PassProfiler, stop = Infinity): Promise<void> {
    const { steps } = this.scenario.run;
    const until = Math.min(this.step + maximumSteps, this.#nextStop(this.step), Math.ceil(stop), steps);
    this.#samples = await this.engine.advance({ ...this.#recorders.plan(this.step, until), profiler });
    this.#complete = this.#samples.converged || this.step >= steps;
  }

  async record(): Promise<Records> {
    const { checkpoint } = this.scenario.record;
    const checkpointDue = checkpoint !== undefined && isDue(checkpoint, this.step);
    return { writes: await this.#takeRecords(this.#complete), checkpointDue };
  }

  reports(): Write[] {
    return this.#recorders.reports();
  }

  results() {
    return this.#recorders?.results() ?? {};
  }

  async saveState(): Promise<CourseState> {
    return { engine: await this.engine.saveState(), recorders: this.#recorders.saveState() };
  }

  frame() {
    return this.engine.frame();
  }

  async lastFrame() {
    return { file: frameFileName(this.step), content: encodeFrameNpz(await this.engine.frame()) };
  }

  async stir(stroke: Stroke) {
    await this.engine.stir?.(stroke);
  }

  destroy(): void {
    this.engine.destroy();
  }

  /** The first step at which something is recorded that ends batches. */
  #nextStop(after: number): number {
    const { checkpoint } = this.scenario.record;
    return Math.min(this.#recorders.nextStop(after), checkpoint ? nextDue(checkpoint, after) : Infinity);
  }

  /** Records what a batch has brought; with `ends`, the first or the last state. */
  async #takeRecords(ends: boolean): Promise<Write[]> {
    const samples = this.#recorders.takeSamples(this.#samples);
    return [...samples, ...(await this.#recorders.atStop(this.engine, ends))];
  }
}

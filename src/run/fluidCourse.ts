import { encodeFluidFrameNpz } from "../formats/fluidFrameNpz.ts";
import type { PassProfiler } from "../gpu/passProfiler.ts";
import type { FluidModel } from "../solvers/sph/model.ts";
import type { Stroke } from "../solvers/stirring/stirring.ts";
import type { Course, CourseState, Records } from "./course.ts";
import type { FluidEngine } from "./fluidEngine.ts";
import { frameFileName } from "./frameFiles.ts";
import { fluidRecorderContext } from "./recorders/fluid/fluidRecorderContext.ts";
import { FluidRecorders } from "./recorders/fluid/fluidRecorders.ts";
import { reached, TimeSchedule } from "./recorders/fluid/timeSchedule.ts";
import type { Results, Write } from "./recorders/recorder.ts";
import type { FluidRecordPlan } from "./scenario/fluid/fluidRecordSchema.ts";

/** What a course of a fluid reads of its scenario. */
export interface FluidRun {
  readonly run: { readonly duration: number; readonly steps?: number };
  readonly record: FluidRecordPlan;
}

/** What a fluid was built from. */
export interface FluidOrigin {
  readonly model: FluidModel;
  readonly derived: Results;
  readonly notices: readonly string[];
}

/** A fluid: driven in simulated time, in which its schedules and the end of the run are given; its steps vary. */
export class FluidCourse implements Course {
  readonly #recorders: FluidRecorders;
  readonly #checkpoints?: TimeSchedule;
  #isPrepared = false;
  #complete = false;

  /**
   * @param engine at step 0
   * @param scenario with every default and override filled in
   */
  constructor(
    private readonly engine: FluidEngine,
    private readonly origin: FluidOrigin,
    private readonly scenario: FluidRun,
  ) {
    const { record } = scenario;
    this.#recorders = new FluidRecorders(record, fluidRecorderContext(origin.model));
    if (record.checkpoint) this.#checkpoints = new TimeSchedule(record.checkpoint.every);
  }

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
    return this.engine.clock.step;
  }

  get time(): number {
    return this.engine.clock.time;
  }

  get timeUnit(): string {
    return this.origin.model.units.symbols.time;
  }

  get progress() {
    const { duration } = this.scenario.run;
    return { done: Math.min(this.time, duration), total: duration, unit: this.timeUnit };
  }

  get isComplete(): boolean {
    return this.#complete;
  }

  get columns() {
    return this.#isPrepared ? this.#recorders.columns : {};
  }

  get appendedFiles() {
    return this.#recorders.appendedFiles;
  }

  get notices() {
    return this.origin.notices;
  }

  get details() {
    const { timeStep, limits, exchange } = this.engine.clock;
    const limitedBy = Object.fromEntries(Object.entries(limits).filter(([, count]) => count > 0));
    return {
      derived: this.origin.derived,
      timeStep: { value: timeStep, unit: this.timeUnit },
      timeStepLimitedBy: limitedBy,
      ...(exchange && { exchange }),
      ...(this.engine.diagnostics && { iterations: this.engine.diagnostics }),
    };
  }

  async prepare(saved?: CourseState & { readonly complete: boolean }): Promise<void> {
    this.#isPrepared = true;
    if (!saved) return;
    await this.engine.loadState(saved.engine);
    this.#takeRecorders(saved);
    this.#complete = saved.complete;
  }

  headers(): Write[] {
    return this.#recorders.begin();
  }

  async begin(): Promise<Write[]> {
    this.#checkpoints?.take(this.time);
    this.#complete = this.#isOver;
    return this.#recorders.recordEnds(await this.engine.frame(), this.engine.clock);
  }

  async advance(maximumSteps: number, profiler?: PassProfiler, stop = Infinity): Promise<void> {
    const { step, time, timeStep } = this.engine.clock;
    const untilTime = Math.min(this.#nextStop, reached(stop));
    const { steps = Infinity } = this.scenario.run;
    // Steps recorded beyond the stop do nothing, and cost: one more than the present step length asks for must do.
    const expected = timeStep > 0 ? Math.ceil((untilTime - time) / timeStep) + 1 : Infinity;
    const most = Math.max(Math.min(maximumSteps, steps - step, expected), 1);
    await this.engine.advance({ untilTime, maximumSteps: most, profiler });
    // Where a device finds a stop reached that the host, which has more digits, does not.
    if (this.step === step) await this.engine.advance({ untilTime: time + timeStep, maximumSteps: 1 });
    this.#complete = this.#isOver;
  }

  async record(): Promise<Records> {
    const { clock } = this.engine;
    const checkpointDue = this.#checkpoints?.isDue(clock.time) ?? false;
    if (checkpointDue) this.#checkpoints?.take(clock.time);
    return { writes: await this.#takeRecords(), checkpointDue };
  }

  reports(): Write[] {
    return this.#recorders.reports();
  }

  results() {
    return this.#isPrepared ? this.#recorders.results() : {};
  }

  async saveState(): Promise<CourseState> {
    return { engine: await this.engine.saveState(), recorders: this.#recorders.saveState() };
  }

  frame() {
    return this.engine.frame();
  }

  async lastFrame() {
    return { file: frameFileName(this.step), content: encodeFluidFrameNpz(await this.engine.frame()) };
  }

  async stir(stroke: Stroke) {
    await this.engine.stir?.(stroke);
  }

  async grip(solid: string) {
    return this.engine.grip?.(solid);
  }

  async adopt(state: CourseState) {
    await this.engine.adopt?.(state.engine);
    this.#takeRecorders(state);
  }

  destroy(): void {
    this.engine.destroy();
  }

  #takeRecorders({ recorders }: CourseState): void {
    this.#recorders.loadState(recorders);
    this.#checkpoints?.take(this.time);
  }

  /** Whether the run has reached its duration, or its last step. */
  get #isOver(): boolean {
    const { duration, steps = Infinity } = this.scenario.run;
    return this.time >= reached(duration) || this.step >= steps;
  }

  /** The time at whose first step a batch has to end [time]. */
  get #nextStop(): number {
    const checkpoint = this.#checkpoints?.nextDue ?? Infinity;
    return Math.min(this.#recorders.nextStop(), checkpoint, reached(this.scenario.run.duration));
  }

  /** Frames cost a copy from the device: none is asked for where nothing is due. */
  async #takeRecords(): Promise<Write[]> {
    const { clock } = this.engine;
    if (this.#complete) return this.#recorders.recordEnds(await this.engine.frame(), clock);
    if (!this.#recorders.isDue(clock.time)) return [];
    return this.#recorders.record(await this.engine.frame(), clock);
  }
}

import { InputError } from "../../core/failure.ts";
import type { Particles } from "../../core/particles.ts";
import type { GpuContext } from "../../gpu/context.ts";
import type { DrawableParticles } from "../../gpu/drawable.ts";
import { type PassTime, PassProfiler } from "../../gpu/passProfiler.ts";
import { buildScenario } from "../../run/buildScenario.ts";
import type { Checkpoint } from "../../run/checkpoint.ts";
import type { Course, CourseState } from "../../run/course.ts";
import { familyOf, type Scenario } from "../../run/families.ts";
import type { ReadFile } from "../../run/scenario/readFile.ts";
import { carryOver } from "../document/carryOver.ts";
import type { ChangeKind } from "../document/changeKind.ts";
import { adoptSolids, type Entrance } from "../document/withSolids.ts";
import { LiveOutput } from "../document/liveOutput.ts";
import { liveScenario } from "../document/liveRecord.ts";
import { savedRun } from "../document/savedRun.ts";
import { ScenarioEdits } from "../document/scenarioEdits.ts";
import { Playback, type PlaybackListener } from "./playback.ts";

/** A scenario to open, with what comes along. */
export interface OpenedScenario {
  readonly document: unknown;
  /** Changes to begin with, as a link carries them. */
  readonly assignments?: readonly string[];
  readonly readFile: ReadFile;
  /** A state to go on from. */
  readonly checkpoint?: Checkpoint;
}

/** What is computed now; all of it is replaced together. */
interface Running {
  readonly course: Course;
  readonly playback: Playback;
}

/** A scenario being played: its document with the user's changes, the course that computes it, and what it has recorded. */
export class Session {
  readonly output = new LiveOutput();
  /** What the time loop has taken so far [s]. */
  wallSeconds = 0;
  #running!: Running;
  #isDestroyed = false;
  #notices: string[] = [];

  private constructor(
    private readonly context: GpuContext,
    readonly edits: ScenarioEdits,
    readonly readFile: ReadFile,
    private readonly listener: PlaybackListener,
  ) {}

  /**
   * Builds a scenario and brings it to its start, or to the state that came along. It stands until it is played.
   *
   * @throws InputError, DeviceError, NumericalError
   */
  static async open(
    context: GpuContext,
    { document, assignments, readFile, checkpoint }: OpenedScenario,
    listener: PlaybackListener,
  ): Promise<Session> {
    const session = new Session(context, new ScenarioEdits(document, assignments), readFile, listener);
    await session.#start(checkpoint && ((course) => session.#takeUp(checkpoint, course)));
    return session;
  }

  get course(): Course {
    return this.#running.course;
  }

  get playback(): Playback {
    return this.#running.playback;
  }

  /** With every default filled in. */
  get scenario(): Scenario {
    return this.edits.scenario;
  }

  get particles(): DrawableParticles {
    return this.course.drawable as DrawableParticles;
  }

  /** What a reader of the results should know: someone has pushed particles about. */
  addNotice(notice: string): void {
    if (!this.#notices.includes(notice)) this.#notices.push(notice);
  }

  /** The present configuration. */
  async configuration(): Promise<Particles> {
    return (await this.playback.between(() => this.course.frame())).particles;
  }

  /**
   * Computes on with what an edit of the document has changed. Where only parameters of the run are other ones than before, the
   * state stays; else it starts anew. What was computed before stands until the new course does; its buffers stay until
   * `releaseReplaced`.
   *
   * @returns whether it started anew
   */
  async rebuild(kind: ChangeKind): Promise<boolean> {
    if (kind === "none") return false;
    const wasPlaying = this.playback.isPlaying;
    const before = this.#running;
    await before.playback.pause();
    const state = kind === "live" ? await before.course.saveState() : undefined;
    const isCarried = await this.#start(state && ((course) => carryOver(state, course)));
    if (isCarried)
      this.addNotice(`Values were changed while it ran; now they are ${this.edits.assignments.join(", ")}.`);
    if (wasPlaying) this.playback.play();
    return !isCarried;
  }

  /**
   * Edits a solid, or adds one behind the others, while everything else stays as it is and goes on.
   *
   * @param entrance of a solid that is added
   * @throws InputError where that makes no valid scenario; everything stays as it was
   */
  async changeSolids(path: string, value: unknown, entrance?: Entrance): Promise<void> {
    const wasPlaying = this.playback.isPlaying;
    await this.playback.pause();
    if (this.edits.change(path, value) === "none") return;
    try {
      const from = await this.course.saveState();
      await this.#start((course) => adoptSolids(from, course, entrance));
    } catch (error) {
      this.edits.undo();
      throw error;
    } finally {
      if (wasPlaying) this.playback.play();
    }
    this.addNotice(
      "Solids were moved or added by hand while it ran: the scenario alone does not lead to this state.",
    );
  }

  /** Back to the start. */
  async restart(): Promise<void> {
    const wasPlaying = this.playback.isPlaying;
    await this.playback.pause();
    await this.#start();
    if (wasPlaying) this.playback.play();
  }

  /** Lets a course that has come to its end go on. */
  goOn(): void {
    Object.assign(this.#endOf(this.course), { steps: Number.MAX_SAFE_INTEGER, duration: endlessDuration });
  }

  /** One step, timed pass by pass; undefined where the device cannot tell the time. */
  async profileStep(): Promise<PassTime[] | undefined> {
    if (!PassProfiler.isSupported(this.context)) return undefined;
    const profiler = new PassProfiler(this.context);
    const wasPlaying = this.playback.isPlaying;
    try {
      await this.playback.advance(1, profiler);
      return await profiler.take();
    } finally {
      profiler.destroy();
      if (wasPlaying) this.playback.play();
    }
  }

  /** Contents of the files that the scenario names, by the paths in it. */
  async namedFiles(): Promise<ReadonlyMap<string, Uint8Array>> {
    const paths = new Set<string>();
    familyOf(this.scenario).withPaths(this.scenario, (path) => (paths.add(path), path));
    const files = [...paths].map(async (path) => [path, await this.readFile(path)] as const);
    return new Map(await Promise.all(files));
  }

  /** A folder, zipped, from which `corpuscle resume` goes on. */
  save(): Promise<Uint8Array> {
    const { course, scenario, readFile, wallSeconds } = this;
    return this.playback.between(() =>
      savedRun({ course, scenario, readFile, wallSeconds, notices: this.#notices }),
    );
  }

  /** Lets go of what was computed before, once nobody draws it any more. */
  releaseReplaced(): void {
    for (const course of this.#retired) course.destroy();
    this.#retired.clear();
  }

  /** Idempotent. */
  async destroy(): Promise<void> {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    await this.playback.pause();
    this.releaseReplaced();
    this.course.destroy();
  }

  readonly #ends = new WeakMap<Course, object>();
  /** Courses that have been replaced, whose buffers may still be drawn. */
  readonly #retired = new Set<Course>();

  #endOf(course: Course): object {
    return this.#ends.get(course) ?? {};
  }

  /**
   * Replaces what runs.
   *
   * @param take brings the new course to a state; false where it does not fit
   * @returns whether it did
   */
  async #start(take?: (course: Course) => Promise<boolean>): Promise<boolean> {
    const { context, readFile, output, edits } = this;
    const live = liveScenario(edits.scenario);
    // The end may be put off while it runs: a copy of its own.
    const end = { ...live.run };
    const scenario = { ...live, run: end } as Scenario;
    const built = await buildScenario(scenario, readFile);
    const course = await built.open(context);
    this.#ends.set(course, end);
    let isCarried = false;
    try {
      await course.prepare();
      if (take) isCarried = await take(course);
      output.takeUnits(course.columns);
      if (isCarried) await output.takeHeaders(course.headers());
      else await this.#begin(course);
    } catch (error) {
      course.destroy();
      throw error;
    }
    if (this.#running) this.#retired.add(this.#running.course);
    const playback = new Playback(course, output, {
      ...this.listener,
      onBatch: (steps, milliseconds) => {
        this.wallSeconds += milliseconds / 1000;
        this.listener.onBatch?.(steps, milliseconds);
      },
    });
    if (this.#running) playback.pacing.stepsPerFrame = this.playback.pacing.stepsPerFrame;
    this.#running = { course, playback };
    return isCarried;
  }

  /** Goes on from a state that came from elsewhere; throws where it does not fit, for it was asked for. */
  async #takeUp(saved: CourseState, course: Course): Promise<boolean> {
    if (!(await carryOver(saved, course))) {
      const message =
        "the saved state does not fit this scenario: it may come from the float64 reference, or another version";
      throw new InputError([{ path: "", message }]);
    }
    await this.#clear(course);
    return true;
  }

  async #begin(course: Course): Promise<void> {
    await this.#clear(course);
    for (const write of await course.begin()) await write(this.output);
  }

  async #clear(course: Course): Promise<void> {
    this.output.clear();
    this.wallSeconds = 0;
    this.#notices = [];
    for (const write of course.headers()) await write(this.output);
  }
}

/** Longer than anyone looks on, and short of what a device takes for no number [time]. */
const endlessDuration = 1e30;

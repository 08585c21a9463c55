import type { PassProfiler } from "../../gpu/passProfiler.ts";
import type { Course } from "../../run/course.ts";
import type { Output } from "../../run/output.ts";
import { Pacing } from "./pacing.ts";

/** Where batches have to end besides, and what happens there before the next one begins. */
export interface PlaybackStops {
  /** In what the course's progress is given in; ahead of where it is. */
  readonly nextStop: number;
  /** Called after each batch, whether it ends there or before. */
  reached(course: Course): Promise<void>;
}

/** What a playback tells, and asks. */
export interface PlaybackListener {
  /** Asked before each batch. */
  stops?(): PlaybackStops | undefined;
  /** After each batch of so many steps, which took so long. */
  onBatch?(steps: number, milliseconds: number): void;
  /** The course has come to its end, and stands. */
  onEnd?(): void;
  /** The numbers have gone wrong, or the device; the course stands at the last good state, if there is one. */
  onFailure?(error: Error): void;
  onPlayingChange?(isPlaying: boolean): void;
}

/**
 * Plays a course while one looks on: a batch of steps for each frame, of the physical step length always. How many steps a batch
 * has changes nothing about results.
 */
export class Playback {
  readonly pacing = new Pacing();
  #isPlaying = false;
  /** Ends when all that was asked for so far is done: the course is used by one at a time. */
  #queue: Promise<unknown> = Promise.resolve();

  /**
   * @param course prepared and begun
   * @param output takes what the course records
   * @param nextFrame resolves when the next frame is due
   */
  constructor(
    private readonly course: Course,
    private readonly output: Output,
    private readonly listener: PlaybackListener = {},
    private readonly nextFrame: () => Promise<unknown> = () => new Promise(requestAnimationFrame),
  ) {}

  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  play(): void {
    if (this.#isPlaying) return;
    this.#setPlaying(true);
    void this.#loop();
  }

  /** Resolves when the batch in flight is done. */
  async pause(): Promise<void> {
    this.#setPlaying(false);
    await this.between(() => Promise.resolve());
  }

  /** Does so many steps and stands. */
  async advance(steps: number, profiler?: PassProfiler): Promise<void> {
    this.#setPlaying(false);
    const last = this.course.step + steps;
    await this.between(async () => {
      let isGood = true;
      while (isGood && this.course.step < last && !this.course.isComplete)
        isGood = await this.#batch(last - this.course.step, profiler);
    });
  }

  /** Does something with the course between two batches. */
  between<T>(action: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(action);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async #loop(): Promise<void> {
    while (this.#isPlaying) {
      await this.nextFrame();
      if (!this.#isPlaying) return;
      await this.between(() => (this.#isPlaying ? this.#batch(this.pacing.steps) : Promise.resolve(true)));
    }
  }

  /** One batch, with its records. Whatever goes wrong ends the playing, is told, and answered with false. */
  async #batch(steps: number, profiler?: PassProfiler): Promise<boolean> {
    const { course, output, listener } = this;
    const from = course.step;
    const start = performance.now();
    try {
      const stops = listener.stops?.();
      await course.advance(steps, profiler, stops?.nextStop);
      const milliseconds = performance.now() - start;
      const done = course.step - from;
      if (done > 0 && !profiler) this.pacing.measured(done, milliseconds);
      for (const write of (await course.record()).writes) await write(output);
      listener.onBatch?.(done, milliseconds);
      await stops?.reached(course);
      if (!course.isComplete) return true;
      this.#setPlaying(false);
      listener.onEnd?.();
      return true;
    } catch (error) {
      this.#setPlaying(false);
      listener.onFailure?.(error as Error);
      return false;
    }
  }

  #setPlaying(isPlaying: boolean): void {
    if (isPlaying === this.#isPlaying) return;
    this.#isPlaying = isPlaying;
    this.listener.onPlayingChange?.(isPlaying);
  }
}

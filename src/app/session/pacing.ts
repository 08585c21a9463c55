/** How many steps the frame to come gets: as many as hold the frame rate, or a number that was chosen. */
export type StepsPerFrame = "auto" | number;

/** What the steps of a frame may take where the frame rate is to be held: the rest of its 16.7 ms is for drawing [ms]. */
const heldTime = 11;
/** What the steps of a frame may take at most, so that a slow machine slows down and still answers [ms]. */
const longestTime = 120;
/** A batch is never longer than so many times the last one: times of short ones say little. */
const fastestGrowth = 2;

/** Finds the number of steps of the next frame from what the last ones took. */
export class Pacing {
  stepsPerFrame: StepsPerFrame = "auto";
  /** Of one step, smoothed [ms]. */
  #stepTime?: number;
  #last = 0;

  /** Steps for the next frame, at least 1. */
  get steps(): number {
    const { stepsPerFrame } = this;
    const most = this.#last > 0 ? this.#last * fastestGrowth : 1;
    const wanted = stepsPerFrame === "auto" ? Math.min(this.#within(heldTime), most) : stepsPerFrame;
    return Math.max(1, Math.floor(Math.min(wanted, this.#within(longestTime))));
  }

  /** @param milliseconds that so many steps (≥ 1) took */
  measured(steps: number, milliseconds: number): void {
    const stepTime = milliseconds / steps;
    this.#stepTime = this.#stepTime === undefined ? stepTime : 0.7 * this.#stepTime + 0.3 * stepTime;
    this.#last = steps;
  }

  /** Forgets what steps took: another system is computed from now on. */
  reset(): void {
    this.#stepTime = undefined;
    this.#last = 0;
  }

  #within(milliseconds: number): number {
    return this.#stepTime ? milliseconds / this.#stepTime : 1;
  }
}

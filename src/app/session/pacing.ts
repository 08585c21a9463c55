/** How many steps the frame to come gets: as many as hold the frame rate, or a number that was chosen. */
export type StepsPerFrame = "auto" | number;

/** What the steps of a frame may take where the frame rate is to be held: the rest of its 16.7 ms is for drawing [ms]. */
const heldTime = 11;
/** What the steps of a frame may take at most, so that a slow machine slows down and still answers [ms]. */
const longestTime = 120;
/** A batch is never longer than so many times the last one: times of short ones say little. */
const fastestGrowth = 2;
/** Where all batches are alike, every so many is a longer one, to tell the time of a step from that of everything else. */
const probeInterval = 8;
/** What the last batch counts against those before. */
const memory = 0.85;

/**
 * Finds the number of steps of the next frame from what the last ones took. A batch waits for the picture before it, so that its time is a
 * line over its steps: what drawing takes, and so much for each step. Where drawing alone takes longer than a frame may, steps get
 * as much time as drawing.
 */
export class Pacing {
  stepsPerFrame: StepsPerFrame = "auto";
  /** Sums over batches, older ones counting less: 1, steps, steps², time, steps · time. */
  #sums = [0, 0, 0, 0, 0];
  #last = 0;
  #batches = 0;

  /** Steps for the next frame, at least 1. */
  get steps(): number {
    if (this.#last === 0) return 1;
    const { perStep, beside } = this.#line();
    const most = longestTime / perStep;
    if (this.stepsPerFrame !== "auto") return whole(Math.min(this.stepsPerFrame, most));
    const wanted = Math.min(Math.max(heldTime, beside), longestTime) / perStep;
    const isProbe = this.#batches % probeInterval === 0 && whole(wanted) === this.#last;
    return whole(Math.min(isProbe ? 1.5 * this.#last + 0.5 : wanted, this.#last * fastestGrowth));
  }

  /** @param milliseconds that so many steps (≥ 1) took */
  measured(steps: number, milliseconds: number): void {
    const terms = [1, steps, steps * steps, milliseconds, steps * milliseconds];
    this.#sums = this.#sums.map((sum, k) => memory * sum + terms[k]);
    this.#last = steps;
    this.#batches++;
  }

  /** The line through the times of batches [ms]; through the origin where their lengths do not tell it. */
  #line(): { readonly perStep: number; readonly beside: number } {
    const [weight, steps, squares, times, products] = this.#sums;
    const spread = weight * squares - steps * steps;
    const slope = (weight * products - steps * times) / spread;
    const offset = (times - slope * steps) / weight;
    if (spread > 1e-3 * squares && slope > 0 && offset >= 0) return { perStep: slope, beside: offset };
    return { perStep: Math.max(times / steps, 1e-6), beside: 0 };
  }
}

function whole(steps: number): number {
  return Math.max(1, Math.floor(steps));
}

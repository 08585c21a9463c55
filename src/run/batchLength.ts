/** Wall time that one batch should take: progress stays lively, and no submit is long enough to be killed [s]. */
const targetSeconds = 0.2;
/** A batch that was cheap by chance must not be followed by one that is a hundred times as long. */
const largestGrowth = 4;
const firstSteps = 2;

/** How many steps the next batch may have, learnt from how long the last ones took. */
export class BatchLength {
  #steps = firstSteps;

  get steps(): number {
    return this.#steps;
  }

  /** Takes note of a batch: its steps (> 0) and its wall time [s]. */
  measured(steps: number, seconds: number): void {
    // A batch cut short by a schedule is mostly overhead: it says nothing about longer ones unless it was slow.
    if (steps < this.#steps && seconds < targetSeconds) return;
    this.#steps = Math.max(1, Math.floor(steps * Math.min(largestGrowth, targetSeconds / seconds)));
  }
}

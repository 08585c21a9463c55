/** Share of an interval by which a step may come before a sample's time and still be that sample's. */
const tolerance = 1e-9;
/** The same as a share of the time: steps of a fixed length are rounded to float32, so that 10 of 0.01 s end 2 ns early. */
const timeTolerance = 1e-7;

/** From when on a step counts as having reached a time [time]. */
export function reached(time: number): number {
  return time * (1 - timeTolerance);
}

/**
 * Samples at the times 0, every, 2 · every, …: number k is due at the first step that has reached (k − 10⁻⁹) · every.
 * It counts what is taken, so that however float times add up no sample is taken twice or left out;
 * a step that goes beyond several of them takes them all.
 */
export class TimeSchedule {
  /** The first sample that is not taken yet: all that is to be kept of a schedule. */
  next = 0;

  /** @param every time between samples, above 0 [time] */
  constructor(readonly every: number) {}

  /** The time from which on the next sample is due, by the tolerances a little early [time]. */
  get nextDue(): number {
    return this.#dueTime(this.next);
  }

  isDue(time: number): boolean {
    return time >= this.nextDue;
  }

  /** Takes all samples that are due at a time. */
  take(time: number): void {
    this.next = Math.max(this.next, Math.floor(time / this.every) - 1);
    while (this.isDue(time)) this.next++;
  }

  #dueTime(sample: number): number {
    return reached((sample - tolerance) * this.every);
  }
}

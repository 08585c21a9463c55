import { reached } from "../../run/recorders/fluid/timeSchedule.ts";

/** Share of an interval by which a state may lie behind a multiple and still be the one there. */
const tolerance = 1e-7;

/** When pictures are due: at every multiple of an interval, of the first state that has come there. */
export class PictureSchedule {
  /** Which multiple is next. */
  #next: number;

  /**
   * @param every above 0, in what drives the course: steps, or its time
   * @param from where the course is: a multiple there is due at once
   * @param inSteps whether that is counted: times are compared with a tolerance for their rounding
   */
  constructor(
    readonly every: number,
    from: number,
    private readonly inSteps: boolean,
  ) {
    this.#next = Math.ceil(inSteps ? from / every : (from / every) * (1 - tolerance));
  }

  /** Where the next picture is due, in the same unit. */
  get nextStop(): number {
    return this.#next * this.every;
  }

  isDue(done: number): boolean {
    return done >= (this.inSteps ? this.nextStop : reached(this.nextStop));
  }

  /** Takes all multiples that are due: a state that has come past several of them has one picture. */
  take(done: number): void {
    this.#next = Math.max(this.#next, Math.floor(done / this.every) - 1);
    while (this.isDue(done)) this.#next++;
  }
}

/** Easy batches in a row after which fewer iterations are recorded. */
const patience = 16;
/** How many times as many are recorded where they were too few. */
const growth = 1.5;

/** How many iterations of one solve are recorded: as few as the last batches needed. */
export class RecordedIterations {
  /** Batches in a row whose last step could have done with half of the next smaller number. */
  private easyBatches = 0;
  private recorded: number;

  constructor(
    private readonly fewest: number,
    private readonly most: number,
  ) {
    this.recorded = Math.min(fewest, most);
  }

  get count(): number {
    return this.recorded;
  }

  grow(): void {
    this.recorded = Math.min(Math.ceil(growth * this.recorded), this.most);
    this.easyBatches = 0;
  }

  /**
   * Takes note of what the last step of a batch needed.
   *
   * @returns whether fewer are recorded from now on
   */
  note(iterations: number): boolean {
    const fewer = Math.min(this.recorded, Math.max(Math.ceil(this.recorded / growth), this.fewest));
    this.easyBatches = 2 * iterations <= fewer ? this.easyBatches + 1 : 0;
    if (this.easyBatches < patience) return false;
    this.easyBatches = 0;
    const isChange = fewer < this.recorded;
    this.recorded = fewer;
    return isChange;
  }
}

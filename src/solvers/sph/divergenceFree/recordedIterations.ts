/** Easy batches in a row after which half as many iterations are recorded. */
const patience = 16;

/** How many iterations of one solve are recorded: as few as the last batches needed. */
export class RecordedIterations {
  /** Batches in a row whose last step could have done with half of them. */
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

  double(): void {
    this.recorded = Math.min(2 * this.recorded, this.most);
    this.easyBatches = 0;
  }

  /**
   * Takes note of what the last step of a batch needed.
   *
   * @returns whether fewer are recorded from now on
   */
  note(iterations: number): boolean {
    const fewer = Math.min(this.recorded, Math.max(Math.ceil(this.recorded / 2), this.fewest));
    this.easyBatches = 2 * iterations <= fewer ? this.easyBatches + 1 : 0;
    if (this.easyBatches < patience) return false;
    this.easyBatches = 0;
    const isChange = fewer < this.recorded;
    this.recorded = fewer;
    return isChange;
  }
}

import { csvHeader, csvRow } from "../../formats/csv.ts";

/**
 * A table that grows while one looks at it. Beyond its cap it keeps every 2nd, 4th, 8th … row, and always the first and
 * the last one: a curve keeps its ends and its shape.
 */
export class LiveTable {
  readonly columnNames: readonly string[];
  #columns: Float64Array[];
  #count = 0;
  /** Rows seen so far; those whose number is a multiple of the stride stay. */
  #seen = 0;
  #stride = 1;

  /** @param cap most rows kept, at least 4 */
  constructor(
    columnNames: readonly string[],
    private readonly cap: number,
  ) {
    this.columnNames = columnNames;
    this.#columns = columnNames.map(() => new Float64Array(Math.min(cap + 1, 64)));
  }

  /** Rows kept. */
  get rowCount(): number {
    return this.#count;
  }

  /** The values of a column, row by row; valid until the next row. Empty where there is no such column. */
  column(name: string): Float64Array {
    return this.#columns[this.columnNames.indexOf(name)]?.subarray(0, this.#count) ?? new Float64Array(0);
  }

  add(row: readonly number[]): void {
    // The last row is there only until the next one comes, unless its number is one that stays.
    const isLastKept = this.#seen === 0 || (this.#seen - 1) % this.#stride === 0;
    if (!isLastKept) this.#count--;
    if (this.#count >= this.cap) this.#thin();
    if (this.#count === this.#columns[0].length) this.#grow();
    this.#columns.forEach((column, k) => (column[this.#count] = row[k]));
    this.#count++;
    this.#seen++;
  }

  /** The rows kept, as CSV. */
  csv(): string {
    const rows = Array.from({ length: this.#count }, (_, i) =>
      csvRow(this.#columns.map((column) => column[i])),
    );
    return csvHeader(this.columnNames) + rows.join("");
  }

  /** Drops every other row. */
  #thin(): void {
    const kept = Math.ceil(this.#count / 2);
    for (const column of this.#columns) for (let i = 0; i < kept; i++) column[i] = column[2 * i];
    this.#count = kept;
    this.#stride *= 2;
  }

  #grow(): void {
    this.#columns = this.#columns.map((column) => {
      const longer = new Float64Array(2 * column.length);
      longer.set(column);
      return longer;
    });
  }
}

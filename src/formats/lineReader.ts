import { InputError } from "../core/failure.ts";

/**
 * Goes through a text line by line and through its fields; whatever is wrong becomes an InputError that names the
 * file, the line (from 1), what was expected and what was found.
 */
export class LineReader {
  private lineNumber = 0;
  private offset = 0;

  constructor(
    private readonly text: string,
    private readonly path: string,
  ) {}

  /** Whether every line has been read. */
  get atEnd(): boolean {
    return this.offset >= this.text.length;
  }

  /** The next line without its end; `expected` says what it should hold, for the error at the end of the file. */
  next(expected: string): string {
    this.lineNumber++;
    if (this.atEnd) this.fail(expected, "the end of the file");
    const newline = this.text.indexOf("\n", this.offset);
    const end = newline < 0 ? this.text.length : newline;
    const line = this.text.slice(this.offset, end);
    this.offset = end + 1;
    return line.endsWith("\r") ? line.slice(0, -1) : line;
  }

  /** A finite number. */
  real(field: string | undefined, name: string): number {
    const value = Number(field || NaN);
    if (!Number.isFinite(value)) this.fail(`${name}, a finite number`, quote(field));
    return value;
  }

  /** An integer in [minimum, maximum]. */
  integer(field: string | undefined, name: string, minimum: number, maximum: number): number {
    const value = Number(field || NaN);
    if (!Number.isInteger(value) || value < minimum || value > maximum)
      this.fail(`${name}, an integer in [${minimum}, ${maximum}]`, quote(field));
    return value;
  }

  /** A number of particles, which the file must be long enough to hold. */
  count(field: string | undefined, name: string): number {
    const value = this.integer(field, name, 1, maximumCount);
    if (value > this.text.length) this.fail(`${name}, no more than the file has room for`, String(value));
    return value;
  }

  /** Three finite numbers from field `first` on, into row `row` of an (N, 3) array. */
  reals(fields: readonly string[], first: number, name: string, rows: Float64Array, row: number): void {
    for (let axis = 0; axis < 3; axis++) rows[3 * row + axis] = this.real(fields[first + axis], name);
  }

  /** Three counts of box edges from field `first` on, into row `row` of an (N, 3) array. */
  images(fields: readonly string[], first: number, rows: Int32Array, row: number): void {
    for (let axis = 0; axis < 3; axis++)
      rows[3 * row + axis] = this.integer(fields[first + axis], "an image flag", -(2 ** 31), 2 ** 31 - 1);
  }

  fail(expected: string, found: string): never {
    const message = `line ${this.lineNumber}: expected ${expected}, found ${found}`;
    throw new InputError([{ path: this.path, message }]);
  }
}

const maximumCount = 2 ** 32 - 1;

/** The columns of a line, separated by blanks or tabs. */
export function splitFields(line: string): string[] {
  const trimmed = line.trim();
  return trimmed === "" ? [] : trimmed.split(/\s+/);
}

/** A field as it is shown in an error. */
export function quote(field: string | undefined): string {
  return field === undefined ? "nothing" : JSON.stringify(field);
}

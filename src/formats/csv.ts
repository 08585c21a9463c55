import { InputError } from "../core/failure.ts";
import { formatNumber } from "./formatNumber.ts";

/** A table of numbers: one array of values for each row, in the order of the columns. */
export interface NumberTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly number[])[];
}

/** The header line of a CSV file. Names stand as they are, so they must not need quotes (RFC 4180). */
export function csvHeader(columns: readonly string[]): string {
  const odd = columns.find((name) => /[",\r\n]/.test(name));
  if (odd !== undefined) throw new RangeError(`CSV column ${JSON.stringify(odd)} would need quotes`);
  return columns.join(",") + "\n";
}

/** A row of numbers, each with the shortest digits that read back the same. */
export function csvRow(values: readonly number[]): string {
  return values.map(formatNumber).join(",") + "\n";
}

/**
 * Reads what csvHeader and csvRow wrote. A last line without its newline is left out: a run that was killed
 * while writing leaves one, and its last number may be cut. Throws InputError with the line number.
 */
export function parseCsv(text: string, path: string): NumberTable {
  const lines = text.split(/\r?\n/).slice(0, -1);
  if (lines.length === 0)
    throw new InputError([{ path, message: "line 1: expected column names, found the end of the file" }]);
  const columns = lines[0].split(",");
  const rows = lines.slice(1).map((line, i) => {
    const fields = line.split(",");
    const fail = (expected: string, found: string): never => {
      throw new InputError([{ path, message: `line ${i + 2}: expected ${expected}, found ${found}` }]);
    };
    if (fields.length !== columns.length) fail(`${columns.length} columns`, String(fields.length));
    return fields.map((field, column) => {
      const value = Number(field.trim() || NaN);
      const isNumber = !Number.isNaN(value) || field === "NaN";
      return isNumber ? value : fail(`a number for ${columns[column]}`, JSON.stringify(field));
    });
  });
  return { columns, rows };
}

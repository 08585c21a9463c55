import type { ValidationCase, ValidationRow } from "../../validation/validationCase.ts";
import { printLine, printTable, type Terminal } from "./terminal.ts";

/** Prints the rows of a case: what was compared with what, how closely, and what came of it. */
export function printValidation(
  terminal: Terminal,
  { name, title, source }: ValidationCase,
  rows: readonly ValidationRow[],
): void {
  printLine(terminal.stdout, `\n${name}: ${title}\n${source}`);
  const head = ["quantity", "reference", "measured", "tolerance", "verdict", "source"];
  const reached = rows.some((row) => row.reached !== undefined);
  printTable(
    terminal,
    reached ? [...head, "reached elsewhere"] : head,
    rows.map((row) => (reached ? [...cells(row), row.reached ?? ""] : cells(row))),
  );
  for (const { quantity, note } of rows) if (note) printLine(terminal.stdout, `${quantity}: ${note}`);
}

function cells(row: ValidationRow): string[] {
  const { quantity, unit, reference, measured, comparison, tolerance, standardError, status, source } = row;
  const spread = standardError === undefined ? "" : ` ± ${shortly(standardError, 2)}`;
  return [
    unit ? `${quantity} [${unit}]` : quantity,
    comparison === "within" ? `${reference}` : `${comparison} ${reference}`,
    status === "absent" ? "" : `${shortly(measured, 7)}${spread}`,
    comparison === "within" ? shortly(tolerance, 3) : "",
    status === "failed" ? "FAILED" : status,
    source,
  ];
}

function shortly(value: number, digits: number): string {
  return `${Number(value.toPrecision(digits))}`;
}

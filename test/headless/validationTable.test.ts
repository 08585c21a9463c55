import { describe, expect, it } from "vitest";
import { printValidation } from "../../src/headless/validationTable.ts";
import type { ValidationRow } from "../../validation/validationCase.ts";
import { CapturedTerminal } from "./capturedTerminal.ts";

const row: ValidationRow = {
  quantity: "energy",
  unit: "ε",
  reference: -6.7733,
  measured: -6.77336789,
  comparison: "within",
  tolerance: 1e-4,
  status: "passed",
  source: "a paper",
};

function printed(...rows: ValidationRow[]): string {
  const terminal = new CapturedTerminal();
  const validationCase = { name: "melt", title: "A melt", source: "Its source", run: async () => rows };
  printValidation(terminal, validationCase, rows);
  return terminal.stdout.text.replace(/ +/g, " ");
}

describe("the table of a validation case", () => {
  it("shows reference, measured value, tolerance, verdict and source", () => {
    const text = printed(row);
    expect(text).toContain("melt: A melt\nIts source");
    expect(text).toContain("│ energy [ε] │ -6.7733 │ -6.773368 │ 0.0001 │ passed │ a paper │");
  });

  it("shows the standard error of an average, and failure in capitals", () => {
    expect(printed({ ...row, standardError: 0.00123, status: "failed" })).toContain(
      "│ -6.773368 ± 0.0012 │ 0.0001 │ FAILED │",
    );
  });

  it("shows a bound as one, and says why a row is absent", () => {
    expect(printed({ ...row, comparison: "at most", tolerance: 0 })).toContain(
      "│ at most -6.7733 │ -6.773368 │ │",
    );
    const absent = printed({ ...row, status: "absent", measured: NaN, note: "no LAMMPS here" });
    expect(absent).toContain("│ -6.7733 │ │ 0.0001 │ absent │");
    expect(absent).toContain("energy: no LAMMPS here");
  });
});

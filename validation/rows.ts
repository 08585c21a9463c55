import type { ValidationRow } from "./validationCase.ts";

type Described = Pick<
  ValidationRow,
  "quantity" | "unit" | "reference" | "measured" | "standardError" | "reached" | "source"
>;

const verdict = (passed: boolean) => (passed ? "passed" : "failed");

/** Passes where |measured − reference| ≤ tolerance; NaN fails. */
export function within(row: Described & { readonly tolerance: number }): ValidationRow {
  const passed = Math.abs(row.measured - row.reference) <= row.tolerance;
  return { ...row, comparison: "within", status: verdict(passed) };
}

/** Passes where measured ≤ reference; NaN fails. */
export function atMost(row: Described): ValidationRow {
  return { ...row, comparison: "at most", tolerance: 0, status: verdict(row.measured <= row.reference) };
}

/** Passes where measured ≥ reference; NaN fails. */
export function atLeast(row: Described): ValidationRow {
  return { ...row, comparison: "at least", tolerance: 0, status: verdict(row.measured >= row.reference) };
}

/** A comparison that could not be made, and why. It neither passes nor fails. */
export function absent(quantity: string, note: string, source: string): ValidationRow {
  return {
    quantity,
    reference: NaN,
    measured: NaN,
    comparison: "within",
    tolerance: NaN,
    status: "absent",
    note,
    source,
  };
}

import { describe, expect, it } from "vitest";
import { absent, atLeast, atMost, within } from "../../validation/rows.ts";

const row = (reference: number, measured: number) => ({ quantity: "q", reference, measured, source: "s" });

describe("within", () => {
  it("passes up to the tolerance and no further, on both sides", () => {
    const status = (measured: number) => within({ ...row(2, measured), tolerance: 0.5 }).status;
    expect([1.4, 1.5, 2, 2.5, 2.6].map(status)).toEqual(["failed", "passed", "passed", "passed", "failed"]);
  });
});

describe("bounds", () => {
  it("pass on their own side, the bound itself included", () => {
    expect([1, 2, 3].map((x) => atMost(row(2, x)).status)).toEqual(["passed", "passed", "failed"]);
    expect([1, 2, 3].map((x) => atLeast(row(2, x)).status)).toEqual(["failed", "passed", "passed"]);
  });
});

describe("every comparison", () => {
  it("fails where the measured value is not a number", () => {
    const rows = [within({ ...row(2, NaN), tolerance: 1 }), atMost(row(2, NaN)), atLeast(row(2, NaN))];
    expect(rows.map(({ status }) => status)).toEqual(["failed", "failed", "failed"]);
  });
});

describe("absent", () => {
  it("neither passes nor fails, and says why", () => {
    expect(absent("q", "no such program", "s")).toMatchObject({ status: "absent", note: "no such program" });
  });
});

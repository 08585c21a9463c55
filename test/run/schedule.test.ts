import { describe, expect, it } from "vitest";
import { BatchLength } from "../../src/run/batchLength.ts";
import { dueWithin, isDue, nextDue } from "../../src/run/schedule.ts";

describe("schedule", () => {
  it("counts from step 0 where no first step is given", () => {
    expect([0, 1, 9, 10, 20].map((step) => isDue({ every: 10 }, step))).toEqual([
      true,
      false,
      false,
      true,
      true,
    ]);
  });

  it("counts from its first step on", () => {
    const schedule = { every: 10, from: 5 };
    expect([0, 5, 10, 15].map((step) => isDue(schedule, step))).toEqual([false, true, false, true]);
  });

  it("the next due step lies after the given one", () => {
    expect(nextDue({ every: 10 }, 0)).toBe(10);
    expect(nextDue({ every: 10 }, -1)).toBe(0);
    expect(nextDue({ every: 10, from: 35 }, 3)).toBe(35);
    expect(nextDue({ every: 10, from: 35 }, 35)).toBe(45);
  });

  it("steps within a batch leave its start out and its end in", () => {
    expect(dueWithin({ every: 5 }, 10, 20)).toEqual([15, 20]);
    expect(dueWithin({ every: 5, from: 18 }, 10, 17)).toEqual([]);
  });
});

describe("batch length", () => {
  it("starts with few steps and grows at most fourfold", () => {
    const length = new BatchLength();
    expect(length.steps).toBeLessThanOrEqual(5);
    const first = length.steps;
    length.measured(first, 1e-9);
    expect(length.steps).toBe(4 * first);
  });

  it("settles where a batch takes 0.2 s", () => {
    const length = new BatchLength();
    for (let batch = 0; batch < 10; batch++) length.measured(length.steps, length.steps * 0.001);
    expect(length.steps).toBeGreaterThanOrEqual(199);
    expect(length.steps).toBeLessThanOrEqual(201);
  });

  it("falls at once to a single step where steps are slow", () => {
    const length = new BatchLength();
    length.measured(2, 60);
    expect(length.steps).toBe(1);
  });

  it("a batch cut short by a schedule leaves it alone unless it was slow", () => {
    const length = new BatchLength();
    for (let batch = 0; batch < 10; batch++) length.measured(length.steps, length.steps * 0.001);
    const settled = length.steps;
    length.measured(1, 0.01);
    expect(length.steps).toBe(settled);
    length.measured(1, 0.4);
    expect(length.steps).toBe(1);
  });
});

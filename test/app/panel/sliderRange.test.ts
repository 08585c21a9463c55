import { describe, expect, it } from "vitest";
import type { PanelControl } from "../../../src/app/panel/panelItem.ts";
import { sliderRange } from "../../../src/app/panel/sliderRange.ts";

function number(value: number, more: Partial<PanelControl> = {}): PanelControl {
  return { type: "number", path: "a", label: "a", value, unit: "", tooltip: "", isLive: true, ...more };
}

describe("the range of a slider", () => {
  it("is that of the schema where it gives both ends", () => {
    expect(sliderRange(number(3, { minimum: 0.8, maximum: 4 }))).toEqual({
      minimum: 0.8,
      maximum: 4,
      step: 0.02,
    });
    expect(sliderRange(number(4, { type: "integer", minimum: 1, maximum: 100 }))).toEqual({
      minimum: 1,
      maximum: 100,
      step: 1,
    });
  });

  it("keeps a step away from ends that are no values", () => {
    const range = sliderRange(number(0.25, { minimum: 0, excludesMinimum: true, maximum: 1 }));
    expect(range).toEqual({ minimum: 0.005, maximum: 1, step: 0.005 });
  });

  it("goes around the value else, from 0 to about four times as much", () => {
    expect(sliderRange(number(2.5, { minimum: 0, excludesMinimum: true }))).toEqual({
      minimum: 0.05,
      maximum: 10,
      step: 0.05,
    });
    expect(sliderRange(number(-9.81))).toEqual({ minimum: -50, maximum: 0, step: 0.5 });
    expect(sliderRange(number(1e-6, { minimum: 0 }))).toEqual({ minimum: 0, maximum: 5e-6, step: 5e-8 });
    expect(sliderRange(number(0))).toEqual({ minimum: -1, maximum: 1, step: 0.01 });
    expect(sliderRange(number(0, { minimum: 0 }))).toEqual({ minimum: 0, maximum: 1, step: 0.005 });
  });

  it("stays within the one end that the schema gives", () => {
    expect(sliderRange(number(0.5, { maximum: 0.7 })).maximum).toBe(0.7);
    expect(sliderRange(number(2, { type: "integer", minimum: 2 }))).toEqual({
      minimum: 2,
      maximum: 10,
      step: 1,
    });
  });
});

import { describe, expect, it } from "vitest";
import { couetteVelocity, poiseuilleVelocity } from "../../validation/channel-flow/series.ts";

const [width, viscosity] = [1e-3, 1e-6];

describe("the series of Morris, Fox & Zhu", () => {
  it.each([
    [0.0225, 2.233e-6],
    [0.045, 4.235e-6],
    [0.1125, 8.25e-6],
    [0.225, 11.1e-6],
  ])("gives the published centre velocity of Poiseuille flow at %d s", (time, published) => {
    const velocity = poiseuilleVelocity(width / 2, time, width, viscosity, 1e-4);
    expect(velocity / published).toBeCloseTo(1, 3);
  });

  it.each([
    [0.0225, 0.2303e-6],
    [0.045, 1.195e-6],
    [0.1125, 3.628e-6],
    [0.225, 5.386e-6],
  ])("gives the published centre velocity of Couette flow at %d s", (time, published) => {
    const velocity = couetteVelocity(width / 2, time, width, viscosity, 1.25e-5);
    expect(velocity / published).toBeCloseTo(1, 3);
  });

  it("is at rest at time 0 and steady in the end", () => {
    expect(Math.abs(poiseuilleVelocity(width / 3, 0, width, viscosity, 1e-4))).toBeLessThan(1e-10);
    const steady = ((1e-4 / (2 * viscosity)) * (width / 3) * (2 * width)) / 3;
    expect(poiseuilleVelocity(width / 3, 10, width, viscosity, 1e-4) / steady).toBeCloseTo(1, 9);
    expect(couetteVelocity(width / 3, 10, width, viscosity, 3) / 1).toBeCloseTo(1, 9);
  });
});

import { describe, expect, it } from "vitest";
import { Pacing } from "../../../src/app/session/pacing.ts";

/** Frames of a machine that takes so many milliseconds for a step. */
function settled(pacing: Pacing, stepTime: number, frames = 40): number {
  for (let frame = 0; frame < frames; frame++) {
    const { steps } = pacing;
    pacing.measured(steps, steps * stepTime);
  }
  return pacing.steps;
}

describe("the pace", () => {
  it("begins with a single step, whose time nobody knows yet", () => {
    expect(new Pacing().steps).toBe(1);
  });

  it("comes to as many steps as leave the frame its time for drawing", () => {
    expect(settled(new Pacing(), 0.1)).toBeGreaterThan(100);
    expect(settled(new Pacing(), 0.1) * 0.1).toBeLessThan(1000 / 60);
  });

  it("keeps to one step a frame on a machine that takes longer than a frame for it", () => {
    expect(settled(new Pacing(), 400)).toBe(1);
  });

  it("takes the number that was chosen where the machine has the time, and fewer where it has not", () => {
    const pacing = new Pacing();
    pacing.stepsPerFrame = 50;
    expect(settled(pacing, 0.5)).toBe(50);
    expect(settled(pacing, 20)).toBeLessThanOrEqual(6);
  });

  it("at most doubles from one frame to the next", () => {
    const pacing = new Pacing();
    pacing.measured(1, 0.001);
    expect(pacing.steps).toBe(2);
  });
});

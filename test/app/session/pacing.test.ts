import { describe, expect, it } from "vitest";
import { Pacing } from "../../../src/app/session/pacing.ts";

/** The steps of frames, on a machine that takes so many milliseconds for a step, and for all else of a batch. */
function paced(pacing: Pacing, stepTime: number, beside = 0, frames = 60): number[] {
  return Array.from({ length: frames }, () => {
    const { steps } = pacing;
    pacing.measured(steps, beside + steps * stepTime);
    return steps;
  });
}

/** The most frequent of the last ones. */
function usual(steps: readonly number[]): number {
  const last = [...steps.slice(-16)].sort((a, b) => a - b);
  return last[8];
}

describe("the pace", () => {
  it("begins with a single step, whose time nobody knows yet", () => {
    expect(new Pacing().steps).toBe(1);
  });

  it("comes to as many steps as leave the frame its time for drawing", () => {
    const steps = usual(paced(new Pacing(), 0.1));
    expect(steps).toBeGreaterThan(90);
    expect(steps * 0.1).toBeLessThan(1000 / 60);
  });

  it("keeps to one step a frame, nearly always, on a machine that takes longer than a frame for it", () => {
    const steps = paced(new Pacing(), 400);
    expect(steps.filter((count) => count > 2)).toEqual([]);
    expect(steps.filter((count) => count === 1).length).toBeGreaterThan(50);
  });

  it("gives steps as much time as drawing where drawing is slow, however short the steps", () => {
    const steps = usual(paced(new Pacing(), 5, 60));
    expect(steps).toBeGreaterThanOrEqual(10);
    expect(steps).toBeLessThanOrEqual(14);
  });

  it("takes the number that was chosen where the machine has the time, and fewer where it has not", () => {
    const chosen = () => Object.assign(new Pacing(), { stepsPerFrame: 50 });
    expect(usual(paced(chosen(), 0.5))).toBe(50);
    expect(usual(paced(chosen(), 20))).toBeLessThanOrEqual(6);
  });

  it("at most doubles from one frame to the next", () => {
    const pacing = new Pacing();
    pacing.measured(1, 0.001);
    expect(pacing.steps).toBe(2);
  });
});

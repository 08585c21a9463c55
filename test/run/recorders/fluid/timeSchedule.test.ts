import { describe, expect, it } from "vitest";
import { reached, TimeSchedule } from "../../../../src/run/recorders/fluid/timeSchedule.ts";

/** The steps at which a schedule is due, of a clock whose time adds up step by step. */
function dueSteps(
  every: number,
  timeStep: number,
  steps: number,
  schedule = new TimeSchedule(every),
): number[] {
  const due: number[] = [];
  let time = 0;
  for (let step = 0; step <= steps; step++) {
    if (schedule.isDue(time)) {
      due.push(step);
      schedule.take(time);
    }
    time += timeStep;
  }
  return due;
}

describe("a schedule in time", () => {
  it.each([
    [0.1, 0.01, 10],
    [0.3, 0.1, 3],
    [0.7, 0.1, 7],
    [1e-3, 1e-5, 100],
    [0.007, 0.001, 7],
  ])("of every %f, in steps of %f that add up, is due at each step number %i", (every, timeStep, ratio) => {
    const expected = Array.from({ length: 500 }, (_, k) => k * ratio);
    expect(dueSteps(every, timeStep, 499 * ratio + 1)).toEqual(expected);
  });

  it("is due at the first step at or beyond each time, in steps that do not divide it", () => {
    expect(dueSteps(1, 0.3, 14)).toEqual([0, 4, 7, 10, 14]);
  });

  it("has one sample at a step that goes beyond several", () => {
    expect(dueSteps(1, 2.5, 4)).toEqual([0, 1, 2, 3, 4]);
    const schedule = new TimeSchedule(1e-6);
    schedule.take(1e3);
    expect(schedule.isDue(1e3)).toBe(false);
    expect(schedule.isDue(1e3 + 2e-6)).toBe(true);
  });

  it("is not due before a time, but for what float32 steps may leave out", () => {
    const schedule = new TimeSchedule(0.5);
    schedule.take(0);
    expect(schedule.isDue(0.5 * (1 - 2e-7))).toBe(false);
    expect(schedule.isDue(0.5 * (1 - 0.5e-7))).toBe(true);
    expect(schedule.nextDue).toBeLessThan(0.5);
    expect(schedule.isDue(schedule.nextDue)).toBe(true);
    expect(reached(2)).toBe(2 * (1 - 1e-7));
  });

  it("is due at each step number 10 where the steps are those of a device in float32", () => {
    for (const timeStep of [0.01, 0.001, 0.007, 0.03].map(Math.fround)) {
      const exact = Number(timeStep.toPrecision(6));
      const expected = Array.from({ length: 100 }, (_, k) => 10 * k);
      expect(dueSteps(10 * exact, timeStep, 995)).toEqual(expected);
    }
  });

  it("takes a sample at the very time it falls due once", () => {
    for (const every of [0.1, 0.3, 1 / 3, 0.007, 1e-5]) {
      const schedule = new TimeSchedule(every);
      const taken: number[] = [];
      for (let k = 0; k < 2000; k++) {
        schedule.take(schedule.nextDue);
        taken.push(schedule.next);
      }
      expect(taken).toEqual(Array.from(taken, (_, k) => k + 1));
    }
  });

  it("never goes back", () => {
    const schedule = new TimeSchedule(1);
    schedule.take(5);
    schedule.take(2);
    expect(schedule.next).toBe(6);
  });

  it("goes on from its next sample alone", () => {
    for (const stop of [0, 1, 29, 30, 31, 44]) {
      let time = 0;
      const first = new TimeSchedule(0.3);
      const due: number[] = [];
      let schedule = first;
      for (let step = 0; step <= 90; step++, time += 0.01) {
        if (schedule.isDue(time)) {
          due.push(step);
          schedule.take(time);
        }
        if (step !== stop) continue;
        schedule = new TimeSchedule(0.3);
        schedule.next = first.next;
      }
      expect(due).toEqual([0, 30, 60, 90]);
    }
  });
});

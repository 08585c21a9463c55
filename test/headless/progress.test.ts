import { describe, expect, it } from "vitest";
import { createProgress } from "../../src/headless/progress.ts";
import { formatDuration, formatQuantity } from "../../src/headless/terminal.ts";
import type { Progress } from "../../src/run/simulationOptions.ts";
import { CapturedStream } from "./capturedTerminal.ts";

/** A run of 200 steps with 1000 particles at 20 steps a second. */
function progressAt(step: number): Progress {
  return {
    step,
    done: step,
    total: 200,
    unit: "steps",
    particles: 1000,
    wallSeconds: step / 20,
    particleStepsPerSecond: 20_000,
  };
}

describe("progress", () => {
  it("away from a terminal is a line every two seconds, not one per batch", () => {
    const stream = new CapturedStream();
    const progress = createProgress(stream);
    for (let step = 0; step <= 100; step++) progress.update(progressAt(step));
    progress.stop();
    expect(stream.text.trimEnd().split("\n")).toEqual([
      "step 40 of 200, 20 thousand particle-steps/s, 8 s left",
      "step 80 of 200, 20 thousand particle-steps/s, 6 s left",
    ]);
  });

  it("of a run driven in time says how much of it is done, and the steps that took", () => {
    const stream = new CapturedStream(true);
    const progress = createProgress(stream);
    progress.update({ ...progressAt(100), done: 0.123456, total: 0.5, unit: "s" });
    progress.stop();
    expect(stream.text).toContain(
      "24% | 0.1235 of 0.5 s in 100 steps | 20 thousand particle-steps/s | 15 s left",
    );
  });

  it("on a terminal is a bar with rate and time left", () => {
    const stream = new CapturedStream(true);
    const progress = createProgress(stream);
    progress.update(progressAt(100));
    progress.stop();
    expect(stream.text).toContain("50% | step 100 of 200 | 20 thousand particle-steps/s | 5 s left");
  });
});

describe("figures", () => {
  it("have three digits and a word", () => {
    expect([0, 12.345, 4000, 3.214e6, 7e9].map(formatQuantity)).toEqual([
      "0",
      "12.3",
      "4 thousand",
      "3.21 million",
      "7 billion",
    ]);
  });

  it("of time have the two units that matter", () => {
    expect([0.4, 59, 200, 7500, Infinity].map(formatDuration)).toEqual([
      "0 s",
      "59 s",
      "3 min 20 s",
      "2 h 5 min",
      "unknown time",
    ]);
  });
});

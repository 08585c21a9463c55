import { describe, expect, it } from "vitest";
import { MemoryOutput } from "../../src/run/memoryOutput.ts";
import { everything, trapOptions } from "./trapRun.ts";

describe("a course of molecular dynamics", () => {
  it("counts its progress in steps and its time in time steps", async () => {
    const { course } = trapOptions(everything);
    await course.prepare();
    await course.begin();
    expect(course.progress).toEqual({ done: 0, total: 53, unit: "steps" });
    await course.advance(3);
    expect(course.progress).toEqual({ done: 3, total: 53, unit: "steps" });
    expect([course.step, course.time, course.timeUnit]).toEqual([3, 0.03, "τ"]);
    expect(course.isComplete).toBe(false);
  });

  it("ends batches at its stops, says where a checkpoint is due, and is complete at its last step", async () => {
    const { course } = trapOptions(everything);
    await course.prepare();
    await course.begin();
    const ends: number[] = [];
    const checkpoints: number[] = [];
    while (!course.isComplete) {
      await course.advance(1000);
      ends.push(course.step);
      if ((await course.record()).checkpointDue) checkpoints.push(course.step);
    }
    expect(ends).toEqual([8, 10, 20, 24, 25, 30, 40, 50, 53]);
    expect(checkpoints).toEqual([10, 20, 30, 40, 50]);
  });

  it("has no columns and results before it is prepared", () => {
    const { course } = trapOptions(everything);
    expect([course.columns, course.results()]).toEqual([{}, {}]);
  });

  it("goes on from its saved state to the records of one that never stopped", async () => {
    const whole = trapOptions(everything).course;
    await whole.prepare();
    await whole.begin();
    await whole.advance(5);
    await whole.record();
    const split = trapOptions(everything).course;
    await split.prepare({ ...structuredClone(await whole.saveState()), complete: false });
    expect([split.step, split.isComplete]).toEqual([5, false]);
    const texts = [whole, split].map(async (course) => {
      const output = new MemoryOutput();
      await course.advance(3);
      for (const write of (await course.record()).writes) await write(output);
      return output.text("thermo.csv");
    });
    const [expected, text] = await Promise.all(texts);
    expect(text).toBe(expected);
    expect(text).toMatch(/^6,/);
  });

  it("gives its present configuration as the frame of its step", async () => {
    const { course, engine } = trapOptions(everything);
    await course.prepare();
    await course.begin();
    await course.advance(2);
    expect((await course.lastFrame()).file).toBe(`frames/step-00000000${engine.step}.npz`);
  });
});

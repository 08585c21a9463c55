import { describe, expect, it } from "vitest";
import { Playback } from "../../../src/app/session/playback.ts";
import { NumericalError } from "../../../src/core/failure.ts";
import { MemoryOutput } from "../../../src/run/memoryOutput.ts";
import { FallingBody } from "../../run/fallingBody.ts";

const frame = () => new Promise((resolve) => setTimeout(resolve, 0));

async function falling(listener: ConstructorParameters<typeof Playback>[2] = {}) {
  const course = new FallingBody();
  const output = new MemoryOutput();
  await course.prepare();
  for (const write of [...course.headers(), ...(await course.begin())]) await write(output);
  return { course, output, playback: new Playback(course, output, listener, frame) };
}

describe("a playback", () => {
  it("plays to the end of the course, tells of it once, and stands", async () => {
    let ends = 0;
    const done = new Promise<void>((resolve) => {
      void falling({ onEnd: () => (ends++, resolve()) }).then(({ playback }) => playback.play());
    });
    await done;
    await frame();
    expect(ends).toBe(1);
  });

  it("records what the course records without one", async () => {
    const { course, output, playback } = await falling();
    await playback.advance(1_000_000);
    expect(course.isComplete).toBe(true);
    const whole = await falling();
    while (!whole.course.isComplete) {
      await whole.course.advance(7);
      for (const write of (await whole.course.record()).writes) await write(whole.output);
    }
    expect(output.text("gauges.csv")).toBe(whole.output.text("gauges.csv"));
  });

  it("does the steps asked for, and no more", async () => {
    const { course, playback } = await falling();
    await playback.advance(3);
    await playback.advance(1);
    expect(course.step).toBe(4);
    expect(playback.isPlaying).toBe(false);
  });

  it("stands once it is paused, and lets nothing else at the course meanwhile", async () => {
    const { course, playback } = await falling();
    playback.play();
    await frame();
    await playback.pause();
    const { step } = course;
    await frame();
    await frame();
    expect(course.step).toBe(step);
  });

  it("tells of a failure and stands, instead of going on or hanging", async () => {
    const failures: Error[] = [];
    const { course, playback } = await falling({ onFailure: (error) => failures.push(error) });
    course.advance = () => Promise.reject(new NumericalError("particle 7 is nowhere", 3, 7));
    await playback.advance(1).catch(() => undefined);
    playback.play();
    await frame();
    await playback.pause();
    expect(failures[0].message).toBe("particle 7 is nowhere");
    expect(playback.isPlaying).toBe(false);
  });
});

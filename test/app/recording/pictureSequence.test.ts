import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { usualInterval } from "../../../src/app/recording/intervalDialog.ts";
import { PictureSchedule } from "../../../src/app/recording/pictureSchedule.ts";
import { PictureSequence } from "../../../src/app/recording/pictureSequence.ts";
import { Playback } from "../../../src/app/session/playback.ts";
import { MemoryOutput } from "../../../src/run/memoryOutput.ts";
import { FallingBody } from "../../run/fallingBody.ts";

describe("when pictures are due", () => {
  it("at a multiple at once, else at the next one", () => {
    expect(new PictureSchedule(20, 0, true).nextStop).toBe(0);
    expect(new PictureSchedule(20, 40, true).nextStop).toBe(40);
    expect(new PictureSchedule(20, 41, true).nextStop).toBe(60);
    expect(new PictureSchedule(0.1, 0.25, false).nextStop).toBeCloseTo(0.3, 12);
  });

  it("at exact steps, however many there have been", () => {
    const schedule = new PictureSchedule(1000, 20_000_000, true);
    schedule.take(20_000_000);
    expect(schedule.isDue(20_000_999)).toBe(false);
    expect(schedule.isDue(20_001_000)).toBe(true);
  });

  it("once for several multiples that one step has gone past", () => {
    const schedule = new PictureSchedule(0.1, 0, false);
    schedule.take(0);
    schedule.take(0.35);
    expect(schedule.isDue(0.39)).toBe(false);
    expect(schedule.nextStop).toBeCloseTo(0.4, 12);
  });

  it("at times that rounding has left a little early", () => {
    const schedule = new PictureSchedule(0.1, 0, false);
    schedule.take(0);
    expect(schedule.isDue(Math.fround(0.1) - 2e-9)).toBe(true);
    schedule.take(Math.fround(0.1) - 2e-9);
    expect(schedule.nextStop).toBeCloseTo(0.2, 12);
  });

  it("a hundred times in a run where nobody says otherwise", () => {
    expect(usualInterval({ name: "steps", inSteps: true, total: 2550 })).toBe(26);
    expect(usualInterval({ name: "steps", inSteps: true, total: 10 })).toBe(1);
    expect(usualInterval({ name: "s", inSteps: false, total: 2 / 3 })).toBe(0.00667);
  });
});

describe("pictures of a course that is played", () => {
  async function archived(every: number, stepsPerFrame: number) {
    const course = new FallingBody();
    await course.prepare();
    await course.begin();
    let drawn = 0;
    const counts: number[] = [];
    const take = () => Promise.resolve({ png: Uint8Array.of(137, drawn++), color: { field: "speed" } });
    const schedule = new PictureSchedule(every, 0, false);
    const sequence = new PictureSequence(schedule, take, (count) => counts.push(count));
    await sequence.reached(course);
    const ended = new Promise<void>((resolve) => {
      const frame = () => Promise.resolve();
      const listener = { stops: () => sequence, onEnd: resolve };
      const playback = new Playback(course, new MemoryOutput(), listener, frame);
      playback.pacing.stepsPerFrame = stepsPerFrame;
      playback.play();
    });
    await ended;
    const files = unzipSync(new Uint8Array(await (await sequence.finish()).arrayBuffer()));
    const { frames } = JSON.parse(new TextDecoder().decode(files["frames.json"]));
    return { files, frames, counts };
  }

  it("are of the first step that has reached each multiple, whatever the steps a frame", async () => {
    const [slow, fast] = [await archived(0.07, 1), await archived(0.07, 1000)];
    expect(fast.frames).toEqual(slow.frames);
    expect(fast.frames).toHaveLength(15);
    fast.frames.forEach(({ time }: { time: { value: number } }, k: number) => {
      expect(time.value).toBeGreaterThanOrEqual(0.07 * k);
      expect(time.value).toBeLessThan(0.07 * k + 0.0041);
    });
  });

  it("lie in the archive in their order, with step, time and colours of each", async () => {
    const { files, frames, counts } = await archived(0.5, 7);
    expect(Object.keys(files)).toEqual([
      "frame-00000.png",
      "frame-00001.png",
      "frame-00002.png",
      "frames.json",
    ]);
    expect([...files["frame-00002.png"]]).toEqual([137, 2]);
    expect(counts).toEqual([1, 2, 3]);
    expect(frames[0]).toEqual({
      file: "frame-00000.png",
      step: 0,
      time: { value: 0, unit: "s" },
      color: { field: "speed" },
    });
    expect(frames[1].step).toBeGreaterThan(100);
  });
});

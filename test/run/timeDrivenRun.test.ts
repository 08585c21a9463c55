import { describe, expect, it } from "vitest";
import { MemoryOutput } from "../../src/run/memoryOutput.ts";
import { resumeSimulation } from "../../src/run/resumeSimulation.ts";
import { readRunDocument } from "../../src/run/runDocument.ts";
import { runSimulation } from "../../src/run/runSimulation.ts";
import type { Progress, SimulationOptions } from "../../src/run/simulationOptions.ts";
import { FallingBody } from "./fallingBody.ts";

function fall(output = new MemoryOutput(), more: Partial<Omit<SimulationOptions, "output" | "course">> = {}) {
  let seconds = 0;
  const course = new FallingBody();
  const scenario = { run: { seed: 1 } };
  return { course, scenario, output, version: "1.2.3", now: () => (seconds += 0.05), ...more };
}

describe("a run that is driven in time", () => {
  it("ends with the first step at its end or after it, and says when that was", async () => {
    const options = fall();
    const summary = await runSimulation(options);
    expect(summary).toMatchObject({ status: "done", time: { unit: "s" } });
    expect(summary.time.value).toBeGreaterThanOrEqual(1);
    expect(summary.time.value).toBeLessThan(1.004);
    const document = await readRunDocument(options.output);
    expect(document).toMatchObject({ steps: summary.steps, time: summary.time, status: "done" });
    expect(document.details).toEqual(options.course.details);
  });

  it("records at the first step of each time of its schedule", async () => {
    const { output } = await finished();
    const times = output.text("gauges.csv")!.trim().split("\n").slice(1).map(parseFloat);
    expect(times).toHaveLength(11);
    times.forEach((time, k) => {
      expect(time).toBeGreaterThanOrEqual(0.1 * k - 1e-12);
      expect(time).toBeLessThan(0.1 * k + 0.004);
    });
  });

  it("tells its progress in time, beside the steps", async () => {
    const progress: Progress[] = [];
    await runSimulation(fall(undefined, { onProgress: (state) => progress.push(state) }));
    expect(progress.at(-1)).toMatchObject({ total: 1, unit: "s", particles: 1 });
    expect(progress.every(({ done }, k) => k === 0 || done > progress[k - 1].done)).toBe(true);
    expect(progress.at(-1)!.step).toBeGreaterThan(200);
  });

  it.each([1, 40, 120, 250])("split after step %i goes on to the same bytes", async (step) => {
    const stop = new AbortController();
    const onProgress = (state: Progress) => state.step >= step && stop.abort();
    const first = fall(undefined, { signal: stop.signal, onProgress });
    expect((await runSimulation(first)).status).toBe("interrupted");
    await resumeSimulation(fall(first.output));
    expect(first.output.text("gauges.csv")).toBe((await finished()).output.text("gauges.csv"));
  });
});

async function finished() {
  const options = fall();
  await runSimulation(options);
  return options;
}

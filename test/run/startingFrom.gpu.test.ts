import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { buildScenario } from "../../src/run/buildScenario.ts";
import { parseScenario } from "../../src/run/scenario/parseScenario.ts";
import { setPath } from "../../src/run/scenario/setPath.ts";
import { useDevice } from "../support/device.ts";

const device = useDevice();

async function built(name: string, ...settings: string[]) {
  const document = settings.reduce<unknown>(
    setPath,
    JSON.parse(readFileSync(`scenarios/${name}.json`, "utf8")),
  );
  return buildScenario(parseScenario(document), () => Promise.reject(new Error("no files")));
}

/** The frame after some steps, and the scenario starting from it. */
async function later(scenario: Awaited<ReturnType<typeof built>>, steps: number) {
  const course = await scenario.open(device());
  await course.prepare();
  while (course.step < steps) await course.advance(steps - course.step);
  const frame = await course.frame();
  const { particleCount } = course;
  course.destroy();
  return { frame, particleCount, scenario: scenario.startingFrom(frame) };
}

describe("a scenario that starts from a frame", () => {
  it.each([
    ["two-dimensional-melting", "setup.particles.0.cells=[24,14]"],
    ["fountain", "run.steps=40"],
  ])("of %s has its particles in their places, those that wait among them", async (name, setting) => {
    const start = await later(await built(name, setting), 30);
    const course = await start.scenario.open(device());
    await course.prepare();
    const again = await course.frame();
    expect(course.particleCount).toBe(start.particleCount);
    expect(again.particles.id).toEqual(start.frame.particles.id);
    expect(again.particles.type).toEqual(start.frame.particles.type);
    expect(again.particles.position).toEqual(start.frame.particles.position);
    course.destroy();
  });

  it("can be verified there", async () => {
    const { scenario } = await later(
      await built("two-dimensional-melting", "setup.particles.0.cells=[24,14]"),
      30,
    );
    const { rows } = await scenario.verify(device(), { steps: 2 });
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.filter(({ ok }) => !ok)).toEqual([]);
  });
});

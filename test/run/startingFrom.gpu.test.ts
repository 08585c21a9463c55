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

  it("has its free bodies where they are then, moving as they do", async () => {
    const coarse = ["setup.spacing=0.05", "setup.solids.3.shape.upper=[1.7,1.2]"];
    const start = await later(await built("falling-bodies", ...coarse), 60);
    const course = await start.scenario.open(device());
    await course.prepare();
    const again = await course.frame();
    const { type, velocity, position } = start.frame.particles;
    let fastest = 0;
    for (let k = 0; k < velocity.length; k++) {
      if (type[Math.floor(k / 3)] < 2) continue;
      fastest = Math.max(fastest, Math.abs(velocity[k]));
      expect(Math.abs(again.particles.velocity[k] - velocity[k])).toBeLessThan(1e-5);
    }
    expect(fastest).toBeGreaterThan(0.1);
    // And goes on from there: one step moves nothing far.
    await course.advance(1);
    const moved = (await course.frame()).particles.position;
    moved.forEach((x, k) => expect(Math.abs(x - position[k])).toBeLessThan(0.005));
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

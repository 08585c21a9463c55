import { describe, expect, it } from "vitest";
import { createParticles } from "../../src/core/particles.ts";
import type { DrawableKind } from "../../src/gpu/drawable.ts";
import { findField } from "../../src/render/particleScene.ts";
import { FieldRange } from "../../src/render/fieldRange.ts";
import { GpuEngine } from "../../src/run/gpuEngine.ts";
import { GpuFluidEngine } from "../../src/run/gpuFluidEngine.ts";
import { useDevice } from "../support/device.ts";
import { fluidModel, fluidParticles } from "../support/fluids.ts";
import { makeBox, makeModel } from "../support/models.ts";
import { type Dot, drawnParticles } from "./drawnParticles.ts";

const device = useDevice();

function extent(amounts: Iterable<number>): [number, number] {
  const all = [...amounts];
  return [Math.min(...all), Math.max(...all)];
}

async function rangeOf(dots: readonly Dot[], kinds?: readonly DrawableKind[]) {
  const particles = drawnParticles(device(), dots, kinds);
  const range = await FieldRange.create(device(), particles, particles.fields[0]);
  const measured = await range.measure();
  range.destroy();
  return measured;
}

const amounts = (...values: number[]): Dot[] => values.map((amount) => ({ at: [0, 0, 0], amount }));

describe("the range of a field", () => {
  it("is the least and the largest amount, below 0 as well", async () => {
    expect(await rangeOf(amounts(-3.5, 2, -7.25, 0.5))).toEqual([-7.25, 2]);
    expect(await rangeOf(amounts(-3.5, -1e-20, -7.25))).toEqual([-7.25, Math.fround(-1e-20)]);
    expect(await rangeOf(amounts(4))).toEqual([4, 4]);
  });

  it("passes over what is infinite or no number, and is undefined where nothing else is left", async () => {
    expect(await rangeOf(amounts(1, NaN, 3, Infinity, -Infinity))).toEqual([1, 3]);
    expect(await rangeOf(amounts(NaN, Infinity))).toBeUndefined();
  });

  it("is that of fluids and particles alone, not of solids and what waits", async () => {
    const roles = ["fluid", "container", "body", "waiting", "particle"] as const;
    const kinds = roles.map((role) => ({ name: role, radius: 1, role }));
    const dots = [2, 100, 101, 102, 5].map((amount, kind) => ({ at: [0, 0, 0] as const, kind, amount }));
    expect(await rangeOf(dots, kinds)).toEqual([2, 5]);
  });

  it("is that of the engine's frame, for molecular dynamics", async () => {
    const box = makeBox(8);
    const particles = createParticles(216);
    for (let i = 0; i < particles.count; i++) {
      const cell = [i % 6, Math.floor(i / 6) % 6, Math.floor(i / 36)];
      cell.forEach((place, axis) => {
        particles.position[3 * i + axis] =
          box.lower[axis] + (8 / 6) * (place + 0.4 + 0.1 * Math.sin(i * (axis + 1)));
        particles.velocity[3 * i + axis] = Math.cos(7 * i + axis);
      });
    }
    const engine = await GpuEngine.create(device(), makeModel(box), particles);
    await engine.advance({ untilStep: 10, totalsAt: [], pairHistogramAt: [], displacementAt: [] });
    const { drawable } = engine;
    const { particles: now, potentialEnergy, force } = await engine.frame({ potentialEnergy: true });
    const velocityX = now.velocity.filter((_, k) => k % 3 === 0);
    const forces = Array.from({ length: now.count }, (_, i) =>
      Math.hypot(...force.subarray(3 * i, 3 * i + 3)),
    );
    for (const [name, expected] of [
      ["velocity x", extent(velocityX)],
      ["potential energy", extent(potentialEnergy as Float64Array)],
      ["force", extent(forces)],
    ] as const) {
      const range = await FieldRange.create(device(), drawable, findField(drawable, name));
      const measured = (await range.measure()) as readonly [number, number];
      measured.forEach((end, k) => expect(end / expected[k]).toBeCloseTo(1, 5));
      range.destroy();
    }
    engine.destroy();
  });

  it("is that of the engine's frame, for fluids", async () => {
    const spacing = 0.1;
    const box = makeBox(1);
    const points = Array.from({ length: 1000 }, (_, i) =>
      [i % 10, Math.floor(i / 10) % 10, Math.floor(i / 100)].map(
        (cell, axis) => box.lower[axis] + spacing * (cell + 0.5),
      ),
    );
    const model = fluidModel({ box, spacing });
    const particles = fluidParticles(model, points.flat());
    particles.velocity.forEach((_, k) => (particles.velocity[k] = Math.sin(k)));
    const engine = await GpuFluidEngine.create(device(), model, particles);
    await engine.advance({ untilTime: 1, maximumSteps: 5 });
    const { density, pressure } = await engine.frame();
    for (const [name, expected] of [
      ["density", extent(density)],
      ["pressure", extent(pressure)],
    ] as const) {
      const range = await FieldRange.create(device(), engine.drawable, findField(engine.drawable, name));
      expect(await range.measure()).toEqual(expected);
      range.destroy();
    }
    engine.destroy();
  });
});

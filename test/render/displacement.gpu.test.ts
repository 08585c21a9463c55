import { describe, expect, it } from "vitest";
import { createParticles, type Particles } from "../../src/core/particles.ts";
import type { Box } from "../../src/core/box.ts";
import type { DrawableParticles } from "../../src/gpu/drawable.ts";
import { BufferPool } from "../../src/gpu/buffers.ts";
import { StartPlaces } from "../../src/gpu/startPlaces.ts";
import { createRenderer } from "../../src/render/createRenderer.ts";
import { FieldRange } from "../../src/render/fieldRange.ts";
import { ParticleProbe } from "../../src/render/particleProbe.ts";
import { findField, ParticleScene } from "../../src/render/particleScene.ts";
import { Snapshot } from "../../src/render/snapshot.ts";
import { displacementField } from "../../src/run/molecularDrawable.ts";
import { GpuEngine } from "../../src/run/gpuEngine.ts";
import { GpuFluidEngine } from "../../src/run/gpuFluidEngine.ts";
import { useDevice } from "../support/device.ts";
import { fluidModel, fluidParticles } from "../support/fluids.ts";
import { makeBox, makeModel } from "../support/models.ts";
import { builtChannel } from "../support/openChannel.ts";
import {
  box,
  colorOf,
  drawnParticles,
  frontCamera,
  hostParticles,
  pictureSize,
  pixelAt,
  plainLook,
} from "./drawnParticles.ts";

const device = useDevice();

/** Particles on a lattice, with ids from 41 in a disorderly order and velocities that take them around the box. */
function flyingParticles(box: Box): Particles {
  const particles = createParticles(216);
  for (let i = 0; i < particles.count; i++) {
    const cell = [i % 6, Math.floor(i / 6) % 6, Math.floor(i / 36)];
    cell.forEach((place, axis) => {
      particles.position[3 * i + axis] = box.lower[axis] + (box.lengths[axis] / 6) * (place + 0.5);
      particles.velocity[3 * i + axis] = (axis === 0 ? 14 : 0) + Math.cos(7 * i + axis);
    });
    particles.id[i] = 41 + ((5 * i) % 216);
    particles.image.set([i % 3, -(i % 2), 2], 3 * i);
  }
  return particles;
}

/** Lengths of the ways from the start to a frame, by id. */
function displacements(box: Box, start: Particles, now: Particles): Map<number, number> {
  const unwrapped = ({ position, image }: Particles, i: number, axis: number) =>
    position[3 * i + axis] + image[3 * i + axis] * box.lengths[axis];
  const rows = new Map([...start.id].map((id, i) => [id, i]));
  return new Map(
    [...now.id].map((id, i) => {
      const from = rows.get(id) as number;
      return [
        id,
        Math.hypot(...[0, 1, 2].map((axis) => unwrapped(now, i, axis) - unwrapped(start, from, axis))),
      ];
    }),
  );
}

async function measuredRange(drawable: DrawableParticles) {
  const range = await FieldRange.create(device(), drawable, findField(drawable, "displacement"));
  const measured = await range.measure();
  range.destroy();
  return measured as readonly [number, number];
}

async function probedAmount(drawable: DrawableParticles, id: number): Promise<number> {
  const probe = await ParticleProbe.create(device(), drawable);
  const found = await probe.read(id);
  probe.destroy();
  return found?.amounts[drawable.fields.findIndex(({ name }) => name === "displacement")] ?? NaN;
}

async function holdsTo(drawable: DrawableParticles, expected: Map<number, number>) {
  const amounts = [...expected.values()];
  const [least, largest] = await measuredRange(drawable);
  expect(Math.abs(least - Math.min(...amounts))).toBeLessThan(1e-4);
  expect(Math.abs(largest - Math.max(...amounts))).toBeLessThan(1e-4);
  for (const id of [...expected.keys()].slice(0, 5)) {
    expect(Math.abs((await probedAmount(drawable, id)) - (expected.get(id) as number))).toBeLessThan(1e-4);
  }
}

describe("the displacement of particles", () => {
  it("is that between start and frame, around the box and whatever the ids, for molecular dynamics", async () => {
    const cube = makeBox(8);
    const start = flyingParticles(cube);
    const engine = await GpuEngine.create(device(), makeModel(cube), start);
    await engine.advance({ untilStep: 150, totalsAt: [], pairHistogramAt: [], displacementAt: [] });
    const expected = displacements(cube, start, (await engine.frame()).particles);
    expect(Math.max(...expected.values())).toBeGreaterThan(8);
    await holdsTo(engine.drawable, expected);

    // A course that goes on from this state, as after a live change, still knows the start.
    const other = await GpuEngine.create(device(), makeModel(cube), start);
    await other.loadState(await engine.saveState());
    await holdsTo(other.drawable, expected);
    engine.destroy();
    other.destroy();
  });

  it("is that between start and frame, for fluids", async () => {
    const cube = makeBox(1);
    const points = Array.from({ length: 1000 }, (_, i) =>
      [i % 10, Math.floor(i / 10) % 10, Math.floor(i / 100)].map(
        (cell, axis) => cube.lower[axis] + 0.1 * (cell + 0.5),
      ),
    );
    const model = fluidModel({ box: cube, spacing: 0.1 });
    const start = fluidParticles(model, points.flat());
    start.velocity.forEach((_, k) => (start.velocity[k] = 0.2 * Math.sin(k)));
    const engine = await GpuFluidEngine.create(device(), model, start);
    await engine.advance({ untilTime: 1, maximumSteps: 40 });
    const expected = displacements(cube, start, (await engine.frame()).particles);
    expect(Math.max(...expected.values())).toBeGreaterThan(0.005);
    await holdsTo(engine.drawable, expected);
    engine.destroy();
  });

  it("is the colour of a picture, with the images of start and present", async () => {
    const dots = [{ at: [-4.5, 2, 0] }, { at: [3, -2, 0] }] as const;
    const { tag, ...particles } = drawnParticles(device(), dots);
    const start = hostParticles([{ at: [4.5, 2, 0] }, { at: [3, -2, 0] }]);
    start.image[0] = -1;
    const pool = new BufferPool(device());
    const places = StartPlaces.of(device(), pool, box, start);
    const drawable = { ...particles, tag, fields: displacementField(box, tag, places, "m") };
    const renderer = await createRenderer(device().device);
    const snapshot = new Snapshot(renderer, pictureSize, pictureSize);
    const scene = new ParticleScene(renderer, drawable, box, { ...plainLook, style: "points" });
    const picture = await snapshot.take(() => scene.draw(frontCamera()));
    const colors = dots.map(({ at }) => colorOf(picture, ...pixelAt(at[0], at[1])));
    for (const one of [scene, snapshot, renderer]) one.dispose();
    pool.destroy();
    // The first has gone by 1, from beyond the side at −5; the other has stayed.
    expect(colors).toEqual([
      [253, 231, 37],
      [68, 1, 84],
    ]);
  });

  it("holds nothing on the device until somebody asks for it", async () => {
    const cube = makeBox(8);
    const engine = await GpuEngine.create(device(), makeModel(cube), flyingParticles(cube));
    const before = engine.memoryBytes;
    const speeds = await FieldRange.create(device(), engine.drawable, findField(engine.drawable, "speed"));
    await speeds.measure();
    speeds.destroy();
    expect(engine.memoryBytes).toBe(before);
    await measuredRange(engine.drawable);
    expect(engine.memoryBytes).toBe(before + 216 * 16);
    engine.destroy();
  });

  it("is no field where ids lie far apart, nor where fluid comes in", async () => {
    const cube = makeBox(8);
    const scattered = flyingParticles(cube);
    scattered.id[0] = 1e9;
    const engine = await GpuEngine.create(device(), makeModel(cube), scattered);
    const { model, particles } = await builtChannel();
    const channel = await GpuFluidEngine.create(device(), model, particles);
    for (const { drawable } of [engine, channel]) {
      expect(drawable.fields.map(({ name }) => name)).not.toContain("displacement");
    }
    engine.destroy();
    channel.destroy();
  });
});

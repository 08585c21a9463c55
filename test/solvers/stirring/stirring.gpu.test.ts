import { expect, it } from "vitest";
import type { Particles } from "../../../src/core/particles.ts";
import type { Vector3 } from "../../../src/core/vector.ts";
import { packParticles } from "../../../src/gpu/particleState.ts";
import { BufferPool } from "../../../src/gpu/buffers.ts";
import { Stirring, type Stroke } from "../../../src/solvers/stirring/stirring.ts";
import { readFloats, storageBuffer, useDevice } from "../../support/device.ts";
import { makeBox, makeModel, randomParticles } from "../../support/models.ts";

const device = useDevice();
const box = makeBox(10, ["periodic", "reflecting", "open"]);
const start = randomParticles(makeModel(box), 400, { minimumDistance: 0.2, seed: 5 });
const particles: Particles = {
  ...start,
  velocity: start.velocity.map((_, k) => Math.sin(k)),
  type: start.type.map((_, i) => i % 2),
};
const rest = { push: [0, 0, 0], pull: 0, heating: 0 } as const;
const line = { point: [0.5, -0.3, 0.2], direction: [0.6, 0, 0.8], radius: 3 } as const;

async function stirred(stroke: Stroke, isMoved = [true, true]): Promise<Float32Array> {
  const pool = new BufferPool(device());
  const records = packParticles(particles, box);
  const position = storageBuffer(device(), records.position);
  const velocity = storageBuffer(device(), records.velocity);
  const hand = await Stirring.create(device(), pool, {
    count: particles.count,
    box,
    position,
    velocity,
    isMoved,
    typicalSpeed: 2,
  });
  hand.apply(stroke);
  const floats = await readFloats(device(), velocity);
  pool.destroy();
  return Float32Array.from(
    { length: 3 * particles.count },
    (_, k) => floats[4 * Math.floor(k / 3) + (k % 3)],
  );
}

/** (1 − d²/r²)² within the cylinder, 0 beyond it; and the way to the line over the radius. */
function shareAt(i: number): { share: number; towards: Vector3 } {
  const place = [0, 1, 2].map((axis) => particles.position[3 * i + axis] - line.point[axis]);
  const along = place.reduce((sum, component, axis) => sum + component * line.direction[axis], 0);
  const apart = place.map((component, axis) => component - along * line.direction[axis]);
  const ratio = apart.reduce((sum, component) => sum + component ** 2, 0) / line.radius ** 2;
  const towards = apart.map((component) => -component / line.radius) as unknown as Vector3;
  return { share: ratio < 1 ? (1 - ratio) ** 2 : 0, towards };
}

function expectVelocities(actual: Float32Array, expected: (i: number, axis: number) => number): void {
  let worst = 0;
  for (let i = 0; i < particles.count; i++)
    for (let axis = 0; axis < 3; axis++)
      worst = Math.max(worst, Math.abs(actual[3 * i + axis] - expected(i, axis)));
  expect(worst).toBeLessThan(1e-5);
}

it("a push adds its velocity by a share that falls to nothing at the side of the cylinder", async () => {
  const push = [0.5, -1, 0.25] as const;
  expectVelocities(
    await stirred({ ...line, ...rest, push }),
    (i, axis) => particles.velocity[3 * i + axis] + 2 * shareAt(i).share * push[axis],
  );
});

it("a pull leads towards the line", async () => {
  expectVelocities(await stirred({ ...line, ...rest, pull: 0.7 }), (i, axis) => {
    const { share, towards } = shareAt(i);
    return particles.velocity[3 * i + axis] + 2 * 0.7 * share * towards[axis];
  });
});

it("cooling below −1 stops particles on the line and turns none round", async () => {
  expectVelocities(
    await stirred({ ...line, ...rest, heating: -5 }),
    (i, axis) => particles.velocity[3 * i + axis] * (1 - shareAt(i).share),
  );
});

it("kinds that are not moved keep their velocities bit for bit", async () => {
  const velocity = await stirred({ ...line, ...rest, push: [1, 1, 1] }, [true, false]);
  const changed = Array.from({ length: particles.count }, (_, i) => i).filter((i) =>
    [0, 1, 2].some((axis) => velocity[3 * i + axis] !== Math.fround(particles.velocity[3 * i + axis])),
  );
  expect(changed.length).toBeGreaterThan(10);
  expect(changed.filter((i) => particles.type[i] === 1)).toEqual([]);
});

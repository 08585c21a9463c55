import { describe, expect, test } from "vitest";
import { meanPosition } from "../../../src/solvers/sph/solids/rigidBodyFrom.ts";
import { useDevice } from "../../support/device.ts";
import { unwrappedRows, useFluids, velocityRows } from "../../support/movingSolids.ts";
import { blocks, momentum, spacing } from "../../support/rigidBodies.ts";

const device = useDevice();
const createFluid = useFluids(device);
const untilTime = 1e9;

describe("blocks that meet face to face", () => {
  test.each([0.2, 0.5, 0.9])("conserve momentum and keep about the share %d of their speed", async (e) => {
    const { model, particles } = blocks(
      [
        { density: 2000, velocity: [0.4, 0], restitution: e },
        { density: 1000, velocity: [-0.6, 0], restitution: e },
      ],
      0.01,
    );
    const engine = await createFluid(model, particles);
    const before = momentum(model, await engine.frame());
    let nearest = Infinity;
    for (let k = 0; k < 12; k++) {
      await engine.advance({ untilTime, maximumSteps: 3 });
      const frame = await engine.frame();
      const [a, b] = [1, 2].map((material) => meanPosition(unwrappedRows(frame, material).flat()));
      nearest = Math.min(nearest, (b[0] - a[0]) / spacing);
    }
    const frame = await engine.frame();
    const after = momentum(model, frame);
    after.forEach((p, axis) => expect(Math.abs(p - before[axis])).toBeLessThan(1e-5 * Math.hypot(...before)));
    const parting = velocityRows(frame, 2)[0][0] - velocityRows(frame, 1)[0][0];
    expect(parting).toBeGreaterThan(0.95 * e);
    expect(parting).toBeLessThan(e + 0.1);
    // Faces are a spacing apart where their centres are four.
    expect(nearest).toBeGreaterThan(3.9);
    expect(nearest).toBeLessThan(4);
  });
});

test("a block that falls onto a wall comes to rest on it", async () => {
  const gravity = { acceleration: { constant: [-10, 0, 0] } };
  const { model, particles } = blocks([undefined, { density: 2000, velocity: [-1, 0] }], 0.01, gravity);
  const engine = await createFluid(model, particles);
  await engine.advance({ untilTime: 0.35, maximumSteps: 1000 });
  const frame = await engine.frame();
  const [wall, block] = [1, 2].map((material) => meanPosition(unwrappedRows(frame, material).flat()));
  expect((block[0] - wall[0]) / spacing).toBeGreaterThan(3.99);
  expect((block[0] - wall[0]) / spacing).toBeLessThan(4);
  velocityRows(frame, 2).forEach((row) => expect(Math.hypot(...row)).toBeLessThan(1e-3));
});

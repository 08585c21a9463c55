import { expect, test } from "vitest";
import { decodeCoordinate, positionCode } from "../../../src/core/fixedPoint.ts";
import { packParticles } from "../../../src/gpu/particleState.ts";
import { bodiesAtStart } from "../../../src/solvers/sph/reference/movingBody.ts";
import { bodyBlock, packBody } from "../../../src/solvers/sph/solids/bodyRecords.ts";
import { solidBlock, solidRecords } from "../../../src/solvers/sph/solids/solidRecords.ts";
import { immersed } from "../../support/rigidBodies.ts";

test.each([
  [2, 0],
  [2, 0.3],
  [3, 0.8],
  [3, 1],
] as const)(
  "the record of a body in %iD has the numbers of the reference, restitution %d",
  (dimensions, restitution) => {
    const given = { density: 1700, restitution, angularVelocity: dimensions === 2 ? [0, 0, 3] : [2, -1, 3] };
    const { model, particles } = immersed(dimensions, given);
    const [expected] = bodiesAtStart(model, particles.type);
    const count = particles.type.filter((material) => material === 1).length;
    const [record] = bodyBlock.unpack(packBody(model, 0, count));
    const scalars = {
      mass: expected.shape.mass,
      contactMass: expected.contactMass,
      contactDamping: expected.damping,
      response: expected.response,
    };
    for (const [name, value] of Object.entries(scalars)) {
      expect(Math.abs(record[name as keyof typeof scalars][0] - value)).toBeLessThanOrEqual(2 ** -22 * value);
    }
    const { angularMomentum } = expected.state;
    const size = Math.hypot(...angularMomentum);
    angularMomentum.forEach((component, axis) =>
      expect(Math.abs(record.angularMomentum[axis] - component)).toBeLessThan(2 ** -22 * size),
    );
  },
);

test.each([2, 3] as const)(
  "the record of its solid in %iD has the pose and the velocities that the reference starts with",
  (dimensions) => {
    const angularVelocity = dimensions === 2 ? [0, 0, 3] : [2, -1, 3];
    const velocity = [0.5, -0.3, 0.2].slice(0, dimensions);
    const { model, particles } = immersed(dimensions, { density: 1700, velocity, angularVelocity });
    const [{ state }] = bodiesAtStart(model, particles.type);
    const { solids } = solidRecords(model, particles, packParticles(particles, model.box));
    const [record] = solidBlock.unpack(solids.buffer);
    const code = positionCode(model.box);
    record.center.forEach((units, axis) => {
      const unit = code.span[axis] / 2 ** 32;
      expect(Math.abs(decodeCoordinate(units, axis, code) - state.center[axis])).toBeLessThanOrEqual(unit);
    });
    expect(record.orientation).toEqual([0, 0, 0, 1]);
    for (const [found, wanted] of [
      [record.velocity, state.velocity],
      [record.angularVelocity, angularVelocity],
    ]) {
      const size = Math.hypot(...wanted);
      found.forEach((x, axis) => expect(Math.abs(x - wanted[axis])).toBeLessThan(2 ** -22 * size));
    }
  },
);

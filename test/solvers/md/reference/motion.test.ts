import { describe, expect, it } from "vitest";
import type { Box } from "../../../../src/core/box.ts";
import { NumericalError } from "../../../../src/core/failure.ts";
import { createParticles } from "../../../../src/core/particles.ts";
import type { MolecularState } from "../../../../src/solvers/md/reference/molecularState.ts";
import { drift, kick } from "../../../../src/solvers/md/reference/motion.ts";
import { makeBox, makeFlatBox, makeModel, noInteraction } from "../../../support/models.ts";

const modelIn = (box: Box) => makeModel(box, { pair: noInteraction, timeStep: 1, skin: 2 });

/** One particle, of id 17 at step 5; its position is relative to the lower corner. */
function oneParticle(box: Box, position: number[], velocity: number[]): MolecularState {
  const particles = createParticles(1);
  particles.id[0] = 17;
  particles.position.set(position.map((x, axis) => x + box.lower[axis]));
  particles.velocity.set(velocity);
  return { step: 5, particles, force: new Float64Array(3) };
}

function drifted(box: Box, position: number[], velocity: number[], duration = 1) {
  const state = oneParticle(box, position, velocity);
  drift(modelIn(box), state, duration);
  const { particles } = state;
  return {
    position: Array.from(particles.position, (x, axis) => x - box.lower[axis]),
    velocity: Array.from(particles.velocity),
    image: Array.from(particles.image),
  };
}

function expectClose(actual: number[], expected: number[]): void {
  expected.forEach((x, k) => expect(actual[k]).toBeCloseTo(x, 12));
}

function failure(run: () => void): NumericalError {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(NumericalError);
    return error as NumericalError;
  }
  throw new Error("nothing was thrown");
}

describe("drift", () => {
  it("wraps through periodic sides and counts the images", () => {
    const moved = drifted(makeBox(5), [4.5, 0.5, 2], [1, -2, 0.25]);
    expectClose(moved.position, [0.5, 3.5, 2.25]);
    expect(moved.image).toEqual([1, -1, 0]);
    expect(moved.velocity).toEqual([1, -2, 0.25]);
  });

  it("keeps a particle inside a periodic box that rounding would put onto the upper side", () => {
    const box = makeBox(5);
    const state = oneParticle(box, [0, 0, 0], [-1e-17, 0, 0]);
    state.particles.position[0] = 0;
    drift(modelIn({ ...box, lower: [0, 0, 0] }), state, 1);
    expect(state.particles.position[0]).toBe(0);
    expect(state.particles.image[0]).toBe(0);
  });

  it("mirrors position and velocity at reflecting sides", () => {
    const moved = drifted(makeBox(5, "reflecting"), [4.5, 0.5, 2], [1.5, -1.25, 1]);
    expectClose(moved.position, [4, 0.75, 3]);
    expectClose(moved.velocity, [-1.5, 1.25, 1]);
    expect(moved.image).toEqual([0, 0, 0]);
  });

  it("lets a particle out of open sides up to half an edge", () => {
    const moved = drifted(makeBox(5, "open"), [5.5, -0.5, 2], [1.75, -1.5, 0]);
    expectClose(moved.position, [7.25, -2, 2]);
    expect(moved.image).toEqual([0, 0, 0]);
  });

  it.each([
    [[6.5, 2, 2], [1.5, 0, 0], "x"],
    [[2, -2, 2], [0, -1, 0], "y"],
  ])("a particle further than half an edge beyond an open side is lost", (position, velocity, axis) => {
    const error = failure(() => drifted(makeBox(5, "open"), position, velocity));
    expect(error.message).toMatch(new RegExp(`particle 17 is lost at step 5.*${axis} = `));
    expect([error.step, error.particleId]).toEqual([5, 17]);
  });

  it("a particle faster than cutoff radius + skin a step means too large a time step", () => {
    // Cutoff radius 1 and skin 2; half a time step does not change the limit.
    expect(() => drifted(makeBox(8), [4, 4, 4], [1.7, 1.7, 1.7])).not.toThrow();
    const error = failure(() => drifted(makeBox(8), [4, 4, 4], [1.8, 1.8, 1.8], 0.5));
    expect(error.message).toMatch(
      /time step too large: particle 17 would move 3\.118 σ in step 5.*\(3\.000 σ\)/,
    );
    expect([error.step, error.particleId]).toEqual([5, 17]);
  });

  it.each([NaN, Infinity])("a velocity of %f fails by naming particle and step", (speed) => {
    const error = failure(() => drifted(makeBox(8), [4, 4, 4], [0, speed, 0]));
    expect([error.step, error.particleId]).toEqual([5, 17]);
  });

  it("leaves z alone in two dimensions", () => {
    expectClose(drifted(makeFlatBox(5, 5), [1, 1, 0], [1, 1, 0]).position, [2, 2, 0]);
  });
});

it("kick changes velocities by force over mass times duration", () => {
  const model = makeModel(makeBox(5));
  const heavy = { ...model, types: [{ name: "A", mass: 4 }] };
  const state = oneParticle(model.box, [1, 1, 1], [1, 0, 0]);
  state.force.set([2, -8, 4]);
  kick(heavy, state, 0.5);
  expect(Array.from(state.particles.velocity)).toEqual([1.25, -1, 0.5]);
});

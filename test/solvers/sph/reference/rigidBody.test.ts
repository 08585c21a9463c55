import { describe, expect, test } from "vitest";
import type { Vector3 } from "../../../../src/core/vector.ts";
import { contactForce, type ContactSide } from "../../../../src/solvers/sph/reference/contactForce.ts";
import {
  angularVelocityOf,
  applied,
  bodyVelocityAt,
  type BodyLoad,
  type BodyShape,
  type BodyState,
  driftBody,
  identity,
  kickBody,
  kineticEnergy,
  loadOf,
  rotation,
  transposed,
} from "../../../../src/solvers/sph/reference/rigidBody.ts";

const top: BodyShape = { mass: 2, inertia: [1, 2, 3, 0.1, -0.2, 0.15] };
const noLoad: BodyLoad = { force: [0, 0, 0], torque: [0, 0, 0] };
const spinning: BodyState = {
  center: [0, 0, 0],
  orientation: identity,
  velocity: [0.3, 0, -0.1],
  angularMomentum: [0.8, -1.5, 2],
};

function run(shape: BodyShape, state: BodyState, load: BodyLoad, time: number, steps: number): BodyState {
  const duration = time / steps;
  let present = state;
  for (let k = 0; k < steps; k++) {
    present = kickBody(shape, driftBody(shape, present, load, duration), load, duration / 2);
  }
  return present;
}

describe("a free body without load", () => {
  test("keeps its angular momentum to the last bit and its orientation a rotation", () => {
    const { angularMomentum, orientation } = run(top, spinning, noLoad, 20, 2000);
    expect(angularMomentum).toEqual(spinning.angularMomentum);
    const product = orientation.map((row) => applied(orientation, row));
    product.flat().forEach((x, k) => expect(x).toBeCloseTo(k % 4 === 0 ? 1 : 0, 10));
  });

  test("keeps its energy to an error that falls at least with the square of the step", () => {
    const start = kineticEnergy(top, spinning);
    const errorOf = (steps: number) =>
      Math.abs(kineticEnergy(top, run(top, spinning, noLoad, 10, steps)) - start) / start;
    const [coarse, fine] = [errorOf(500), errorOf(1000)];
    expect(coarse).toBeLessThan(1e-4);
    expect(fine).toBeLessThan(coarse / 3.5);
  });

  test("ends in an orientation whose error falls with the square of the step", () => {
    const exact = run(top, spinning, noLoad, 2, 12800).orientation.flat();
    const errorOf = (steps: number) => {
      const found = run(top, spinning, noLoad, 2, steps).orientation.flat();
      return Math.hypot(...found.map((x, k) => x - exact[k]));
    };
    const ratio = errorOf(100) / errorOf(200);
    expect(ratio).toBeGreaterThan(3.8);
    expect(ratio).toBeLessThan(4.2);
  });

  test("turns steadily about a principal axis by angular velocity · time", () => {
    const round: BodyShape = { mass: 1, inertia: [1, 2, 4, 0, 0, 0] };
    const state = { ...spinning, angularMomentum: [0, 0, 8] as Vector3 };
    const { orientation } = run(round, state, noLoad, 1.7, 100);
    const exact = rotation([0, 0, 2 * 1.7]);
    orientation.flat().forEach((x, k) => expect(x).toBeCloseTo(exact.flat()[k], 10));
  });
});

test("a rotation about the intermediate axis flips over, those about the others stay", () => {
  const box: BodyShape = { mass: 1, inertia: [1, 2, 3, 0, 0, 0] };
  /** Least cosine between the body's axis and its direction at the start. */
  const leastAlignment = (axis: number) => {
    const momentum = [1e-3, 1e-3, 1e-3];
    momentum[axis] = 5 * box.inertia[axis];
    let state: BodyState = { ...spinning, angularMomentum: momentum as unknown as Vector3 };
    let least = 1;
    for (let k = 0; k < 4000; k++) {
      state = driftBody(box, state, noLoad, 5e-3);
      least = Math.min(least, state.orientation[axis][axis]);
    }
    return least;
  };
  expect(leastAlignment(0)).toBeGreaterThan(0.99);
  expect(leastAlignment(1)).toBeLessThan(-0.99);
  expect(leastAlignment(2)).toBeGreaterThan(0.99);
});

test("a body falls by ½ g t² and does not turn", () => {
  const gravity: BodyLoad = { force: [0, 0, -9.81 * top.mass], torque: [0, 0, 0] };
  const start: BodyState = { ...spinning, velocity: [1, 0, 0], angularMomentum: [0, 0, 0] };
  const end = run(top, start, gravity, 2, 50);
  [2, 0, -0.5 * 9.81 * 4].forEach((x, axis) => expect(end.center[axis]).toBeCloseTo(x, 10));
  expect(end.velocity[2]).toBeCloseTo(-9.81 * 2, 10);
  expect(end.orientation).toEqual(identity);
});

test("a constant torque about an axis of symmetry turns the body by ½ τ/I t²", () => {
  const round: BodyShape = { mass: 1, inertia: [1, 1, 4, 0, 0, 0] };
  const load: BodyLoad = { force: [0, 0, 0], torque: [0, 0, 2] };
  const start: BodyState = { ...spinning, angularMomentum: [0, 0, 0] };
  const { orientation } = run(round, start, load, 1.5, 200);
  const exact = rotation([0, 0, 0.5 * (2 / 4) * 1.5 ** 2]);
  orientation.flat().forEach((x, k) => expect(x).toBeCloseTo(exact.flat()[k], 10));
});

test("the angular velocity is the inertia's in the turned frame", () => {
  const pose = rotation([0.3, -1.1, 0.7]);
  const spin: Vector3 = [0.4, 0.2, -0.9];
  const own = applied(transposed(pose), spin);
  const [xx, yy, zz, xy, xz, yz] = top.inertia;
  const momentum = applied(
    [
      [xx, xy, xz],
      [xy, yy, yz],
      [xz, yz, zz],
    ],
    own,
  );
  angularVelocityOf(top, pose, applied(pose, momentum)).forEach((w, axis) =>
    expect(w).toBeCloseTo(spin[axis], 12),
  );
});

test("forces on points add up to a force and a torque about the centre", () => {
  const points: Vector3[] = [
    [2, 0, 0],
    [0, 0, 0],
  ];
  const forces: Vector3[] = [
    [0, 3, 0],
    [0, -1, 0],
  ];
  expect(loadOf(points, forces, [1, 0, 0])).toEqual({ force: [0, 2, 0], torque: [0, 0, 4] });
});

test("a point of a body moves with v + ω × r", () => {
  const state: BodyState = { ...spinning, velocity: [1, 0, 0], angularMomentum: [0, 0, 8] };
  const shape: BodyShape = { mass: 1, inertia: [1, 1, 4, 0, 0, 0] };
  expect(bodyVelocityAt(shape, state, [0, 3, 0])).toEqual([-5, 0, 0]);
});

describe("a contact", () => {
  const side = (x: number, speed: number, mass = 2): ContactSide => ({
    mass,
    damping: 0.2,
    point: [x, 0.1 * x, 0],
    velocity: [speed, 0, 0],
  });

  test("pushes apart along the line of centres, on both sides with the same force", () => {
    const [a, b] = [side(0, 0.1), side(0.08, -0.2, 5)];
    const onA = contactForce(a, b, 0.1, 30);
    const onB = contactForce(b, a, 0.1, 30);
    expect(onA[0]).toBeLessThan(0);
    expect(onA[1] / onA[0]).toBeCloseTo(0.1, 12);
    onA.forEach((force, axis) => expect(force + onB[axis]).toBe(0));
  });

  test("is nothing beyond the reach, and never pulls what parts quickly", () => {
    expect(contactForce(side(0, 0), side(0.2, 0), 0.1, 30)).toEqual([0, 0, 0]);
    const parting = contactForce(side(0, -50), side(0.09, 50), 0.1, 30);
    parting.forEach((force) => expect(Math.abs(force)).toBe(0));
  });

  test("leaves the share of the speed that the damping ratio is made for, with a little less damping than none", () => {
    const restitution = 0.6;
    const logarithm = Math.log(restitution);
    const damping = -logarithm / Math.hypot(Math.PI, logarithm);
    const wall: ContactSide = { mass: Infinity, damping: 0, point: [0, 0, 0], velocity: [0, 0, 0] };
    const [reach, frequency, duration] = [0.1, 50, 1e-5];
    let [x, speed] = [reach, -0.5];
    do {
      const ball: ContactSide = { mass: 1, damping, point: [x, 0, 0], velocity: [speed, 0, 0] };
      speed += duration * contactForce(ball, wall, reach, frequency)[0];
      x += duration * speed;
    } while (x < reach);
    // The spring's last pull, which would slow the ball, is left out.
    expect(speed / 0.5).toBeGreaterThan(restitution);
    expect(speed / 0.5).toBeLessThan(1.1 * restitution);
  });
});

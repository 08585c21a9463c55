import { describe, expect, test } from "vitest";
import { bodyParameters } from "../../../src/solvers/sph/parameters/bodyParameters.ts";
import { contactDamping } from "../../../src/solvers/sph/solids/bodyRecords.ts";
import { rigidBodyFrom } from "../../../src/solvers/sph/solids/rigidBodyFrom.ts";
import { lattice } from "../../support/movingSolids.ts";

const spacing = 0.1;

describe("a rigid body from particles", () => {
  const parameters = bodyParameters.parse({ density: 500, velocity: [1, 2], angularVelocity: [3, 4, 5] });

  test("of a block in three dimensions has the block's mass, centre and inertia", () => {
    const body = rigidBodyFrom(lattice([1, 2, 3], [4, 3, 2], spacing), spacing ** 3, 3, parameters);
    const [a, b, c] = [0.4, 0.3, 0.2];
    const mass = 500 * a * b * c;
    expect(body.mass).toBeCloseTo(mass, 10);
    [1.2, 2.15, 3.1].forEach((x, axis) => expect(body.center[axis]).toBeCloseTo(x, 12));
    const exact = [b * b + c * c, a * a + c * c, a * a + b * b, 0, 0, 0].map((s) => (mass / 12) * s);
    exact.forEach((value, k) => expect(body.inertia[k]).toBeCloseTo(value, 10));
    expect(body.velocity).toEqual([1, 2, 0]);
    expect(body.angularVelocity).toEqual([3, 4, 5]);
  });

  test("in two dimensions turns about z alone", () => {
    const body = rigidBodyFrom(lattice([0, 0], [4, 3], spacing), spacing ** 2, 2, parameters);
    expect(body.mass).toBeCloseTo(500 * 0.12, 10);
    expect(body.inertia[2]).toBeCloseTo((500 * 0.12 * (0.16 + 0.09)) / 12, 10);
    expect(body.angularVelocity).toEqual([0, 0, 5]);
  });

  test("has products of inertia with the sign of the tensor", () => {
    const { mass, inertia } = rigidBodyFrom([-1, -1, 0, 1, 1, 0], 1, 3, bodyParameters.parse({ mass: 6 }));
    expect(mass).toBe(6);
    expect(inertia[3]).toBeCloseTo(-6, 12);
    expect(inertia[2]).toBeCloseTo(12 + 1, 12);
  });

  test("needs particles", () => {
    expect(() => rigidBodyFrom([], 1, 3, parameters)).toThrow("needs particles");
  });
});

test("a body is given its density or its mass, not both and not neither", () => {
  expect(() => bodyParameters.parse({ density: 1, mass: 1 })).toThrow("exactly one of density, mass");
  expect(() => bodyParameters.parse({})).toThrow("exactly one of density, mass");
});

test("the damping ratio is 0 where all of the speed is left, 1 where none is, and falls between", () => {
  expect(Math.abs(contactDamping(1))).toBe(0);
  expect(contactDamping(0)).toBe(1);
  expect(contactDamping(0.5)).toBeCloseTo(0.215, 3);
});

import { describe, expect, it } from "vitest";
import type { Vector3 } from "../../../../src/core/vector.ts";
import {
  type MotionParameters,
  motionParameters,
} from "../../../../src/solvers/sph/parameters/motionParameters.ts";
import {
  accelerationAt,
  movedPoint,
  rigidMotion,
  velocityAt,
} from "../../../../src/solvers/sph/reference/solidMotion.ts";

const motions = [
  { kind: "constant", velocity: [1, -2, 3] },
  { kind: "sinusoidal", amplitude: [1, -2, 0.5], frequency: 0.7, phase: 0.2 },
  { kind: "rotating", center: [1, 2, 3], axis: [1, 2, -2], angularVelocity: 1.3 },
  { kind: "swinging", center: [1, 2, 3], axis: [0, 3, 4], amplitude: 0.4, frequency: 0.6 },
  {
    kind: "tabulated",
    times: [0, 0.5, 2],
    displacements: [
      [1, 0, 0],
      [2, 0, 1],
      [2, 3, 1],
    ],
  },
].map((motion): MotionParameters => motionParameters.parse(motion));

const point: Vector3 = [0.3, -0.4, 1.1];
const change = 1e-5;

/** Where the point that started at `point` is at a time. */
function pathOf(motion: MotionParameters, time: number): Vector3 {
  return movedPoint(rigidMotion(motion, 0, 3), rigidMotion(motion, time, 3), point);
}

describe("rigidMotion", () => {
  for (const motion of motions) {
    for (const time of [0.13, 0.9, 1.7]) {
      it(`of a ${motion.kind} solid has the velocity dx/dt and the acceleration dv/dt at ${time}`, () => {
        const present = rigidMotion(motion, time, 3);
        const here = pathOf(motion, time);
        const [before, after] = [time - change, time + change];
        const velocityOf = (t: number) => velocityAt(rigidMotion(motion, t, 3), pathOf(motion, t));
        const slopeOf = (f: (t: number) => Vector3, axis: number) =>
          (f(after)[axis] - f(before)[axis]) / (2 * change);
        for (const axis of [0, 1, 2]) {
          const velocity = velocityAt(present, here)[axis];
          expect(velocity).toBeCloseTo(
            slopeOf((t) => pathOf(motion, t), axis),
            7,
          );
          expect(accelerationAt(present, here)[axis]).toBeCloseTo(slopeOf(velocityOf, axis), 7);
        }
        expect(Math.hypot(...velocityAt(present, here))).toBeGreaterThan(0.1);
      });
    }

    it(`takes the point of a ${motion.kind} solid the same way in one stretch and in two`, () => {
      const [start, middle, end] = [0.2, 0.7, 1.9].map((time) => rigidMotion(motion, time, 3));
      const whole = movedPoint(start, end, point);
      const halves = movedPoint(middle, end, movedPoint(start, middle, point));
      whole.forEach((x, axis) => expect(halves[axis]).toBeCloseTo(x, 12));
    });
  }

  it("of a sliding solid has a velocity, and its points stay", () => {
    const belt = motionParameters.parse({ kind: "sliding", velocity: [2, 0, 0] });
    const [start, end] = [0, 5].map((time) => rigidMotion(belt, time, 3));
    expect(movedPoint(start, end, point)).toEqual(point);
    expect(velocityAt(end, point)).toEqual([2, 0, 0]);
    expect(accelerationAt(end, point).every((a) => a === 0)).toBe(true);
  });

  it("starts a tabulated solid where it is, and leaves it at rest after the last time", () => {
    const piston = motions[4];
    expect(rigidMotion(piston, 0, 3).displacement).toEqual([0, 0, 0]);
    expect(rigidMotion(piston, 0.25, 3).displacement).toEqual([0.5, 0, 0.5]);
    expect(rigidMotion(piston, 0.5, 3).velocity).toEqual([0, 2, 0]);
    for (const time of [2, 9]) {
      expect(rigidMotion(piston, time, 3).displacement).toEqual([1, 3, 1]);
      expect(rigidMotion(piston, time, 3).velocity).toEqual([0, 0, 0]);
    }
  });

  it("turns about z in two dimensions, counterclockwise, with numbers for two axes", () => {
    const wheel = motionParameters.parse({ kind: "rotating", center: [1, 2], angularVelocity: Math.PI / 2 });
    const [start, end] = [0, 1].map((time) => rigidMotion(wheel, time, 2));
    const [x, y, z] = movedPoint(start, end, [2, 2, 0]);
    expect([x, z]).toEqual([expect.closeTo(1, 12), 0]);
    expect(y).toBeCloseTo(3, 12);
    expect(velocityAt(start, [2, 2, 0])[1]).toBeCloseTo(Math.PI / 2, 12);
  });

  it("is rest where there is no motion", () => {
    const still = rigidMotion(undefined, 3, 3);
    expect(movedPoint(still, still, point)).toEqual(point);
    expect(velocityAt(still, point).every((v) => v === 0)).toBe(true);
  });
});

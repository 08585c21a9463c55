import { describe, expect, it } from "vitest";
import { boxShape } from "../../../src/core/geometry/box.ts";
import { difference, intersection, union } from "../../../src/core/geometry/combine.ts";
import { cylinderShape } from "../../../src/core/geometry/cylinder.ts";
import { halfSpaceShape } from "../../../src/core/geometry/halfSpace.ts";
import { meshShape } from "../../../src/core/geometry/mesh.ts";
import type { Shape } from "../../../src/core/geometry/shape.ts";
import { sphereShape } from "../../../src/core/geometry/sphere.ts";
import { rotated, translated } from "../../../src/core/geometry/transform.ts";
import { RandomSequence, randomStreams } from "../../../src/core/random.ts";
import type { Vector3 } from "../../../src/core/vector.ts";
import { boxMesh, sphereMesh } from "./exampleMeshes.ts";

const unitBox = boxShape([0, 0, 0], [1, 2, 3]);
const cylinder = cylinderShape([0, 0, -1], [0, 0, 2], 0.5);
const pipe = difference(cylinderShape([-2, 0, 0], [2, 1, 1], 1), cylinderShape([-3, 0, 0], [3, 1, 1], 0.6));

/** Shapes whose bounds end, each by its name. */
const shapes: Record<string, Shape> = {
  box: unitBox,
  sphere: sphereShape([0.3, -0.2, 0.1], 1.2),
  cylinder,
  "slanting cylinder": cylinderShape([-1, 0.5, 0], [1, -0.5, 1.5], 0.7),
  mesh: meshShape(sphereMesh(1.1, 2)),
  union: union([unitBox, sphereShape([1, 1, 1], 1.3)]),
  difference: pipe,
  intersection: intersection([unitBox, sphereShape([0, 0, 0], 1.5)]),
  "translated box": translated(unitBox, [1, -2, 0.5]),
  "rotated box": rotated(unitBox, [1, 2, -1], 0.8),
};

const random = new RandomSequence(7, randomStreams.placement);
const randomPoint = (size: number): Vector3 => [
  size * (2 * random.uniform() - 1),
  size * (2 * random.uniform() - 1),
  size * (2 * random.uniform() - 1),
];

describe.each(Object.entries(shapes))("the signed distance of a %s", (_, shape) => {
  it("changes from point to point by no more than these are apart", () => {
    for (let trial = 0; trial < 2000; trial++) {
      const [a, b] = [randomPoint(3), randomPoint(3)];
      const apart = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
      const change = Math.abs(shape.signedDistance(a) - shape.signedDistance(b));
      expect(change).toBeLessThanOrEqual(apart * (1 + 1e-12));
    }
  });

  it("is negative nowhere outside the bounds and somewhere inside", () => {
    let inside = 0;
    for (let trial = 0; trial < 4000; trial++) {
      const point = randomPoint(4);
      if (shape.signedDistance(point) >= 0) continue;
      inside++;
      for (let axis = 0; axis < 3; axis++) {
        expect(point[axis]).toBeGreaterThanOrEqual(shape.lower[axis] - 1e-12);
        expect(point[axis]).toBeLessThanOrEqual(shape.upper[axis] + 1e-12);
      }
    }
    expect(inside).toBeGreaterThan(10);
  });
});

describe("a box", () => {
  it("is measured to its nearest side, edge or corner", () => {
    expect(unitBox.signedDistance([0.4, 1, 1.5])).toBeCloseTo(-0.4, 14);
    expect(unitBox.signedDistance([1.5, 1, 1.5])).toBeCloseTo(0.5, 14);
    expect(unitBox.signedDistance([-3, -4, 1])).toBeCloseTo(5, 14);
    expect(unitBox.signedDistance([3, 3, 5])).toBeCloseTo(3, 14);
  });

  it("whose z bounds are infinite is a rectangle", () => {
    const rectangle = boxShape([0, 0, -Infinity], [2, 1, Infinity]);
    expect(rectangle.signedDistance([1, 0.25, 0])).toBe(-0.25);
    expect(rectangle.signedDistance([5, 5, 0])).toBe(5);
  });
});

describe("a sphere", () => {
  it("is measured from its centre", () => {
    expect(sphereShape([1, 0, 0], 2).signedDistance([1, 3, 4])).toBe(3);
  });

  it("in two dimensions is a circle, whatever z is", () => {
    const circle = sphereShape([1, 0, 7], 2, 2);
    expect(circle.signedDistance([1, 1, 0])).toBe(-1);
    expect(circle.lower).toEqual([-1, -2, -Infinity]);
  });
});

describe("a cylinder", () => {
  it("is measured to its side, its ends and their rims", () => {
    expect(cylinder.signedDistance([0.1, 0, 0.5])).toBeCloseTo(-0.4, 14);
    expect(cylinder.signedDistance([0, 0, 1.9])).toBeCloseTo(-0.1, 14);
    expect(cylinder.signedDistance([0, 2, 0])).toBeCloseTo(1.5, 14);
    expect(cylinder.signedDistance([3.5, 0, 6])).toBeCloseTo(5, 14);
  });

  it("has bounds that touch the rims of its ends", () => {
    expect(cylinder.lower).toEqual([-0.5, -0.5, -1]);
    expect(cylinder.upper).toEqual([0.5, 0.5, 2]);
    const slanting = cylinderShape([0, 0, 0], [3, 4, 0], 1);
    expect(slanting.lower).toEqual([expect.closeTo(-0.8, 14), expect.closeTo(-0.6, 14), -1]);
    expect(slanting.upper).toEqual([expect.closeTo(3.8, 14), expect.closeTo(4.6, 14), 1]);
  });
});

describe("a half-space", () => {
  it("lies on the side that its normal points away from, whatever the normal's length", () => {
    const shape = halfSpaceShape([0, 1, 0], [3, 4, 0]);
    expect(shape.signedDistance([0, 0, 5])).toBeCloseTo(-0.8, 14);
    expect(shape.signedDistance([3, 5, 0])).toBeCloseTo(5, 14);
  });

  it("is bounded only where its plane lies across an axis", () => {
    expect(halfSpaceShape([1, 2, 3], [0, -2, 0])).toMatchObject({
      lower: [-Infinity, 2, -Infinity],
      upper: [Infinity, Infinity, Infinity],
    });
    expect(halfSpaceShape([1, 2, 3], [0, 1, 1e-9]).upper).toEqual([Infinity, Infinity, Infinity]);
  });
});

describe("combinations", () => {
  const [left, right] = [boxShape([0, 0, 0], [2, 2, 2]), boxShape([1, 0, 0], [3, 2, 2])];
  const [onlyLeft, both, onlyRight]: Vector3[] = [
    [0.5, 1, 1],
    [1.5, 1, 1],
    [2.5, 1, 1],
  ];
  const isInside = (shape: Shape) => [onlyLeft, both, onlyRight].map((p) => shape.signedDistance(p) < 0);

  it("hold what lies in any, in all, or in one and not the other", () => {
    expect(isInside(union([left, right]))).toEqual([true, true, true]);
    expect(isInside(intersection([left, right]))).toEqual([false, true, false]);
    expect(isInside(difference(left, right))).toEqual([true, false, false]);
  });

  it("have the bounds that follow", () => {
    expect(union([left, right])).toMatchObject({ lower: [0, 0, 0], upper: [3, 2, 2] });
    expect(intersection([left, right])).toMatchObject({ lower: [1, 0, 0], upper: [2, 2, 2] });
    expect(difference(left, right)).toMatchObject({ lower: [0, 0, 0], upper: [2, 2, 2] });
  });
});

describe("a rotated shape", () => {
  it("turns anticlockwise", () => {
    const turned = rotated(boxShape([0, 0, -Infinity], [2, 1, Infinity]), [0, 0, 1], Math.PI / 2);
    expect(turned.signedDistance([-0.5, 1.5, 0])).toBeCloseTo(-0.5, 14);
    expect(turned.signedDistance([0.5, 1.5, 0])).toBeCloseTo(0.5, 14);
    expect(turned.lower).toEqual([expect.closeTo(-1, 14), expect.closeTo(0, 14), -Infinity]);
    expect(turned.upper).toEqual([expect.closeTo(0, 14), expect.closeTo(2, 14), Infinity]);
  });

  it("is the same whether the points or the shape's vertices are turned", () => {
    const mesh = boxMesh([0, 0, 0], [1, 2, 3]);
    const [c, s] = [Math.cos(0.3), Math.sin(0.3)];
    const vertices = mesh.vertices.map((value, k, all) => {
      const [x, z] = [all[k - (k % 3)], all[k - (k % 3) + 2]];
      return [c * x + s * z, value, c * z - s * x][k % 3];
    });
    const [byPoint, byVertex] = [rotated(meshShape(mesh), [0, 5, 0], 0.3), meshShape({ ...mesh, vertices })];
    for (let trial = 0; trial < 500; trial++) {
      const point = randomPoint(4);
      expect(byPoint.signedDistance(point)).toBeCloseTo(byVertex.signedDistance(point), 12);
    }
  });
});

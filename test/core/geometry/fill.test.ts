import { describe, expect, it } from "vitest";
import { boxShape } from "../../../src/core/geometry/box.ts";
import { difference } from "../../../src/core/geometry/combine.ts";
import { displace, fillInside, fillShell } from "../../../src/core/geometry/fill.ts";
import { halfSpaceShape } from "../../../src/core/geometry/halfSpace.ts";
import { meshShape } from "../../../src/core/geometry/mesh.ts";
import type { Shape } from "../../../src/core/geometry/shape.ts";
import { sphereShape } from "../../../src/core/geometry/sphere.ts";
import { rotated, translated } from "../../../src/core/geometry/transform.ts";
import { RandomSequence, randomStreams } from "../../../src/core/random.ts";
import type { Vector3 } from "../../../src/core/vector.ts";
import { boxMesh } from "./exampleMeshes.ts";

const rectangle = (lower: readonly [number, number], upper: readonly [number, number]) =>
  boxShape([...lower, -Infinity], [...upper, Infinity]);
const rows = (points: Float64Array): Vector3[] =>
  Array.from({ length: points.length / 3 }, (_, i) => [points[3 * i], points[3 * i + 1], points[3 * i + 2]]);
const keys = (points: Float64Array) => rows(points).map((point) => point.map((x) => x.toFixed(9)).join(" "));
const flat = { dimensions: 2 } as const;

describe("filling a box", () => {
  const cases = [0.1, 1 / 3, 0.7, 0.01, 1e-3, 1234.5].flatMap((spacing) =>
    [0, 0.3, -17.9].flatMap((origin) => [
      [spacing, origin, 3, 7],
      [spacing, origin, 40, 29],
    ]),
  );

  it.each(cases)("of spacing %f from %f on gives exactly %i × %i points", (spacing, origin, n, m) => {
    const shape = rectangle([origin, origin], [origin + n * spacing, origin + m * spacing]);
    const points = fillInside(shape, spacing, flat);
    expect(points).toHaveLength(3 * n * m);
    expect(points[0]).toBeCloseTo(origin + spacing / 2, 12);
    expect(rows(points).every(([, , z]) => z === 0)).toBe(true);
  });

  it("gives n × m × l points in three dimensions, x fastest, then y, then z", () => {
    const points = rows(fillInside(boxShape([0, 0, 0], [0.3, 0.2, 0.4]), 0.1));
    expect(points).toHaveLength(24);
    const order = points.map(
      ([x, y, z]) => Math.round(10 * x - 0.5) + 3 * Math.round(10 * y - 0.5) + 6 * Math.round(10 * z - 0.5),
    );
    expect(order).toEqual(order.map((_, i) => i));
  });

  it("gives as many points wherever the lattice is anchored, also with points on the sides", () => {
    const shape = rectangle([0, 0], [0.6, 0.3]);
    for (const shift of [0, 0.03, 0.05, 0.1, -0.35])
      expect(fillInside(shape, 0.1, { ...flat, anchor: [shift, shift, 0] })).toHaveLength(3 * 18);
  });

  it("keeps to the domain, whose upper side belongs to the next image", () => {
    const domain = { lower: [0, 0, 0], upper: [0.5, 0.5, 1] } as const;
    const points = fillInside(rectangle([-1, -1], [2, 2]), 0.1, { ...flat, domain, anchor: [0.05, 0.05, 0] });
    expect(points).toHaveLength(3 * 25);
    expect(Math.min(...points)).toBeCloseTo(0, 12);
  });

  it("leaves nothing of one that lies outside the domain", () => {
    const domain = { lower: [5, 5, 0], upper: [6, 6, 1] } as const;
    expect(fillInside(rectangle([0, 0], [1, 1]), 0.1, { ...flat, domain })).toHaveLength(0);
  });
});

describe("filling other shapes", () => {
  it("gives a sphere its volume and a circle its area to 2 %", () => {
    const volume = (fillInside(sphereShape([1, 2, 3], 1), 0.1).length / 3) * 0.1 ** 3;
    expect(volume / ((4 / 3) * Math.PI)).toBeGreaterThan(0.98);
    expect(volume / ((4 / 3) * Math.PI)).toBeLessThan(1.02);
    const area = (fillInside(sphereShape([1, 2, 3], 1, 2), 0.05, flat).length / 3) * 0.05 ** 2;
    expect(area / Math.PI).toBeGreaterThan(0.98);
    expect(area / Math.PI).toBeLessThan(1.02);
  });

  it("gives the mesh of a cube the points of the box", () => {
    const [lower, upper]: Vector3[] = [
      [0.1, 0.2, -0.3],
      [0.8, 0.6, 0.3],
    ];
    const mesh = boxMesh(lower, upper);
    const box = fillInside(boxShape(lower, upper), 0.1);
    expect(box).toHaveLength(3 * 7 * 4 * 6);
    expect(fillInside(meshShape(mesh), 0.1)).toEqual(box);
    // Files hold float32: what that moves must not move a layer, even with points on the surface.
    const rounded = { ...mesh, vertices: mesh.vertices.map(Math.fround) };
    for (const anchor of [lower, [0.15, 0.25, -0.25]] as const) {
      const expected = keys(fillInside(boxShape(lower, upper), 0.1, { anchor }));
      expect(keys(fillInside(meshShape(rounded), 0.1, { anchor }))).toEqual(expected);
    }
  });

  it("gives a shape with no end the part in the domain, and none without one", () => {
    const water = halfSpaceShape([0, 0.5, 0], [0, 1, 0]);
    const domain = { lower: [0, 0, 0], upper: [1, 1, 1] } as const;
    expect(fillInside(water, 0.1, { ...flat, domain })).toHaveLength(3 * 50);
    expect(() => fillInside(water, 0.1, flat)).toThrow(RangeError);
  });

  it("finds every point that asking for each of them finds", () => {
    const shape = difference(
      rotated(boxShape([-0.7, -0.5, -0.4], [0.6, 0.5, 0.4]), [1, 1, 0], 0.5),
      sphereShape([0.2, 0.1, 0], 0.37),
    );
    const anchor: Vector3 = [-1, -1, -1];
    const found = keys(fillInside(shape, 0.05, { anchor }));
    const all = rows(fillInside(boxShape(anchor, [1, 1, 1]), 0.05));
    expect(all).toHaveLength(40 ** 3);
    const asked = all.filter((point) => shape.signedDistance(point) < 0);
    expect(found).toEqual(keys(Float64Array.from(asked.flat())));
  });

  it("shares the points on a common surface between the two shapes", () => {
    const anchor: Vector3 = [0, 0, 0];
    const domain = { lower: [0, 0, 0], upper: [1, 1, 1] } as const;
    for (const normal of [
      [1, 0, 0],
      [1, 1, 0],
      [1, -1, 0],
      [0, -1, 1],
    ] as const) {
      // The plane passes through points of the lattice.
      const below = halfSpaceShape([0.55, 0.55, 0.55], normal);
      const above = halfSpaceShape([0.55, 0.55, 0.55], [-normal[0], -normal[1], -normal[2]]);
      const both = [below, above].flatMap((shape) => keys(fillInside(shape, 0.1, { anchor, domain })));
      expect(both).toHaveLength(1000);
      expect(new Set(both).size).toBe(1000);
    }
  });
});

describe("the shell of a box", () => {
  // Centres of cells beyond a corner, in spacings: (½, ½), (½, 3/2), (½, 5/2), (3/2, 3/2), (3/2, 5/2) and their mirror images.
  const corner = 8;
  const shape = rectangle([0, 0], [1, 0.6]);

  it("of 3 layers is 3 points deep on each side and round at the corners", () => {
    const points = fillShell(shape, 0.1, 3, flat);
    expect(points).toHaveLength(3 * (2 * 3 * 10 + 2 * 3 * 6 + 4 * corner));
  });

  it("that is open at the top has nothing beyond the plane of the top", () => {
    const points = fillShell(shape, 0.1, 3, { ...flat, openSides: ["+y"] });
    expect(points).toHaveLength(3 * (3 * 10 + 2 * 3 * 6 + 2 * corner));
    expect(Math.max(...rows(points).map(([, y]) => y))).toBeCloseTo(0.55, 12);
  });

  it("continues the lattice of the inside: the first layer is half a spacing outside", () => {
    const points = rows(fillShell(shape, 0.1, 2, flat));
    const left = points.filter(([x, y]) => x < 0 && y > 0 && y < 0.6).map(([x]) => x);
    expect([...new Set(left.map((x) => x.toFixed(9)))]).toEqual(["-0.150000000", "-0.050000000"]);
  });

  it("has as many layers in three dimensions, less those of open sides", () => {
    const box = boxShape([0, 0, 0], [0.3, 0.4, 0.5]);
    const sides = [4 * 5, 3 * 5, 3 * 4];
    const edges = 4 * (3 + 4 + 5);
    // Cells of one layer are ½, (½, ½) and (½, ½, ½) spacings away.
    expect(fillShell(box, 0.1, 1)).toHaveLength(3 * (2 * (sides[0] + sides[1] + sides[2]) + edges + 8));
    expect(fillShell(box, 0.1, 1, { openSides: ["-x", "+x", "-y", "+y", "-z"] })).toHaveLength(3 * sides[2]);
  });
});

describe("inside and shell", () => {
  const shapes: Record<string, Shape> = {
    box: boxShape([0, 0, 0], [0.8, 0.8, 0.8]),
    sphere: sphereShape([0.4, 0.4, 0.4], 0.35),
    "turned box": translated(
      rotated(boxShape([-0.3, -0.3, -0.3], [0.3, 0.3, 0.3]), [0, 0, 1], Math.PI / 4),
      [0.4, 0.4, 0.4],
    ),
    mesh: meshShape(boxMesh([0.05, 0.05, 0.05], [0.75, 0.65, 0.55])),
  };

  it.each(Object.entries(shapes))("of a %s share out all points around it", (_, shape) => {
    const domain = { lower: [-0.2, -0.2, -0.2], upper: [1, 1, 1] } as const;
    const options = { domain, anchor: domain.lower };
    const inside = keys(fillInside(shape, 0.1, options));
    const outside = keys(fillShell(shape, 0.1, 100, options));
    expect(inside.length).toBeGreaterThan(100);
    expect(inside.length + outside.length).toBe(12 ** 3);
    expect(new Set([...inside, ...outside]).size).toBe(12 ** 3);
  });
});

describe("displacing points", () => {
  const displaced = (dimensions?: 2 | 3) => {
    const points = new Float64Array(3000);
    const random = new RandomSequence(5, randomStreams.placement);
    displace(points, 0.02, () => random.uniform(), dimensions);
    return points;
  };

  it("moves every coordinate by up to the amplitude either way", () => {
    const points = displaced();
    expect(Math.max(...points)).toBeLessThan(0.02);
    expect(Math.max(...points)).toBeGreaterThan(0.0195);
    expect(Math.min(...points)).toBeGreaterThanOrEqual(-0.02);
    expect(Math.min(...points)).toBeLessThan(-0.0195);
  });

  it("leaves z alone in two dimensions", () => {
    const points = rows(displaced(2));
    expect(points.every(([x, y, z]) => x !== 0 && y !== 0 && z === 0)).toBe(true);
  });
});

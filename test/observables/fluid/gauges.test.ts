import { describe, expect, it } from "vitest";
import { z } from "zod";
import { unitSystems } from "../../../src/core/units.ts";
import type { Vector3 } from "../../../src/core/vector.ts";
import { findGauge, gauges } from "../../../src/observables/fluid/gauges/index.ts";
import { at, boxOf, lattice, measure, sceneOf } from "./fluidFrames.ts";

const spacing = 0.1;

/** Parameters of every gauge in three dimensions; in two they lose their last numbers. */
const samples: Readonly<Record<string, Record<string, unknown>>> = {
  point: { at: [0.5, 0.5, 0.5] },
  level: { from: [0.5, 0, 0.5], to: [0.5, 1, 0.5] },
  front: { direction: "+x", neighbours: 2 },
  flux: { point: [0.5, 0.5, 0.5], normal: [1, 0, 0], radius: 0.3 },
};

function inDimensions(parameters: Record<string, unknown>, dimensions: 2 | 3): Record<string, unknown> {
  const entries = Object.entries(parameters).map(([key, value]) => [
    key,
    Array.isArray(value) ? value.slice(0, dimensions) : value,
  ]);
  return Object.fromEntries(entries);
}

it("the index finds each gauge by its name, and names the nearest to one there is not", () => {
  for (const gauge of gauges) expect(findGauge(gauge.name)).toBe(gauge);
  expect(() => findGauge("levl")).toThrow(/record\.gauges: unknown gauge "levl"; did you mean "level"/);
});

describe.each(gauges.map((gauge) => [gauge.name, gauge] as const))("gauge %s", (name, gauge) => {
  it.each([2, 3] as const)("measures a number for every column, in %i dimensions", (dimensions) => {
    const box = boxOf([1, 1, 1].slice(0, dimensions));
    const scene = sceneOf(box, spacing, lattice(box, spacing));
    const parameters = gauge.parameters.parse(inDimensions(samples[name], dimensions));
    const columns = gauge.columns(parameters, scene.context);
    const values = measure(scene, name, parameters);
    expect(values).toHaveLength(Object.keys(columns).length);
    expect(values.every(Number.isFinite)).toBe(true);
    for (const dimension of Object.values(columns))
      expect(Object.keys(unitSystems.si.symbols)).toContain(dimension);
    const extremes = Object.keys(gauge.extremes(parameters));
    expect(Object.keys(columns)).toEqual(expect.arrayContaining(extremes));
    expect(gauge.problems(parameters, dimensions)).toEqual([]);
  });

  it("describes its parameters, and refuses one it does not have", () => {
    const schema = z.toJSONSchema(gauge.parameters, { io: "input" }) as {
      properties: Record<string, { description?: string }>;
    };
    for (const field of Object.values(schema.properties)) expect(field.description).toMatch(/\w/);
    expect(gauge.parameters.safeParse({ ...samples[name], elsewhere: 1 }).success).toBe(false);
  });
});

it.each<[string, Record<string, unknown>, 2 | 3, string[]]>([
  ["point", { at: [1, 2, 3] }, 2, ["at: needs 2 entries, one for each of setup.dimensions, got 3"]],
  [
    "level",
    { from: [0, 0], to: [1, 1, 1] },
    3,
    ["from: needs 3 entries, one for each of setup.dimensions, got 2"],
  ],
  [
    "level",
    { from: [0, 1], to: [0, 1] },
    2,
    ['to: must not be the point "from", [0, 1]: the line has no length'],
  ],
  ["front", { direction: "-z" }, 2, ['direction: setup.dimensions is 2, got "-z"']],
  ["flux", { point: [0, 0], normal: [0, 0] }, 2, ["normal: must have a component other than 0, got [0, 0]"]],
])("%s with %j has its problem named", (name, parameters, dimensions, messages) => {
  const gauge = findGauge(name);
  const problems = gauge.problems(gauge.parameters.parse(parameters), dimensions);
  expect(problems.map(({ key, message }) => `${key}: ${message}`)).toEqual(messages);
});

describe("a point", () => {
  const box = boxOf([1, 1], "reflecting");

  it("has constant fields exactly, however particles lie and at a surface too", () => {
    const points = lattice(box, spacing).map((x, k) => (k % 3 === 2 ? x : x + 0.03 * Math.sin(12.9 * k)));
    const scene = sceneOf(box, spacing, points, { pressure: () => 7, velocity: () => [3, -2, 0] });
    for (const place of [
      [0.512, 0.48],
      [0.02, 0.9],
      [0, 0],
    ]) {
      const values = measure(scene, "point", { at: place });
      [7, 1000, 3, -2].forEach((value, k) => expect(values[k]).toBeCloseTo(value, 10));
    }
  });

  it("has linear fields inside, to a fiftieth of what they change over a spacing", () => {
    const field = ([x, y]: Vector3) => 50 * x - 20 * y;
    const scene = sceneOf(box, spacing, lattice(box, spacing), { pressure: field });
    for (const place of [
      [0.5, 0.5],
      [0.537, 0.462],
      [0.44, 0.61],
    ] as const) {
      const [pressure] = measure(scene, "point", { at: place });
      expect(Math.abs(pressure - field([place[0], place[1], 0]))).toBeLessThan((50 * spacing) / 50);
    }
  });

  it("weighs particles by volume: half the mass in half the volume counts as one", () => {
    // At the left particles have density 500, that is twice the volume.
    const scene = sceneOf(box, spacing, [0.45, 0.5, 0, 0.55, 0.5, 0], {
      density: ([x]) => (x < 0.5 ? 500 : 1000),
      pressure: ([x]) => (x < 0.5 ? 3 : 0),
    });
    expect(measure(scene, "point", { at: [0.5, 0.5] })[0]).toBeCloseTo(2, 12);
  });

  it("sees fluid 1 inside, about ½ on a side and ¼ in a corner, over periodic sides 1 everywhere", () => {
    const scene = sceneOf(box, spacing, lattice(box, spacing));
    expect(at(scene, [0.5, 0.5, 0]).fraction).toBeCloseTo(1, 2);
    expect(at(scene, [0, 0.5, 0]).fraction).toBeCloseTo(0.5, 2);
    expect(at(scene, [0, 0, 0]).fraction).toBeCloseTo(0.25, 2);
    const periodic = boxOf([1, 1]);
    expect(at(sceneOf(periodic, spacing, lattice(periodic, spacing)), [0, 0, 0]).fraction).toBeCloseTo(1, 2);
  });

  it("outside the fluid is not a number, with a fraction that says so", () => {
    const scene = sceneOf(box, spacing, [0.5, 0.5, 0]);
    expect(measure(scene, "point", { at: [0.1, 0.1] })).toEqual([NaN, NaN, NaN, NaN, 0]);
    const [pressure, , , , fraction] = measure(scene, "point", { at: [0.5, 0.7] });
    expect(pressure).toBeNaN();
    expect(fraction).toBeGreaterThan(0);
    expect(fraction).toBeLessThan(0.05);
  });

  it("does not see solids", () => {
    const points = lattice(box, spacing);
    const scene = sceneOf(box, spacing, points, {
      material: ([x]) => Number(x < 0.5),
      pressure: ([x]) => (x < 0.5 ? 1e6 : 5),
    });
    expect(measure(scene, "point", { at: [0.5, 0.5] })[0]).toBeCloseTo(5, 10);
    expect(at(scene, [0.5, 0.5, 0]).fraction).toBeCloseTo(0.5, 2);
  });
});

describe("a level", () => {
  const box = boxOf([1, 2]);
  const filledTo = (height: number) =>
    sceneOf(
      { ...box, boundaries: ["periodic", "reflecting", "periodic"] },
      spacing,
      lattice(box, spacing, ([, y]) => y < height),
    );
  const line = { from: [0.5, 0], to: [0.5, 2] };

  it.each([0.5, 0.8, 1.2])("of a lattice that is filled to %f is right to a quarter spacing", (height) => {
    const [level] = measure(filledTo(height), "level", line);
    expect(Math.abs(level - height)).toBeLessThan(spacing / 4);
  });

  it("is found to a hundredth of a spacing: where the fraction is ½", () => {
    const scene = filledTo(0.8);
    const [level] = measure(scene, "level", line);
    expect(at(scene, [0.5, level - spacing / 50, 0]).fraction).toBeGreaterThan(0.5);
    expect(at(scene, [0.5, level + spacing / 50, 0]).fraction).toBeLessThan(0.5);
  });

  it("is the same on a line along a periodic side", () => {
    const scene = filledTo(0.8);
    const [inside] = measure(scene, "level", line);
    expect(measure(scene, "level", { from: [0, 0], to: [0, 2] })[0]).toBeCloseTo(inside, 3);
  });

  it("counts from the start of the line, along it", () => {
    const scene = filledTo(0.8);
    const [straight] = measure(scene, "level", line);
    const [higher] = measure(scene, "level", { from: [0.5, 0.3], to: [0.5, 2] });
    expect(higher).toBeCloseTo(straight - 0.3, 2);
    const [slanted] = measure(scene, "level", { from: [0.1, 0], to: [0.9, 1.6] });
    expect(slanted).toBeCloseTo((straight * Math.hypot(0.8, 1.6)) / 1.6, 2);
  });

  it("is that of the topmost of two layers", () => {
    const scene = sceneOf(
      box,
      spacing,
      lattice(box, spacing, ([, y]) => y < 0.5 || (y > 0.9 && y < 1.3)),
    );
    expect(Math.abs(measure(scene, "level", line)[0] - 1.3)).toBeLessThan(spacing / 4);
  });

  it("is 0 on a dry line, and its length on a line that ends in the fluid", () => {
    expect(measure(filledTo(0.5), "level", { from: [0.5, 1], to: [0.5, 2] })).toEqual([0]);
    expect(measure(filledTo(0.8), "level", { from: [0.5, 0], to: [0.5, 0.4] })).toEqual([0.4]);
  });
});

describe("a front", () => {
  const box = boxOf([2, 2], "reflecting");
  const column = lattice(box, spacing, ([x, y]) => x > 0.5 && x < 1 && y < 0.8);
  const scene = sceneOf(box, spacing, column);

  it.each([
    ["+x", 1],
    ["-x", 0.5],
    ["+y", 0.8],
    ["-y", 0],
  ])("along %s is half a spacing beyond the farthest particle", (direction, coordinate) => {
    expect(measure(scene, "front", { direction })[0]).toBeCloseTo(coordinate, 12);
  });

  it("leaves out particles with too few neighbours", () => {
    const withSpray = sceneOf(box, spacing, [...column, 1.6, 0.5, 0, 1.65, 0.5, 0]);
    const front = (neighbours: number) => measure(withSpray, "front", { direction: "+x", neighbours })[0];
    expect(front(0)).toBeCloseTo(1.7, 12);
    expect(front(1)).toBeCloseTo(1.7, 12);
    expect(front(2)).toBeCloseTo(1, 12);
  });

  it("is that of the fluid, not of a solid beyond it, and no number without fluid", () => {
    const solid = sceneOf(box, spacing, [...column, 1.6, 0.5, 0], { material: ([x]) => Number(x > 1.5) });
    expect(measure(solid, "front", { direction: "+x" })[0]).toBeCloseTo(1, 12);
    expect(
      measure(sceneOf(box, spacing, column, { material: () => 1 }), "front", { direction: "+x" }),
    ).toEqual([NaN]);
  });
});

describe("a flux", () => {
  const velocity = (): Vector3 => [3, 1, -2];
  const cube = boxOf([1, 0.8, 0.6], "periodic", [-1, 2, 0]);
  const square = boxOf([1, 0.8], "periodic", [-1, 2]);
  const flow3D = sceneOf(cube, spacing, lattice(cube, spacing), { velocity });
  const flow2D = sceneOf(square, spacing, lattice(square, spacing), { velocity });

  it.each([
    [[1, 0, 0], 3 * 0.8 * 0.6],
    [[0, 4, 0], 1 * 1 * 0.6],
    [[0, 0, -1], 2 * 1 * 0.8],
  ])("of a uniform flow through the box across %j is area times speed", (normal, expected) => {
    const [flow] = measure(flow3D, "flux", { point: [-0.5, 2.4, 0.3], normal });
    expect(flow).toBeCloseTo(expected, 10);
  });

  it("of a uniform flow through a disc is area times speed, at any angle", () => {
    const [flow] = measure(flow3D, "flux", { point: [-0.5, 2.4, 0.3], normal: [1, 2, 2], radius: 0.37 });
    expect(flow).toBeCloseTo((Math.PI * 0.37 ** 2 * (3 + 2 - 4)) / 3, 10);
  });

  it("in two dimensions is length times speed", () => {
    expect(measure(flow2D, "flux", { point: [-0.33, 2.1], normal: [-2, 0] })[0]).toBeCloseTo(-3 * 0.8, 10);
    const [flow] = measure(flow2D, "flux", { point: [-0.5, 2.4], normal: [3, 4], radius: 0.25 });
    expect(flow).toBeCloseTo((0.5 * (3 * 3 + 4 * 1)) / 5, 10);
  });

  it("across the box at an angle ends at its sides, to within two spacings", () => {
    const channel = boxOf([2, 0.5]);
    const scene = sceneOf(channel, spacing, lattice(channel, spacing), { velocity });
    const [flow] = measure(scene, "flux", { point: [1, 0.25], normal: [1, -1] });
    expect(Math.abs(flow - 0.5 * (3 - 1))).toBeLessThan(2 * spacing * Math.SQRT2);
  });

  it("through a disc of speed r² is ½ π R⁴, to a tenth", () => {
    const box = boxOf([0.3, 1, 1], "open");
    const paraboloid = ([, y, z]: Vector3): Vector3 => [(y - 0.5) ** 2 + (z - 0.5) ** 2, 0, 0];
    const scene = sceneOf(box, 0.05, lattice(box, 0.05), { velocity: paraboloid });
    const [flow] = measure(scene, "flux", { point: [0.15, 0.5, 0.5], normal: [1, 0, 0], radius: 0.4 });
    expect(Math.abs(flow / (0.5 * Math.PI * 0.4 ** 4) - 1)).toBeLessThan(0.1);
  });

  it("counts the part of the plane that lies in the fluid", () => {
    const box = boxOf([1, 2]);
    const half = sceneOf(
      box,
      spacing,
      lattice(box, spacing, ([, y]) => y > 0.5 && y < 1.3),
      { velocity },
    );
    const [flow] = measure(half, "flux", { point: [0.5, 1], normal: [1, 0] });
    expect(Math.abs(flow - 3 * 0.8)).toBeLessThan(1e-9);
  });
});

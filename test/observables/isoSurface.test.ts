import { describe, expect, it } from "vitest";
import type { Vector3 } from "../../src/core/vector.ts";
import { densityField } from "../../src/observables/isoSurface/densityField.ts";
import { isoSurface } from "../../src/observables/isoSurface/isoSurface.ts";
import { marchingCubes } from "../../src/observables/isoSurface/marchingCubes.ts";
import type { ScalarGrid } from "../../src/observables/isoSurface/scalarGrid.ts";
import {
  cornersOf,
  cross,
  dot,
  enclosedVolume,
  eulerCharacteristic,
  minus,
  openEdgeCount,
  pieceCount,
  surfaceArea,
  triangleAreas,
} from "./surfaceMeasures.ts";

/** A field on a cube of grid points around 0. */
function sampled(halfWidth: number, spacing: number, field: (x: number, y: number, z: number) => number) {
  const count = 2 * Math.round(halfWidth / spacing) + 1;
  const lower = (-(count - 1) / 2) * spacing;
  const at = (index: number) => lower + index * spacing;
  const values = Float64Array.from({ length: count ** 3 }, (_, p) =>
    field(at(p % count), at(Math.floor(p / count) % count), at(Math.floor(p / count ** 2))),
  );
  const grid: ScalarGrid = { origin: [lower, lower, lower], spacing, counts: [count, count, count], values };
  return grid;
}

/** Points that are inside (1) or outside (0). */
function binaryGrid(counts: Vector3, inside: readonly number[]): ScalarGrid {
  return { origin: [0, 0, 0], spacing: 1, counts, values: Float64Array.from(inside) };
}

const fromCentre = (x: number, y: number, z: number) => Math.hypot(x, y, z);

describe("marching cubes", () => {
  const radius = 1.3;
  const sphere = marchingCubes(
    sampled(2, 0.1, (x, y, z) => -fromCentre(x, y, z)),
    -radius,
  );

  it("area and volume of a sphere lie within 1 % of 4πr² and 4πr³/3", () => {
    expect(Math.abs(surfaceArea(sphere) / (4 * Math.PI * radius ** 2) - 1)).toBeLessThan(0.01);
    expect(Math.abs(enclosedVolume(sphere) / ((4 / 3) * Math.PI * radius ** 3) - 1)).toBeLessThan(0.01);
  });

  it("halving the spacing divides the error of the volume by about four", () => {
    const errorAt = (spacing: number) => {
      const grid = sampled(2, spacing, (x, y, z) => -fromCentre(x, y, z));
      return (4 / 3) * Math.PI * radius ** 3 - enclosedVolume(marchingCubes(grid, -radius));
    };
    const ratio = errorAt(0.2) / errorAt(0.1);
    expect(ratio).toBeGreaterThan(3.5);
    expect(ratio).toBeLessThan(4.5);
  });

  it("a sphere is closed, in one piece, and has Euler characteristic 2", () => {
    expect(openEdgeCount(sphere)).toBe(0);
    expect(pieceCount(sphere)).toBe(1);
    expect(eulerCharacteristic(sphere)).toBe(2);
  });

  it("a torus has Euler characteristic 0 and its volume within 2 % of 2π²Rr²", () => {
    const field = (x: number, y: number, z: number) => -Math.hypot(Math.hypot(x, y) - 1.2, z);
    const torus = marchingCubes(sampled(2, 0.08, field), -0.5);
    expect(openEdgeCount(torus)).toBe(0);
    expect(eulerCharacteristic(torus)).toBe(0);
    expect(Math.abs(enclosedVolume(torus) / (2 * Math.PI ** 2 * 1.2 * 0.5 ** 2) - 1)).toBeLessThan(0.02);
  });

  it("every normal of a sphere points outwards, and of a cavity into it", () => {
    const outwards = (sign: number, [a, b, c]: Vector3[]) =>
      sign * dot([...a], cross(minus([...b], [...a]), minus([...c], [...a]))) > 0;
    expect(cornersOf(sphere).every((corners) => outwards(1, corners))).toBe(true);
    const cavity = marchingCubes(sampled(2, 0.1, fromCentre), radius);
    const inner = cornersOf(cavity).filter(([a]) => fromCentre(...a) < 1.5);
    expect(inner.length).toBeGreaterThan(1000);
    expect(inner.every((corners) => outwards(-1, corners))).toBe(true);
  });

  it("vertices lie where a linear field takes the level", () => {
    const linear = (x: number, y: number, z: number) => 0.3 * x - 0.5 * y + 0.7 * z;
    const { vertices } = marchingCubes(sampled(1, 0.25, linear), 0.111);
    const onPlane: number[] = [];
    for (let i = 0; i < vertices.length; i += 3) {
      const [x, y, z] = vertices.subarray(i, i + 3);
      if (Math.max(Math.abs(x), Math.abs(y), Math.abs(z)) <= 1) onPlane.push(linear(x, y, z));
    }
    expect(onPlane.length).toBeGreaterThan(100);
    for (const value of onPlane) expect(value).toBeCloseTo(0.111, 12);
  });

  it("any two neighbouring cells, in all their 4096 states along every axis, join to a closed surface", () => {
    for (const counts of [
      [3, 2, 2],
      [2, 3, 2],
      [2, 2, 3],
    ] as const) {
      for (let state = 0; state < 4096; state++) {
        const inside = Array.from({ length: 12 }, (_, point) => (state >> point) & 1);
        const surface = marchingCubes(binaryGrid(counts, inside), 0.5);
        if (openEdgeCount(surface) > 0) expect.fail(`state ${state} of (${counts.join(", ")}) is open`);
        if (state > 0 && !(enclosedVolume(surface) > 0)) expect.fail(`state ${state} is inside out`);
      }
    }
  });

  it("a point alone is an octahedron", () => {
    const surface = marchingCubes(
      sampled(1, 1, (x, y, z) => Number(fromCentre(x, y, z) === 0)),
      0.5,
    );
    expect(surface.triangles.length / 3).toBe(8);
    expect(surface.vertices.length / 3).toBe(6);
    expect(enclosedVolume(surface)).toBeCloseTo(1 / 6, 14);
  });

  it("points that touch across the diagonal of a face or a cell are two pieces, along an edge one", () => {
    const pieces = (...inside: number[]) => {
      const surface = marchingCubes(binaryGrid([2, 2, 2], inside), 0.5);
      return [pieceCount(surface), eulerCharacteristic(surface)];
    };
    expect(pieces(1, 0, 0, 1, 0, 0, 0, 0)).toEqual([2, 4]);
    expect(pieces(1, 0, 0, 0, 0, 0, 0, 1)).toEqual([2, 4]);
    expect(pieces(1, 1, 0, 0, 0, 0, 0, 0)).toEqual([1, 2]);
  });

  it("two blobs that touch in a point of the grid are closed, whichever side of the level that point is on", () => {
    const blobs = (x: number, y: number, z: number) =>
      -Math.min(fromCentre(x - 1, y, z), fromCentre(x + 1, y, z));
    for (const [level, pieces] of [
      [-1.01, 1],
      [-1, 1],
      [-0.99, 2],
    ]) {
      const surface = marchingCubes(sampled(2.5, 0.125, blobs), level);
      expect(openEdgeCount(surface)).toBe(0);
      expect(pieceCount(surface)).toBe(pieces);
      expect(eulerCharacteristic(surface)).toBe(2 * pieces);
    }
  });

  it("a level that is the value of many points gives a closed surface whose triangles all have an area", () => {
    const diamond = (x: number, y: number, z: number) => 5 - Math.abs(x) - Math.abs(y) - Math.abs(z);
    const surface = marchingCubes(sampled(5, 1, diamond), 2);
    expect(openEdgeCount(surface)).toBe(0);
    expect(eulerCharacteristic(surface)).toBe(2);
    expect(Math.min(...triangleAreas(surface))).toBeGreaterThan(1e-7);
    expect(Math.abs(enclosedVolume(surface) / ((4 / 3) * 3 ** 3) - 1)).toBeLessThan(0.01);
  });

  it("values at the level are inside, just below it outside", () => {
    const flat = (value: number) => sampled(1, 1, () => value);
    expect(marchingCubes(flat(0.5), 0.5).triangles.length).toBeGreaterThan(0);
    expect(marchingCubes(flat(0.5 - 2 ** -53), 0.5).triangles).toHaveLength(0);
  });

  it("a field that is inside at the grid's border is closed there", () => {
    const box = marchingCubes(
      sampled(2, 0.5, () => 1),
      0.5,
    );
    expect(openEdgeCount(box)).toBe(0);
    expect(eulerCharacteristic(box)).toBe(2);
    expect(Math.abs(enclosedVolume(box) / 4 ** 3 - 1)).toBeLessThan(0.002);

    const halfSpace = marchingCubes(
      sampled(2, 0.5, (x) => -x),
      0,
    );
    expect(openEdgeCount(halfSpace)).toBe(0);
    expect(Math.abs(enclosedVolume(halfSpace) / 32 - 1)).toBeLessThan(0.002);
  });

  it("grids that are none are refused", () => {
    const grid = binaryGrid([2, 1, 1], [0, 1]);
    const refuse = (change: Partial<ScalarGrid>, level = 0.5) =>
      expect(() => marchingCubes({ ...grid, ...change }, level));
    refuse({ counts: [3, 1, 1] }).toThrow("grid: counts (3, 1, 1) do not hold 2 values");
    refuse({ spacing: 0 }).toThrow("grid: spacing must be a finite number above 0, got 0");
    refuse({ origin: [0, NaN, 0] }).toThrow("grid: origin must be finite, got (0, NaN, 0)");
    refuse({ values: Float64Array.of(0, NaN) }).toThrow(
      "grid: value at point (1, 0, 0) must be finite, got NaN",
    );
    refuse({}, NaN).toThrow("level must be finite, got NaN");
  });
});

/** Cubic spline of smoothing length 1, Monaghan & Lattanzio (1985), with support 2. */
const supportRadius = 2;
function kernel(q: number): number {
  return ((2 - q) ** 3 - 4 * Math.max(1 - q, 0) ** 3) / (4 * Math.PI);
}

/** Points of the unit lattice, shifted off the grid points, that the shape holds. */
function lattice(holds: (x: number, y: number, z: number) => boolean): Float64Array {
  const points: number[] = [];
  for (let k = -9.5; k < 10; k++)
    for (let j = -9.5; j < 10; j++) for (let i = -9.5; i < 10; i++) if (holds(i, j, k)) points.push(i, j, k);
  return Float64Array.from(points);
}

/** Every particle fills a unit cell. */
function unitVolumes(position: Float64Array) {
  return { position, volume: new Float64Array(position.length / 3).fill(1), kernel, supportRadius };
}

describe("density field", () => {
  it("of one particle is its volume times the kernel of the distance at every point", () => {
    const position = Float64Array.of(0.3, -7.1, 2.2);
    const volume = Float64Array.of(0.7);
    const { origin, spacing, counts, values } = densityField({
      ...{ position, volume, kernel, supportRadius },
      gridSpacing: 0.25,
    });
    values.forEach((value, p) => {
      const point = [
        p % counts[0],
        Math.floor(p / counts[0]) % counts[1],
        Math.floor(p / counts[0] / counts[1]),
      ];
      const distance = Math.hypot(...point.map((n, axis) => origin[axis] + n * spacing - position[axis]));
      expect(value).toBeCloseTo(distance < 2 ? 0.7 * kernel(distance) : 0, 14);
    });
    expect(values.reduce((sum, value) => sum + value) * spacing ** 3).toBeCloseTo(0.7, 3);
  });

  it("is 0 on the border of its grid, and its points lie on multiples of the spacing", () => {
    const { origin, counts, values } = densityField({
      ...unitVolumes(lattice((x, y, z) => fromCentre(x, y, z) < 3)),
      gridSpacing: 0.5,
    });
    expect(origin.map((x) => x / 0.5)).toEqual(origin.map((x) => Math.round(x / 0.5)));
    const [nx, ny, nz] = counts;
    values.forEach((value, p) => {
      const [i, j, k] = [p % nx, Math.floor(p / nx) % ny, Math.floor(p / nx / ny)];
      const inner = i % (nx - 1) && j % (ny - 1) && k % (nz - 1);
      if (!inner) expect(value).toBe(0);
    });
  });

  it("is 1 deep inside a lattice and about 1/2 on its flat side", () => {
    const slab = unitVolumes(lattice((x) => Math.abs(x) < 4));
    const { origin, counts, values } = densityField({ ...slab, gridSpacing: 0.5 });
    const at = (x: number) => {
      const [i, j, k] = [x, 0, 0].map((place, axis) => (place - origin[axis]) / 0.5);
      return values[i + counts[0] * (j + counts[1] * k)];
    };
    expect(at(0)).toBeCloseTo(1, 1);
    expect(at(4)).toBeCloseTo(0.5, 1);
  });

  it("arrays that do not match and numbers out of range are refused", () => {
    const particles = { ...unitVolumes(Float64Array.of(0, 0, 0, 1, 1, 1)), gridSpacing: 0.5 };
    const refuse = (change: Partial<typeof particles>) =>
      expect(() => densityField({ ...particles, ...change }));
    refuse({ volume: Float64Array.of(1) }).toThrow(
      "position has 6 numbers, expected 3 for each of 1 volumes",
    );
    refuse({ volume: Float64Array.of(1, -1) }).toThrow("volume of particle 1 must lie in [0, ∞), got -1");
    refuse({ position: Float64Array.of(0, 0, 0, 1, NaN, 1) }).toThrow(
      "position of particle 1 must be finite, got NaN",
    );
    refuse({ gridSpacing: 0 }).toThrow("gridSpacing must be a finite number above 0, got 0");
    refuse({ supportRadius: NaN }).toThrow("supportRadius must be a finite number above 0, got NaN");
    refuse({ position: Float64Array.of(0, 0, 0, 1e4, 1e4, 1e4) }).toThrow(
      "gridSpacing: 0.5 gives 20009 × 20009 × 20009 points around particles from (0, 0, 0) to (10000, 10000, 10000)",
    );
  });
});

describe("iso-surface of particles", () => {
  it("of a ball is closed and holds the volume of its particles within 2 %", () => {
    const ball = unitVolumes(lattice((x, y, z) => fromCentre(x, y, z) < 9));
    const surface = isoSurface({ ...ball, gridSpacing: 0.5 });
    expect(openEdgeCount(surface)).toBe(0);
    expect(eulerCharacteristic(surface)).toBe(2);
    expect(Math.abs(enclosedVolume(surface) / ball.volume.length - 1)).toBeLessThan(0.02);
  });

  it("of two drops apart is two pieces, and one once they overlap", () => {
    const drops = (gap: number) => {
      const holds = (x: number, y: number, z: number) =>
        Math.min(fromCentre(x - 4 - gap / 2, y, z), fromCentre(x + 4 + gap / 2, y, z)) < 4;
      const surface = isoSurface({ ...unitVolumes(lattice(holds)), gridSpacing: 0.4 });
      expect(openEdgeCount(surface)).toBe(0);
      return pieceCount(surface);
    };
    expect(drops(3)).toBe(2);
    expect(drops(-2)).toBe(1);
  });

  it("is empty without particles and where none reaches the level", () => {
    const nothing = { vertices: new Float64Array(), triangles: new Uint32Array() };
    expect(isoSurface({ ...unitVolumes(new Float64Array()), gridSpacing: 1 })).toEqual(nothing);
    expect(isoSurface({ ...unitVolumes(Float64Array.of(0, 0, 0)), gridSpacing: 1 })).toEqual(nothing);
  });

  it("a level of 0 or less is refused", () => {
    const particles = { ...unitVolumes(Float64Array.of(0, 0, 0)), gridSpacing: 1 };
    expect(() => isoSurface({ ...particles, level: 0 })).toThrow("level must lie in (0, ∞), got 0");
  });
});

import { describe, expect, it } from "vitest";
import { minimumImage } from "../../../src/core/box.ts";
import type { Box } from "../../../src/core/box.ts";
import { RandomSequence, randomStreams } from "../../../src/core/random.ts";
import { placeRandom } from "../../../src/core/setup/placeRandom.ts";

const cube: Box = {
  dimensions: 3,
  lower: [-3, 0, 2],
  lengths: [6, 6, 6],
  boundaries: ["periodic", "periodic", "periodic"],
};
const whole = { lower: cube.lower, upper: [3, 6, 8] } as const;
const none = new Float64Array(0);

function uniform(seed: number) {
  const random = new RandomSequence(seed, randomStreams.placement);
  return () => random.uniform();
}

/** Shortest minimum-image distance between two sets of points, a point with itself left out. */
function shortestDistance(a: Float64Array, b: Float64Array, box: Box): number {
  let shortest = Infinity;
  for (let i = 0; i < a.length; i += 3)
    for (let j = 0; j < b.length; j += 3) {
      if (a === b && i === j) continue;
      const differences = [0, 1, 2].map((axis) => minimumImage(a[i + axis] - b[j + axis], axis, box));
      shortest = Math.min(shortest, Math.hypot(...differences));
    }
  return shortest;
}

describe("placeRandom", () => {
  it("keeps the least distance between all particles, through periodic sides too", () => {
    const position = placeRandom(cube, whole, 100, 1, none, uniform(1));
    expect(position.length).toBe(300);
    expect(shortestDistance(position, position, cube)).toBeGreaterThanOrEqual(1);
  });

  it("keeps the least distance to particles that are there already", () => {
    const existing = placeRandom(cube, whole, 60, 1, none, uniform(1));
    const position = placeRandom(cube, whole, 40, 1, existing, uniform(2));
    expect(position.length).toBe(120);
    expect(shortestDistance(position, existing, cube)).toBeGreaterThanOrEqual(1);
  });

  it("stays inside its region", () => {
    const region = { lower: [-1, 1, 3], upper: [1, 2, 7] } as const;
    const position = placeRandom(cube, region, 200, 0, none, uniform(3));
    position.forEach((x, k) => {
      expect(x).toBeGreaterThanOrEqual(region.lower[k % 3]);
      expect(x).toBeLessThan(region.upper[k % 3]);
    });
  });

  it("fills the region evenly: each half of 4,000 particles is 2,000 within four standard deviations", () => {
    const position = placeRandom(cube, whole, 4000, 0, none, uniform(4));
    for (let axis = 0; axis < 3; axis++) {
      const middle = cube.lower[axis] + 3;
      const below = position.filter((x, k) => k % 3 === axis && x < middle).length;
      expect(Math.abs(below - 2000)).toBeLessThan(4 * Math.sqrt(1000));
    }
  });

  it("repeats for a seed and differs between seeds", () => {
    const [a, b, c] = [1, 1, 2].map((seed) => placeRandom(cube, whole, 50, 0.8, none, uniform(seed)));
    expect(a).toEqual(b);
    expect(a).not.toEqual(c);
  });

  it("returns those that fitted where no more do", () => {
    const position = placeRandom(cube, whole, 1000, 2, none, uniform(5));
    // The box would hold 27 · √2 close-packed spheres of diameter 2; random insertion stops near half of that.
    expect(position.length / 3).toBeGreaterThan(10);
    expect(position.length / 3).toBeLessThan(38);
    expect(shortestDistance(position, position, cube)).toBeGreaterThanOrEqual(2);
  });

  it("keeps two-dimensional particles in their plane", () => {
    const box: Box = { ...cube, dimensions: 2, lower: [-3, 0, 0], lengths: [6, 6, 1] };
    const position = placeRandom(box, { lower: [-3, 0, 0], upper: [3, 6, 1] }, 20, 0.9, none, uniform(6));
    expect(position.filter((z, k) => k % 3 === 2 && z !== 0)).toHaveLength(0);
    expect(shortestDistance(position, position, box)).toBeGreaterThanOrEqual(0.9);
  });
});

import { describe, expect, test } from "vitest";
import { type Box, boxVolume } from "../../src/core/box.ts";
import type { Particles } from "../../src/core/particles.ts";
import { expectedCapacity } from "../../src/gpu/neighbourList.ts";
import { clusterRows } from "../../src/gpu/rowLayout.ts";
import { haltCodes } from "../../src/gpu/status.ts";
import { expectedNeighbours } from "../../src/solvers/sph/fluidSystem.ts";
import { buildClusters } from "../support/clusterRows.ts";
import { useDevice } from "../support/device.ts";
import { fluidModel } from "../support/fluids.ts";
import {
  crystalBox,
  crystalSites,
  makeBox,
  makeFlatBox,
  makeModel,
  particlesAt,
  randomParticles,
} from "../support/models.ts";

const device = useDevice();

/** Builds the list with the room that a solver gives it, in a solver's cells: what the longest row needs of that room. */
async function shareUsed(box: Box, particles: Particles, listRadius: number, neighbours?: number) {
  const { count } = particles;
  const density = count / boxVolume(box);
  const { status, rows, capacity } = await buildClusters(device(), box, particles, listRadius, {
    cellWidths: clusterRows.cellWidths(listRadius, density, box.dimensions),
    capacity: neighbours ?? expectedCapacity(density, listRadius, box.dimensions, count),
  });
  const longest = Math.max(status.listCapacityNeeded, ...rows.map((row) => row.length));
  expect(status.halt).toBe(longest > capacity ? haltCodes.listOverflow : haltCodes.running);
  return longest / capacity;
}

const cube = (count: number, density: number) => makeBox(Math.cbrt(count / density));
const square = (count: number, density: number) =>
  makeFlatBox(Math.sqrt(count / density), Math.sqrt(count / density));

test.each([
  [3, 0.8442, 2.8, 0.8],
  [3, 1.2, 2.8, 0.72],
  [3, 0.7, 3.4, 0.85],
  [3, 0.7, 1.3, 0.85],
  [3, 0.3, 2.8, 0.8],
  [3, 0.02, 2.8, 0.8],
  [3, 0.8, 2.8, 0],
  [2, 0.8, 2.8, 0.75],
  [2, 0.8, 1.4, 0.75],
  [2, 0.4, 2.8, 0.75],
  [2, 0.05, 2.8, 0.75],
  [2, 0.8, 2.8, 0],
] as const)(
  "no row overflows the room expected in %i dimensions at density %f within %f, without order, particles %f apart",
  async (dimensions, density, listRadius, minimumDistance) => {
    for (const [count, seed] of [
      [6000, 1],
      [4001, 2],
      [700, 3],
    ]) {
      const box = dimensions === 3 ? cube(count, density) : square(count, density);
      const particles = randomParticles(makeModel(box), count, { minimumDistance, seed });
      expect(await shareUsed(box, particles, listRadius)).toBeLessThanOrEqual(1);
    }
  },
);

describe("the longest row of a crystal, and of one slightly disordered, needs a twentieth more than is expected at most", () => {
  // Sites on the sides of cells go to either of two, so that clusters are wider than in a liquid: 3 of these 88 overflow.
  test.each([
    ["fcc", 0.8442, [10, 10, 10]],
    ["sc", 0.8, [14, 15, 16]],
    ["square", 0.8, [50, 51, 1]],
    ["hexagonal", 0.9, [40, 31, 1]],
  ] as const)("%s of density %f", async (name, density, cells) => {
    const box = crystalBox(name, density, cells);
    for (const disorder of [0, 0.05, 0.1, 0.2]) {
      const particles = particlesAt(crystalSites(name, cells, box, disorder), makeModel(box));
      for (const listRadius of [1.5, 2.8, 3.5]) {
        expect(await shareUsed(box, particles, listRadius)).toBeLessThan(1.05);
      }
    }
  });

  test.each([2, 3] as const)("of a fluid in %i dimensions", async (dimensions) => {
    const [name, cells] =
      dimensions === 3 ? (["sc", [16, 15, 14]] as const) : (["square", [60, 51, 1]] as const);
    const box = crystalBox(name, 1, cells);
    const model = fluidModel({ box, spacing: 1 });
    for (const disorder of [0, 0.1, 0.3, 0.5]) {
      const particles = particlesAt(crystalSites(name, cells, box, disorder), makeModel(box));
      for (const ratio of [2, 2.4, 2.86, 3.3, 4]) {
        const neighbours = expectedNeighbours(model, ratio);
        expect(await shareUsed(box, particles, ratio, neighbours)).toBeLessThan(1.05);
      }
    }
  });
});

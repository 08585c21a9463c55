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

/** Builds the list with the room that a solver gives it, in a solver's cells; fails where a row overflows. */
async function expectRoom(box: Box, particles: Particles, listRadius: number, neighbours?: number) {
  const { count } = particles;
  const density = count / boxVolume(box);
  const built = await buildClusters(device(), box, particles, listRadius, {
    cellWidths: clusterRows.cellWidths(listRadius, density, box.dimensions),
    capacity: neighbours ?? expectedCapacity(density, listRadius, box.dimensions, count),
  });
  const longest = Math.max(...built.rows.map((row) => row.length));
  const mean = built.rows.reduce((sum, row) => sum + row.length, 0) / count;
  console.log(count, "capacity", built.capacity, "needed", built.status.listCapacityNeeded || longest, "mean", mean.toFixed(1));
  expect(built.status.listCapacityNeeded).toBe(0);
  expect(built.status.halt).toBe(haltCodes.running);
}

const cube = (count: number, density: number) => makeBox(Math.cbrt(count / density));
const square = (count: number, density: number) => makeFlatBox(Math.sqrt(count / density), Math.sqrt(count / density));

describe("the room that is expected is enough for a molecular system", () => {
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
    "without order, in %i dimensions at density %f within %f, particles %f apart",
    async (dimensions, density, listRadius, minimumDistance) => {
      for (const [count, seed] of [[6000, 1], [4001, 2], [700, 3]]) {
        const box = dimensions === 3 ? cube(count, density) : square(count, density);
        const particles = randomParticles(makeModel(box), count, { minimumDistance, seed });
        await expectRoom(box, particles, listRadius);
      }
    },
  );

  test.each([
    ["fcc", 0.8442, [10, 10, 10]],
    ["sc", 0.8, [14, 15, 16]],
    ["sq", 0.8, [50, 51, 1]],
    ["hex", 0.9, [40, 31, 1]],
  ] as const)("in the crystal %s of density %f", async (name, density, cells) => {
    const box = crystalBox(name, density, cells);
    for (const disorder of [0, 0.05, 0.2]) {
      const particles = particlesAt(crystalSites(name, cells, box, disorder), makeModel(box));
      for (const listRadius of [1.5, 2.8, 3.5]) await expectRoom(box, particles, listRadius);
    }
  });
});

describe("the room that is expected is enough for a fluid of particles that a lattice has let go", () => {
  test.each([2, 3] as const)("in %i dimensions", async (dimensions) => {
    const [name, cells] = dimensions === 3 ? (["sc", [16, 15, 14]] as const) : (["sq", [60, 51, 1]] as const);
    const box = crystalBox(name, 1, cells);
    const model = fluidModel({ box, spacing: 1 });
    for (const disorder of [0, 0.1, 0.3, 0.5]) {
      const particles = particlesAt(crystalSites(name, cells, box, disorder), makeModel(box));
      for (const ratio of [2, 2.4, 2.86, 3.3, 4]) {
        await expectRoom(box, particles, ratio, expectedNeighbours(model, ratio));
      }
    }
  });
});

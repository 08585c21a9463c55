import { describe, expect, it } from "vitest";
import type { Box } from "../../../src/core/box.ts";
import { latticeConstantOf, latticeEdges, latticeSites, lattices } from "../../../src/core/setup/lattices.ts";
import type { Lattice, LatticeName } from "../../../src/core/setup/lattices.ts";
import { PointGrid } from "../../../src/core/setup/pointGrid.ts";
import type { Vector3 } from "../../../src/core/vector.ts";

/** Nearest-neighbour distance in lattice constants, number of nearest neighbours, sites of a cell. */
const geometry: Record<LatticeName, readonly [number, number, number]> = {
  sc: [1, 6, 1],
  bcc: [Math.sqrt(3) / 2, 8, 2],
  fcc: [Math.SQRT1_2, 12, 4],
  hcp: [1, 12, 4],
  square: [1, 4, 1],
  hexagonal: [1, 6, 2],
};

const latticeConstant = 1.7;

function periodicBox(lattice: Lattice, cells: Vector3, lower: Vector3): Box {
  return {
    dimensions: lattice.dimensions,
    lower,
    lengths: latticeEdges(lattice, latticeConstant, cells),
    boundaries: ["periodic", "periodic", "periodic"],
  };
}

describe.each(Object.entries(geometry))("%s", (name, [nearest, neighbours, sitesPerCell]) => {
  const lattice: Lattice = lattices[name as LatticeName];
  const cells: Vector3 = lattice.dimensions === 2 ? [5, 4, 1] : [5, 4, 3];
  const origin: Vector3 = [-1, 2, lattice.dimensions === 2 ? 0 : 0.5];
  const sites = latticeSites(lattice, latticeConstant, cells, origin);
  const box = periodicBox(lattice, cells, origin);

  it(`has ${sitesPerCell} sites a cell`, () => {
    expect(sites.length / 3).toBe(sitesPerCell * cells[0] * cells[1] * cells[2]);
  });

  it(`gives every site ${neighbours} neighbours at ${nearest.toFixed(4)} a, across the periodic sides too`, () => {
    const grid = new PointGrid(box, sites, latticeConstant);
    const count = sites.length / 3;
    for (let i = 0; i < count; i++) {
      const distances = Array.from({ length: count }, (_, j) => Math.sqrt(grid.distanceSquared(i, j)));
      const others = distances.filter((_, j) => j !== i);
      const shortest = Math.min(...others);
      expect(shortest).toBeCloseTo(nearest * latticeConstant, 10);
      expect(others.filter((d) => d < shortest * 1.001)).toHaveLength(neighbours);
    }
  });

  it("lies inside the box that its cells span", () => {
    for (const [k, x] of sites.entries()) {
      expect(x).toBeGreaterThanOrEqual(box.lower[k % 3]);
      expect(x).toBeLessThan(box.lower[k % 3] + box.lengths[k % 3]);
    }
  });

  it("has the number density that its lattice constant was worked out from", () => {
    const edges = latticeEdges(lattice, latticeConstantOf(lattice, 0.8442), cells);
    expect(sites.length / 3 / (edges[0] * edges[1] * edges[2])).toBeCloseTo(0.8442, 12);
  });
});

import type { Vector3 } from "../vector.ts";

/**
 * A crystal lattice through an orthorhombic cell, so that whole cells fill a periodic box exactly.
 * For hcp and hexagonal this is the doubled (C-centred) cell of the primitive one, and the lattice constant is the
 * nearest-neighbour distance.
 */
export interface Lattice {
  readonly dimensions: 2 | 3;
  /** Edges of the cell in lattice constants; z is 1 in two dimensions. */
  readonly cell: Vector3;
  /** Sites in fractions of the cell edges. */
  readonly basis: readonly Vector3[];
}

/** Cells and bases: Kittel, Introduction to Solid State Physics, 8th ed., ch. 1; hcp with the ideal ratio c/a = √(8/3). */
export const lattices = {
  sc: { dimensions: 3, cell: [1, 1, 1], basis: [[0, 0, 0]] },
  bcc: {
    dimensions: 3,
    cell: [1, 1, 1],
    basis: [
      [0, 0, 0],
      [0.5, 0.5, 0.5],
    ],
  },
  fcc: {
    dimensions: 3,
    cell: [1, 1, 1],
    basis: [
      [0, 0, 0],
      [0.5, 0.5, 0],
      [0.5, 0, 0.5],
      [0, 0.5, 0.5],
    ],
  },
  hcp: {
    dimensions: 3,
    cell: [1, Math.sqrt(3), Math.sqrt(8 / 3)],
    basis: [
      [0, 0, 0],
      [0.5, 0.5, 0],
      [0.5, 5 / 6, 0.5],
      [0, 1 / 3, 0.5],
    ],
  },
  square: { dimensions: 2, cell: [1, 1, 1], basis: [[0, 0, 0]] },
  hexagonal: {
    dimensions: 2,
    cell: [1, Math.sqrt(3), 1],
    basis: [
      [0, 0, 0],
      [0.5, 0.5, 0],
    ],
  },
} as const satisfies Record<string, Lattice>;

export type LatticeName = keyof typeof lattices;

/** Lattice constant [length] at which the lattice has a number density [1/length³, in 2D 1/length²]. */
export function latticeConstantOf(lattice: Lattice, density: number): number {
  const [x, y, z] = lattice.cell;
  return (lattice.basis.length / (density * x * y * z)) ** (1 / lattice.dimensions);
}

/** Edges [length] of nx × ny × nz cells; in two dimensions the z edge is 1, whatever the lattice constant. */
export function latticeEdges(lattice: Lattice, latticeConstant: number, cells: Vector3): Vector3 {
  const [x, y, z] = lattice.cell;
  return [
    cells[0] * x * latticeConstant,
    cells[1] * y * latticeConstant,
    lattice.dimensions === 2 ? 1 : cells[2] * z * latticeConstant,
  ];
}

/**
 * Sites of nx × ny × nz cells, (N, 3) row-major [length]: cells in x-fastest order, the sites of a cell side by side.
 * The basis index of site i is i mod basis.length.
 */
export function latticeSites(
  lattice: Lattice,
  latticeConstant: number,
  cells: Vector3,
  origin: Vector3,
): Float64Array {
  const { basis } = lattice;
  const edges = latticeEdges(lattice, latticeConstant, cells);
  const sites = new Float64Array(3 * cells[0] * cells[1] * cells[2] * basis.length);
  let next = 0;
  for (let k = 0; k < cells[2]; k++)
    for (let j = 0; j < cells[1]; j++)
      for (let i = 0; i < cells[0]; i++)
        for (const site of basis) {
          sites[next++] = origin[0] + ((i + site[0]) / cells[0]) * edges[0];
          sites[next++] = origin[1] + ((j + site[1]) / cells[1]) * edges[1];
          sites[next++] = origin[2] + ((k + site[2]) / cells[2]) * edges[2];
        }
  return sites;
}

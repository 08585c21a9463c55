import type { Box } from "../../core/box.ts";
import { latticeConstantOf, latticeEdges, lattices } from "../../core/setup/lattices.ts";
import type { Lattice } from "../../core/setup/lattices.ts";
import type { Vector3 } from "../../core/vector.ts";
import type { LatticePart, ParticlePart, Setup } from "./setupSchema.ts";

/** A list of a scenario, one entry per axis, as three; `z` stands in two dimensions. */
export function alongAxes<T>(list: readonly T[], z: T): readonly [T, T, T] {
  return [list[0], list[1], list[2] ?? z];
}

/** A lattice part with its lengths worked out. */
export interface LatticeGeometry {
  readonly lattice: Lattice;
  /** [length] */
  readonly latticeConstant: number;
  readonly cells: Vector3;
  /** [length] */
  readonly edges: Vector3;
}

export function latticeGeometry(part: LatticePart): LatticeGeometry {
  const lattice = lattices[part.lattice];
  const latticeConstant = part.latticeConstant ?? latticeConstantOf(lattice, part.density ?? NaN);
  const cells = alongAxes(part.cells, 1);
  return { lattice, latticeConstant, cells, edges: latticeEdges(lattice, latticeConstant, cells) };
}

/** The one part that defines the box where `setup.box.lengths` does not. */
export function boxDefiningPart({ box, particles }: Setup): ParticlePart | undefined {
  if (box?.lengths) return undefined;
  const defining = particles.filter((part) => part.kind !== "random");
  return defining.length === 1 ? defining[0] : undefined;
}

/**
 * The box of a set-up: edges from `setup.box.lengths`, else from its one lattice or file.
 *
 * @param fileBox the box of that file, once it is read
 * @returns undefined where nothing defines the box
 */
export function resolveBox(setup: Setup, fileBox?: Box): Box | undefined {
  const part = boxDefiningPart(setup);
  const defined = part?.kind === "lattice" ? latticeBox(part) : part?.kind === "file" ? fileBox : undefined;
  const lengths = setup.box?.lengths ?? defined?.lengths;
  if (!lengths) return undefined;
  const flat = setup.dimensions === 2;
  const lower = alongAxes(setup.box?.lower ?? defined?.lower ?? [0, 0, 0], 0);
  const boundaries = setup.box?.boundaries ?? defined?.boundaries ?? ["periodic", "periodic", "periodic"];
  return {
    dimensions: setup.dimensions,
    lower: [lower[0], lower[1], flat ? 0 : lower[2]],
    lengths: [lengths[0], lengths[1], flat ? 1 : lengths[2]],
    boundaries: [boundaries[0], boundaries[1], flat ? "periodic" : boundaries[2]],
  };
}

function latticeBox(part: LatticePart): Pick<Box, "lower" | "lengths" | "boundaries"> {
  return {
    lower: alongAxes(part.origin ?? [0, 0, 0], 0),
    lengths: latticeGeometry(part).edges,
    boundaries: ["periodic", "periodic", "periodic"],
  };
}

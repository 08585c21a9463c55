import type { CutoffTreatment, CutoffValues } from "./cutoffs/cutoffTreatment.ts";
import type { PairParameters, PairPotential } from "./potentials/pairPotential.ts";

/** One pair of types with everything resolved. */
export interface PairEntry extends CutoffValues {
  readonly parameters: PairParameters;
}

/** The pair interactions of a model, resolved: symmetric in the two types. */
export interface PairTable {
  readonly potential: PairPotential;
  readonly cutoff: CutoffTreatment;
  readonly typeCount: number;
  /** entries[typeI * typeCount + typeJ] */
  readonly entries: readonly PairEntry[];
  /** Largest cutoffRadius of all pairs [length]. */
  readonly cutoffRadius: number;
  /** Whether tail corrections of energy and pressure are added. */
  readonly tailCorrection: boolean;
}

/** Energy and −dU/dr of a pair of types at distance r, cutoff treatment included, in float64. Zero beyond the cutoff. */
export function pairTerm(
  table: PairTable,
  typeI: number,
  typeJ: number,
  r: number,
): readonly [number, number] {
  const entry = table.entries[typeI * table.typeCount + typeJ];
  if (r >= entry.cutoffRadius) return [0, 0];
  const { potential, cutoff } = table;
  return cutoff.apply(r, potential.energy(r, entry.parameters), potential.force(r, entry.parameters), entry);
}

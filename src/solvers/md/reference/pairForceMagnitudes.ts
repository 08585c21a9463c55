import { minimumImage } from "../../../core/box.ts";
import type { MolecularModel } from "../model.ts";
import { VerletList } from "./verletList.ts";

/**
 * What the rounding errors of pairForces in a shorter arithmetic are proportional to: its sums, with every term
 * replaced by its magnitude (PairPotential.magnitude). K · 2⁻²⁴ times this bounds the error of float32 sums.
 *
 * @param position (N, 3) [length], wrapped into the box along periodic axes
 * @param type (N), index into model.types
 * @returns force (N, 3) [force], potentialEnergy (N) [energy], virial (6) [energy], all non-negative
 */
export function pairForceMagnitudes(
  model: MolecularModel,
  position: Float64Array,
  type: Uint32Array,
): { force: Float64Array; potentialEnergy: Float64Array; virial: Float64Array } {
  const { box, pairs } = model;
  const force = new Float64Array(position.length);
  const potentialEnergy = new Float64Array(type.length);
  const virial = new Float64Array(6);
  const list = new VerletList(box, type.length, pairs.cutoffRadius, 0);
  list.build(position);
  list.forEachPair((i, j) => {
    const distances = [0, 1, 2].map((axis) =>
      Math.abs(minimumImage(position[3 * i + axis] - position[3 * j + axis], axis, box)),
    );
    const r = Math.hypot(...distances);
    const [energyMagnitude, forceMagnitude] = pairMagnitude(model, type[i], type[j], r);
    for (const particle of [i, j]) {
      potentialEnergy[particle] += energyMagnitude / 2;
      distances.forEach((distance, axis) => (force[3 * particle + axis] += (forceMagnitude / r) * distance));
    }
    voigtAxes.forEach(([a, b], component) => {
      virial[component] += (forceMagnitude / r) * distances[a] * distances[b];
    });
  });
  return { force, potentialEnergy, virial };
}

const voigtAxes = [
  [0, 0],
  [1, 1],
  [2, 2],
  [0, 1],
  [0, 2],
  [1, 2],
] as const;

function pairMagnitude(
  { pairs }: MolecularModel,
  typeI: number,
  typeJ: number,
  r: number,
): readonly [number, number] {
  const entry = pairs.entries[typeI * pairs.typeCount + typeJ];
  if (r >= entry.cutoffRadius) return [0, 0];
  const { potential, cutoff } = pairs;
  const { parameters } = entry;
  const energy = potential.energy(r, parameters);
  const force = potential.force(r, parameters);
  return cutoff.magnitude(r, energy, force, potential.magnitude(r, parameters), entry);
}

import { type Box, minimumImage } from "../../../../src/core/box.ts";
import type { MolecularModel } from "../../../../src/solvers/md/model.ts";
import { pairTerm } from "../../../../src/solvers/md/pairTable.ts";

/** Nearest-image vector from particle j to particle i [length]. */
export function separation(box: Box, position: Float64Array, i: number, j: number): number[] {
  return [0, 1, 2].map((axis) => minimumImage(position[3 * i + axis] - position[3 * j + axis], axis, box));
}

/** Forces, energies and virial by all N(N − 1)/2 pairs. */
export function bruteForce(model: MolecularModel, position: Float64Array, type: Uint32Array) {
  const force = new Float64Array(position.length);
  const potentialEnergy = new Float64Array(type.length);
  const virial = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < type.length; i++) {
    for (let j = i + 1; j < type.length; j++) {
      const d = separation(model.box, position, i, j);
      const r = Math.hypot(...d);
      const [energy, strength] = pairTerm(model.pairs, type[i], type[j], r);
      const f = d.map((component) => (strength * component) / r);
      for (let axis = 0; axis < 3; axis++) {
        force[3 * i + axis] += f[axis];
        force[3 * j + axis] -= f[axis];
      }
      potentialEnergy[i] += energy / 2;
      potentialEnergy[j] += energy / 2;
      [d[0] * f[0], d[1] * f[1], d[2] * f[2], d[0] * f[1], d[0] * f[2], d[1] * f[2]].forEach(
        (term, component) => (virial[component] += term),
      );
    }
  }
  return { force, potentialEnergy, virial };
}

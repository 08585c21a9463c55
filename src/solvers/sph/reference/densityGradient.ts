import type { FluidModel } from "../model.ts";
import { type FluidFields, particleVolumes } from "./fluidState.ts";
import type { PairTable } from "./neighbours.ts";
import { allowedError, type ScaledValues, TermSum } from "./termSum.ts";

/** |det| of the matrix below which there are too few neighbours to tell a gradient: inside a fluid it is 1. */
const smallestDeterminant = 1e-3;

/**
 * Renormalised density gradients, exact for a linear density (Randles & Libersky, Comput. Methods Appl. Mech. Eng.
 * 139, 375 (1996)): L_i Σ_j V_j (ρ_j − ρ_i) ∇W, L_i = [Σ_j V_j ∇W ⊗ (x_j − x_i)]⁻¹, over the neighbours of the same fluid.
 *
 * @returns (N, 3) [density/length], zero for walls and where the matrix is badly conditioned
 */
export function densityGradients(model: FluidModel, fields: FluidFields, pairs: PairTable): ScaledValues {
  const { type, density } = fields;
  const count = type.length;
  const volumes = particleVolumes(model, fields);
  const differences = new TermSum(3 * count);
  const matrices = new TermSum(9 * count);
  for (let k = 0; k < pairs.count; k++) {
    const i = pairs.first[k];
    const j = pairs.second[k];
    if (type[i] !== type[j] || type[i] >= model.fluids.length) continue;
    const slope = pairs.slope[k];
    const magnitude = pairs.slopeMagnitude[k];
    // Both d and ρ_j − ρ_i change sign with the side from which the pair is seen, d ⊗ d does not.
    for (let a = 0; a < 3; a++) {
      const d = pairs.separation[3 * k + a];
      const difference = (density[j] - density[i]) * d;
      differences.add(3 * i + a, volumes[j] * difference * slope, volumes[j] * difference * magnitude);
      differences.add(3 * j + a, volumes[i] * difference * slope, volumes[i] * difference * magnitude);
      for (let b = 0; b < 3; b++) {
        const product = -d * pairs.separation[3 * k + b];
        matrices.add(9 * i + 3 * a + b, volumes[j] * product * slope, volumes[j] * product * magnitude);
        matrices.add(9 * j + 3 * a + b, volumes[i] * product * slope, volumes[i] * product * magnitude);
      }
    }
  }
  return solveAll(model, differences, matrices);
}

function solveAll({ box }: FluidModel, differences: TermSum, matrices: TermSum): ScaledValues {
  const gradients = new TermSum(differences.value.length);
  for (let i = 0; 3 * i < differences.value.length; i++) {
    const matrix = matrices.value.slice(9 * i, 9 * i + 9);
    const magnitude = matrices.scale.slice(9 * i, 9 * i + 9);
    if (box.dimensions === 2) matrix[8] = magnitude[8] = 1;
    const cofactors = cofactorsOf(matrix);
    const determinant = matrix[0] * cofactors[0] + matrix[1] * cofactors[1] + matrix[2] * cofactors[2];
    const parts = magnitude.reduce((sum, m, k) => sum + m * Math.abs(cofactors[k]), 0);
    const margin = Math.abs(determinant) - smallestDeterminant;
    if (margin >= 0) {
      // The matrix is symmetric, and so is its inverse.
      solve(gradients, differences, { inverse: cofactors.map((c) => c / determinant), magnitude, i });
    }
    if (Math.abs(margin) <= allowedError * parts) gradients.scale.fill(Infinity, 3 * i, 3 * i + 3);
  }
  return gradients;
}

interface Inverse {
  readonly i: number;
  readonly inverse: Float64Array;
  /** Scale of the matrix. */
  readonly magnitude: Float64Array;
}

function solve(gradients: TermSum, differences: TermSum, { i, inverse, magnitude }: Inverse): void {
  const axes = [0, 1, 2];
  for (const a of axes)
    for (const b of axes) {
      const factor = inverse[3 * a + b];
      gradients.add(3 * i + a, factor * differences.value[3 * i + b], factor * differences.scale[3 * i + b]);
    }
  // An error of the matrix comes in through the inverse, too: δ(M⁻¹ x) = −M⁻¹ δM (M⁻¹ x).
  for (const a of axes)
    for (const b of axes)
      for (const c of axes) {
        const error = inverse[3 * a + b] * magnitude[3 * b + c] * gradients.value[3 * i + c];
        gradients.add(3 * i + a, 0, error);
      }
}

function cofactorsOf(m: Float64Array): Float64Array {
  return m.map((_, k) => {
    const [a, b] = [Math.floor(k / 3), k % 3];
    const [a1, a2, b1, b2] = [(a + 1) % 3, (a + 2) % 3, (b + 1) % 3, (b + 2) % 3];
    return m[3 * a1 + b1] * m[3 * a2 + b2] - m[3 * a1 + b2] * m[3 * a2 + b1];
  });
}

import type { FluidModel } from "../model.ts";
import { cohesionNormalisation, cohesionSpline } from "../surfaceTensions/akinci.ts";
import type { SurfaceTensionNumbers } from "../surfaceTensions/surfaceTensionModel.ts";
import { colourGradients, forEachFluidPair } from "./colourGradient.ts";
import type { FluidFields } from "./fluidState.ts";
import type { PairTable } from "./neighbours.ts";
import { type ScaledValues, TermSum } from "./termSum.ts";

/** What float32 makes of a distance, relative: so near the support's end rounding decides whether a pair is one. */
const distanceError = 1e-6;

/** r |dC/dr| and the two parts of C within half the support, in units of A_D/H^D: what errors are proportional to. */
function splineMagnitude(s: number): number {
  const u = (1 - s) * s;
  const change = 6 * u * u * s * Math.abs(1 - 2 * s);
  return change + (s > 0.5 ? Math.abs(cohesionSpline(s)) : 2 * u ** 3 + 1 / 64);
}

/**
 * −γ K_ij [m_j C(r) r̂ + (n_i − n_j)] summed over the neighbours of the same fluid, K_ij = 2 ρ0/(ρ_i + ρ_j) and n = H ∇c with the support
 * radius H (Akinci, Akinci & Teschner, ACM Trans. Graph. 32, 182 (2013), eqs. 1–5).
 *
 * @returns (N, 3) [acceleration]
 */
export function cohesionAccelerations(
  model: FluidModel,
  fields: FluidFields,
  pairs: PairTable,
  { coefficient }: SurfaceTensionNumbers,
): ScaledValues {
  const { fluids, box, supportRadius: reach } = model;
  const { type, density } = fields;
  const accelerations = new TermSum(3 * type.length);
  const gradients = colourGradients(model, fields, pairs);
  const strength = cohesionNormalisation(box.dimensions) / reach ** box.dimensions;
  forEachFluidPair(model, type, pairs, (i, j, k) => {
    const r = Math.sqrt(pairs.distanceSquared[k]);
    const { referenceDensity, particleMass } = fluids[type[i]];
    const factor = (2 * coefficient * referenceDensity) / (density[i] + density[j]);
    const attraction = particleMass * strength;
    const isUndecided = Math.abs(r / reach - 1) < distanceError;
    if (r > reach && !isUndecided) return;
    for (let axis = 0; axis < 3; axis++) {
      const [a, b] = [3 * i + axis, 3 * j + axis];
      const direction = r > 0 ? pairs.separation[3 * k + axis] / r : 0;
      const cohesion = attraction * cohesionSpline(r / reach) * direction;
      const normals = r > reach ? 0 : reach * (gradients.value[a] - gradients.value[b]);
      const force = factor * (cohesion + normals);
      const parts =
        attraction * splineMagnitude(r / reach) * Math.abs(direction) +
        reach * (gradients.scale[a] + gradients.scale[b]);
      accelerations.add(a, -force, isUndecided ? Infinity : factor * parts);
      accelerations.add(b, force, isUndecided ? Infinity : factor * parts);
    }
  });
  return accelerations;
}

import type { Particles } from "../../../core/particles.ts";
import { boundaryVolumes } from "../boundaryVolume.ts";
import { kernelAt } from "../kernels/kernelAt.ts";
import { fillingVolume } from "../latticeSum.ts";
import { type FluidModel, isSolid } from "../model.ts";
import type { SchemeOf } from "../parameters/schemeParameters.ts";
import { clumpingDistance, contactDistance } from "../positionBased/positionBasedNumbers.ts";
import { jacobiWeight } from "../positionBased/jacobiWeight.ts";
import { massesOf } from "./fluidState.ts";
import type { PairTable } from "./neighbours.ts";
import { allowedError, type ScaledValues, TermSum } from "./termSum.ts";

/** What constraints read of each particle. */
export interface ConstraintFields {
  /** (N), material: fluids first, then solids. */
  readonly type: Uint32Array;
  /** (N), at rest (restVolumes) [length^D]. */
  readonly volume: Float64Array;
}

/** Volumes at rest, of walls those of boundaryVolume.ts. (N) [length^D] */
export function restVolumes(
  model: FluidModel,
  particles: Pick<Particles, "position" | "type">,
): Float64Array {
  const walls = boundaryVolumes(model, particles);
  const ofFluids = fillingVolume(model);
  return walls.map((volume, i) => (isSolid(model, particles.type[i]) ? volume : ofFluids));
}

/** ρ_i/ρ0 = Σ_k V_k W_ik of fluids, i and walls among the k; 0 for walls. (N) [1] */
export function densityRatios(
  model: FluidModel,
  { type, volume }: ConstraintFields,
  pairs: PairTable,
): ScaledValues {
  const ratios = new TermSum(type.length);
  const own = ownValue(model);
  type.forEach((material, i) => {
    if (!isSolid(model, material)) ratios.add(i, volume[i] * own, volume[i] * own);
  });
  forEachNeighbour(model, type, pairs, (i, j, k) => {
    if (isSolid(model, type[i])) return;
    ratios.add(i, volume[j] * pairs.value[k], volume[j] * pairs.valueMagnitude[k]);
  });
  return ratios;
}

/** ∇_i C_i = Σ_k V_k ∇W_ik of C = ρ/ρ0 − 1; 0 for walls. (N, 3) [1/length] */
export function constraintGradients(
  model: FluidModel,
  { type, volume }: ConstraintFields,
  pairs: PairTable,
): ScaledValues {
  const gradients = new TermSum(3 * type.length);
  forEachNeighbour(model, type, pairs, (i, j, k, sign) => {
    if (isSolid(model, type[i])) return;
    for (let axis = 0; axis < 3; axis++) {
      const d = sign * pairs.separation[3 * k + axis];
      gradients.add(3 * i + axis, volume[j] * pairs.slope[k] * d, volume[j] * pairs.slopeMagnitude[k] * d);
    }
  });
  return gradients;
}

/**
 * Σ_k w_k |∇_k C_i|² over i and its neighbours, ∇_k C_i = −V_k ∇W_ik for k ≠ i; 0 for walls. w are inverse masses in units of
 * the first fluid's, of walls, which do not give way, 0. (N) [1/length²]
 */
export function squaredGradients(
  model: FluidModel,
  fields: ConstraintFields,
  pairs: PairTable,
): ScaledValues {
  const { type, volume } = fields;
  const mobility = mobilities(model, type);
  const squares = new TermSum(type.length);
  const gradients = constraintGradients(model, fields, pairs);
  gradients.value.forEach((g, k) => {
    const i = Math.floor(k / 3);
    squares.add(i, mobility[i] * g * g, 2 * mobility[i] * Math.abs(g) * gradients.scale[k]);
  });
  forEachNeighbour(model, type, pairs, (i, j, k) => {
    if (isSolid(model, type[i])) return;
    const factor = (isSolid(model, type[j]) ? 0 : mobility[j]) * volume[j] ** 2;
    const slope = pairs.slope[k];
    const r2 = pairs.distanceSquared[k];
    squares.add(i, factor * slope ** 2 * r2, 2 * factor * Math.abs(slope) * pairs.slopeMagnitude[k] * r2);
  });
  return squares;
}

/** λ_i = −ω max(C_i, 0)/(Σ_k w_k |∇_k C_i|² + ε); 0 for walls (Macklin & Müller 2013, eq. 11). (N) [length²] */
export function multipliers(
  model: FluidModel,
  type: Uint32Array,
  ratios: ScaledValues,
  squares: ScaledValues,
): ScaledValues {
  const lambda = new TermSum(type.length);
  const weight = jacobiWeight(model);
  const relaxation = schemeOf(model).relaxation / model.spacing ** 2;
  type.forEach((material, i) => {
    if (isSolid(model, material)) return;
    const denominator = squares.value[i] + relaxation;
    const value = (-weight * Math.max(ratios.value[i] - 1, 0)) / denominator;
    const byDenominator = Math.abs(value) * (squares.scale[i] / denominator + 1);
    lambda.add(i, value, (weight * (ratios.scale[i] + 1)) / denominator + byDenominator);
  });
  return lambda;
}

/**
 * Δx_i = w_i Σ_j V_j (λ_i + λ_j + s_ij) ∇W of fluids, s = −ω k dx² (Δt/Δt_0)² (W(r)/W(0.2 h))⁴ and λ = 0 of walls (Macklin & Müller 2013, eqs.
 * 12–14), and of what is missing to the contact distance from wall particles a quarter. Of walls minus the momenta they
 * give, over their mass. In the paper s is the same in every step; here it is an acceleration, and the paper's in the step at the expected speed
 * U, Δt_0 = C dx/U, and in longer ones. (N, 3) [length]
 *
 * @param lambda (N) [length²]
 * @param timeStep [time]
 */
export function corrections(
  model: FluidModel,
  { type, volume }: ConstraintFields,
  pairs: PairTable,
  lambda: ArrayLike<number>,
  timeStep: number,
): ScaledValues {
  const { clumpingPressure } = schemeOf(model);
  const longest = (model.timeStepping.courantNumber * model.spacing) / model.expectedSpeed;
  const share = Math.min(timeStep / longest, 1) ** 2;
  const strength = jacobiWeight(model) * clumpingPressure * model.spacing ** 2 * share;
  const { kernel, box, smoothingLength } = model;
  const reference = kernelAt(kernel, box.dimensions, smoothingLength).value(
    clumpingDistance * smoothingLength,
  );
  const contact = contactDistance(model);
  const mobility = mobilities(model, type);
  const moved = new TermSum(3 * type.length);
  forEachNeighbour(model, type, pairs, (i, j, k, sign) => {
    const shared = isSolid(model, type[i]) ? volume[i] : volume[j];
    const ratio = pairs.value[k] / reference;
    const ratioMagnitude = pairs.valueMagnitude[k] / reference;
    const push = lambda[i] + lambda[j] - strength * ratio ** 4;
    const size = Math.abs(lambda[i]) + Math.abs(lambda[j]) + 4 * strength * ratio ** 3 * ratioMagnitude;
    const [slope, magnitude] = [pairs.slope[k], pairs.slopeMagnitude[k]];
    const isContact = isSolid(model, type[i]) !== isSolid(model, type[j]);
    const r = Math.sqrt(pairs.distanceSquared[k]);
    // A wall goes as far the other way as its part of both masses tells.
    const part = isSolid(model, type[i]) ? mobility[i] / mobility[j] : 1;
    for (let axis = 0; axis < 3; axis++) {
      const d = sign * pairs.separation[3 * k + axis];
      if (isContact && r > 0 && r < contact * (1 + allowedError)) {
        const overlap = Math.max(contact - r, 0);
        moved.add(3 * i + axis, (0.25 * part * overlap * d) / r, (0.25 * part * (contact + r) * d) / r);
      }
      moved.add(
        3 * i + axis,
        mobility[i] * shared * push * slope * d,
        mobility[i] * shared * size * magnitude * d,
      );
    }
  });
  return moved;
}

/**
 * Pressures that do over a step what the constraints did: p = −ρ_1 Σλ/Δt², so that −1/ρ0 Σ_j V_j (p_i + p_j) ∇W is the
 * acceleration by constraints; 0 without a step. (N) [pressure]
 *
 * @param sum (N), λ added up over the iterations [length²]
 */
export function constraintPressures(model: FluidModel, sum: Float64Array, timeStep: number): Float64Array {
  const factor = timeStep > 0 ? -model.fluids[0].referenceDensity / timeStep ** 2 : 0;
  return sum.map((lambda) => factor * lambda);
}

/** Inverse masses in units of the first fluid's. (N) [1] */
function mobilities(model: FluidModel, type: Uint32Array): Float64Array {
  const masses = massesOf(model);
  return Float64Array.from(type, (material) => masses[0] / masses[material]);
}

function schemeOf({ scheme }: FluidModel): SchemeOf<"position-based"> {
  if (scheme.kind === "position-based") return scheme;
  throw new RangeError(`${scheme.kind} is not position-based`);
}

function ownValue({ kernel, box, smoothingLength }: FluidModel): number {
  return kernelAt(kernel, box.dimensions, smoothingLength).value(0);
}

/** Every pair from either side, but for those of two walls; `sign` turns its separation into x_i − x_j. */
function forEachNeighbour(
  model: FluidModel,
  type: Uint32Array,
  pairs: PairTable,
  visit: (i: number, j: number, pair: number, sign: number) => void,
): void {
  for (let k = 0; k < pairs.count; k++) {
    const [i, j] = [pairs.first[k], pairs.second[k]];
    if (isSolid(model, type[i]) && isSolid(model, type[j])) continue;
    visit(i, j, k, 1);
    visit(j, i, k, -1);
  }
}

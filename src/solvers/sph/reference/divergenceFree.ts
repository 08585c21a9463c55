import { kernelAt } from "../kernels/kernelAt.ts";
import { divergenceFreeNumbers, latticeDiagonal } from "../divergenceFree/divergenceFreeNumbers.ts";
import { equationMaterial } from "../equationMaterial.ts";
import { type FluidModel, isSolid, particleVolume } from "../model.ts";
import { massesOf } from "./fluidState.ts";
import type { PairTable } from "./neighbours.ts";
import { allowedError, type ScaledValues, TermSum } from "./termSum.ts";

/** What the sums of divergence-free SPH read of each particle. */
export interface SolveFields {
  /** (N), material: fluids first, then solids. */
  readonly type: Uint32Array;
  /** (N), V of fluids, V_b of walls [length^D]. */
  readonly volume: Float64Array;
}

/** ρ0 of every particle; walls count as of the first fluid, inlets as of theirs [density]. */
export function restDensities(model: FluidModel, type: Uint32Array): Float64Array {
  return Float64Array.from(type, (material) => equationMaterial(model, material).referenceDensity);
}

/**
 * γ from the share of a plane in the sum of the kernel over a square or cubic lattice: the half-space has half of all, and half
 * of the plane once more.
 */
export function wallShare(model: FluidModel): number {
  const { plane, all } = latticeSums(model);
  return 0.5 + 0.5 * (plane / all);
}

/** V of fluids: what a particle of a square or cubic lattice fills, as V Σ_j W is 1 there [length^D]. */
export function latticeVolume(model: FluidModel): number {
  return 1 / latticeSums(model).all;
}

/** Σ W over a plane of a square or cubic lattice through one of its particles, and over all of it [1/length^D]. */
function latticeSums(model: FluidModel): { readonly plane: number; readonly all: number } {
  const { box, spacing, smoothingLength, supportRadius } = model;
  const { value } = kernelAt(model.kernel, box.dimensions, smoothingLength);
  const steps = Math.ceil(supportRadius / spacing);
  const line = Array.from({ length: 2 * steps + 1 }, (_, k) => (k - steps) * spacing);
  const depths = box.dimensions === 3 ? line : [0];
  const sumAt = (height: number) =>
    line.reduce((sum, x) => depths.reduce((inner, z) => inner + value(Math.hypot(x, height, z)), sum), 0);
  const layers = line.map(sumAt);
  return { plane: sumAt(0), all: layers.reduce((sum, layer) => sum + layer, 0) };
}

/**
 * Volumes of walls by S = Σ_k W_bk over the wall's particles, b included: V at least as far as that is no more than 1/S, and at
 * least γ/S; V of fluids. Solids at rest are one wall. (N) [length^D]
 */
export function volumesOf(model: FluidModel, type: Uint32Array, pairs: PairTable): Float64Array {
  const wallOf = (i: number) => {
    const { motion, body } = model.solids[type[i] - model.fluids.length];
    const stays = !body && (motion === undefined || motion.kind === "sliding");
    return stays ? "at rest" : type[i];
  };
  const own = kernelAt(model.kernel, model.box.dimensions, model.smoothingLength).value(0);
  const sums = new Float64Array(type.length).fill(own);
  for (let k = 0; k < pairs.count; k++) {
    const [i, j] = [pairs.first[k], pairs.second[k]];
    if (!isSolid(model, type[i]) || !isSolid(model, type[j]) || wallOf(i) !== wallOf(j)) continue;
    sums[i] += pairs.value[k];
    sums[j] += pairs.value[k];
  }
  const share = wallShare(model);
  const rest = latticeVolume(model);
  return sums.map((sum, i) => {
    if (!isSolid(model, type[i]) || (share <= sum * rest && sum * rest <= 1)) return rest;
    return sum * rest > 1 ? Math.max(share, 1) / sum : share / sum;
  });
}

/** δ_i = Σ_j V_j W over fluid and walls, V W(0) included; of walls γ + Σ_f V W. (N) [1] */
export function filledShares(
  model: FluidModel,
  { type, volume }: SolveFields,
  pairs: PairTable,
): ScaledValues {
  const filled = new TermSum(type.length);
  const peak = kernelAt(model.kernel, model.box.dimensions, model.smoothingLength).value(0);
  const share = wallShare(model);
  for (let i = 0; i < type.length; i++) {
    const own = isSolid(model, type[i]) ? share : volume[i] * peak;
    filled.add(i, own, own);
  }
  forEachPair(model, type, pairs, (i, j, k) => {
    filled.add(i, volume[j] * pairs.value[k], volume[j] * pairs.valueMagnitude[k]);
  });
  return filled;
}

/**
 * D_i = [|Σ_j V_j ∇W|² + Σ_j V_i V_j |∇W|²]/ρ0: what an impulse s_i changes of the particle's own rate, by its own velocity and by those
 * of its neighbours, walls as if they gave way, and all of them as light as the lightest fluid around. Of walls that fluid is
 * near to, the second sum over a whole lattice. (N) [1/(length²·density)]
 */
export function diagonals(model: FluidModel, { type, volume }: SolveFields, pairs: PairTable): ScaledValues {
  const rest = restDensities(model, type);
  const gradient = new TermSum(3 * type.length);
  const squares = new TermSum(type.length);
  const wallDiagonal = latticeDiagonal(model) / latticeVolume(model);
  // Whether a wall particle has fluid near that rounding cannot put beyond the support, and whether it has any that it can.
  const isCertain = new Uint8Array(type.length);
  const isDoubtful = new Uint8Array(type.length);
  const lightest = rest.map((density, i) => (isSolid(model, type[i]) ? Infinity : density));
  forEachPair(model, type, pairs, (i, j, k, sign) => {
    for (let axis = 0; axis < 3; axis++) {
      const d = sign * volume[j] * pairs.separation[3 * k + axis];
      gradient.add(3 * i + axis, d * pairs.slope[k], d * pairs.slopeMagnitude[k]);
    }
    const factor = volume[i] * volume[j] * pairs.distanceSquared[k];
    const slope = Math.abs(pairs.slope[k]);
    squares.add(i, factor * slope ** 2, factor * slope * (2 * pairs.slopeMagnitude[k] - slope));
    const beyond = pairs.distanceSquared[k] / model.supportRadius ** 2 - 1;
    if (Math.abs(beyond) < allowedError) isDoubtful[i] = 1;
    else if (beyond < 0) isCertain[i] = 1;
    const isNear = pairs.distanceSquared[k] < model.supportRadius ** 2;
    if (isNear && !isSolid(model, type[j])) lightest[i] = Math.min(lightest[i], rest[j]);
  });
  for (let i = 0; i < type.length; i++) {
    if (isSolid(model, type[i])) {
      squares.value[i] = squares.value[i] > 0 ? volume[i] * wallDiagonal : 0;
      squares.scale[i] = isDoubtful[i] && !isCertain[i] ? Infinity : squares.value[i];
    } else {
      for (let g = 3 * i; g < 3 * i + 3; g++) {
        const size = Math.abs(gradient.value[g]);
        squares.add(i, size ** 2, size ** 2 + 2 * size * gradient.scale[g]);
      }
    }
    squares.value[i] /= lightest[i];
    squares.scale[i] /= lightest[i];
  }
  return squares;
}

/** 1/D_i; 0 where the particle has no equation: D_i below its bound. (N) */
export function factorsOf(model: FluidModel, type: Uint32Array, diagonal: ScaledValues): ScaledValues {
  const rest = restDensities(model, type);
  const { smallestDiagonal } = divergenceFreeNumbers(model);
  const value = diagonal.value.map((a, i) =>
    a * rest[i] * model.smoothingLength ** 2 < smallestDiagonal ? 0 : 1 / a,
  );
  const scale = value.map((factor, i) => {
    const size = diagonal.scale[i];
    return size < Infinity ? factor ** 2 * size + factor : Infinity;
  });
  return { value, scale };
}

/** Fluids' velocities under impulses s [pressure·time]: v_i − 1/ρ0_i Σ_j V_j (s_i + s_j) ∇W; of walls v_i. (N, 3) [velocity] */
export function impelledVelocities(
  model: FluidModel,
  { type, volume }: SolveFields,
  velocity: Float64Array,
  impulse: Float64Array,
  pairs: PairTable,
): ScaledValues {
  const rest = restDensities(model, type);
  const impelled = new TermSum(velocity.length);
  velocity.forEach((v, k) => impelled.add(k, v, v));
  forEachPair(model, type, pairs, (i, j, k, sign) => {
    if (isSolid(model, type[i])) return;
    const push = (-sign * volume[j] * (impulse[i] + impulse[j])) / rest[i];
    for (let axis = 0; axis < 3; axis++) {
      const d = push * pairs.separation[3 * k + axis];
      impelled.add(3 * i + axis, d * pairs.slope[k], d * pairs.slopeMagnitude[k]);
    }
  });
  return impelled;
}

/** What the impulses on fluids take from walls, as a change of velocity at their mass: momentum is kept. (N, 3) [velocity] */
export function wallReactions(
  model: FluidModel,
  { type, volume }: SolveFields,
  impulse: Float64Array,
  pairs: PairTable,
): ScaledValues {
  const masses = massesOf(model);
  // m/ρ0 of fluids.
  const rest = particleVolume(model);
  const reaction = new TermSum(3 * type.length);
  forEachPair(model, type, pairs, (i, j, k, sign) => {
    if (isSolid(model, type[i]) || !isSolid(model, type[j])) return;
    // Of the fluid particle i on the wall particle j.
    const push = (sign * rest * volume[j] * (impulse[i] + impulse[j])) / masses[type[j]];
    for (let axis = 0; axis < 3; axis++) {
      const d = push * pairs.separation[3 * k + axis];
      reaction.add(3 * j + axis, d * pairs.slope[k], d * pairs.slopeMagnitude[k]);
    }
  });
  return reaction;
}

/** Dδ_i/Dt = Σ_j V_j (v_i − v_j)·∇W. (N) [1/time] */
export function fillRates(
  model: FluidModel,
  { type, volume }: SolveFields,
  velocity: Float64Array,
  pairs: PairTable,
): ScaledValues {
  const rates = new TermSum(type.length);
  forEachPair(model, type, pairs, (i, j, k, sign) => {
    for (let axis = 0; axis < 3; axis++) {
      const difference = velocity[3 * i + axis] - velocity[3 * j + axis];
      const term = sign * volume[j] * difference * pairs.separation[3 * k + axis];
      rates.add(i, term * pairs.slope[k], term * pairs.slopeMagnitude[k]);
    }
  });
  return rates;
}

/** Every pair from both sides; walls are no neighbours of one another. The sign makes separations x_i − x_j. */
export function forEachPair(
  model: FluidModel,
  type: Uint32Array,
  pairs: PairTable,
  visit: (i: number, j: number, k: number, sign: 1 | -1) => void,
): void {
  for (let k = 0; k < pairs.count; k++) {
    const [i, j] = [pairs.first[k], pairs.second[k]];
    if (isSolid(model, type[i]) && isSolid(model, type[j])) continue;
    visit(i, j, k, 1);
    visit(j, i, k, -1);
  }
}

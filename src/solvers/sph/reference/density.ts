import type { Vector3 } from "../../../core/vector.ts";
import type { DensityDiffusion, DensityPair } from "../densityDiffusions/densityDiffusion.ts";
import { densityDiffusionOf } from "../densityDiffusions/index.ts";
import { kernelAt } from "../kernels/kernelAt.ts";
import { type FluidModel, isSolid } from "../model.ts";
import { type FluidFields, massesOf, particleVolumes } from "./fluidState.ts";
import type { PairTable } from "./neighbours.ts";
import { type ScaledValues, TermSum } from "./termSum.ts";

/**
 * dρ/dt of fluids from the continuity equation: ρ_i Σ_j V_j (v_i − v_j)·∇W + δ · density diffusion; 0 for walls.
 *
 * @param fields walls with the density last extrapolated
 * @param bodyForce at the new time [acceleration]
 * @param gradients (N, 3), those of densityGradients where the diffusion needs them
 * @returns (N) [density/time]
 */
export function continuityRates(
  model: FluidModel,
  fields: FluidFields,
  pairs: PairTable,
  bodyForce: Vector3,
  gradients?: Float64Array,
): ScaledValues {
  const { type, velocity, density } = fields;
  const volumes = particleVolumes(model, fields);
  const rates = new TermSum(type.length);
  for (let k = 0; k < pairs.count; k++) {
    const i = pairs.first[k];
    const j = pairs.second[k];
    const { term, magnitude } = compression(velocity, pairs, k);
    if (!isSolid(model, type[i])) {
      rates.add(i, density[i] * volumes[j] * term, density[i] * volumes[j] * magnitude);
    }
    if (!isSolid(model, type[j])) {
      rates.add(j, density[j] * volumes[i] * term, density[j] * volumes[i] * magnitude);
    }
  }
  addDiffusion(model, fields, volumes, pairs, bodyForce, gradients, rates);
  return rates;
}

/** (v_i − v_j)·∇W of a pair, the same from either side [1/(time·length^D)]. */
function compression(velocity: Float64Array, pairs: PairTable, k: number) {
  const i = pairs.first[k];
  const j = pairs.second[k];
  let along = 0;
  let magnitude = 0;
  for (let axis = 0; axis < 3; axis++) {
    const product = (velocity[3 * i + axis] - velocity[3 * j + axis]) * pairs.separation[3 * k + axis];
    along += product;
    magnitude += Math.abs(product);
  }
  return { term: along * pairs.slope[k], magnitude: magnitude * pairs.slopeMagnitude[k] };
}

type Triple = [number, number, number];

/** Adds δ · density diffusion, between particles of one fluid. */
function addDiffusion(
  model: FluidModel,
  { type, density }: FluidFields,
  volumes: Float64Array,
  pairs: PairTable,
  bodyForce: Vector3,
  gradients: Float64Array | undefined,
  rates: TermSum,
): void {
  if (model.scheme.kind !== "weakly-compressible") return;
  const { diffusion, coefficient } = densityDiffusionOf(model.scheme.densityDiffusion);
  if (coefficient === 0) return;
  if (diffusion.needsGradient && !gradients)
    throw new RangeError(`${diffusion.name} needs density gradients`);
  const separation: Triple = [0, 0, 0];
  const gradientI: Triple = [0, 0, 0];
  const gradientJ: Triple = [0, 0, 0];
  const addTo = (i: number, j: number, k: number, sign: number) => {
    for (let axis = 0; axis < 3; axis++) {
      separation[axis] = sign * pairs.separation[3 * k + axis];
      gradientI[axis] = gradients?.[3 * i + axis] ?? 0;
      gradientJ[axis] = gradients?.[3 * j + axis] ?? 0;
    }
    const { referenceDensity, soundSpeed } = model.fluids[type[i]];
    const pair = {
      separation,
      distanceSquared: pairs.distanceSquared[k],
      slope: pairs.slope[k],
      densityI: density[i],
      densityJ: density[j],
      volumeJ: volumes[j],
      gradientI,
      gradientJ,
      referenceDensity,
      soundSpeed,
      smoothingLength: model.smoothingLength,
      bodyForce,
    };
    const rate = diffusion.rate(pair);
    const magnitude = pairs.conditioned ? rateMagnitude(diffusion, pair, pairs.slopeMagnitude[k]) : rate;
    rates.add(i, coefficient * rate, coefficient * magnitude);
  };
  for (let k = 0; k < pairs.count; k++) {
    const i = pairs.first[k];
    const j = pairs.second[k];
    if (type[i] !== type[j] || isSolid(model, type[i])) continue;
    addTo(i, j, k, 1);
    addTo(j, i, k, -1);
  }
}

/** A rate is linear in the densities' difference and in the vectors: parts that, taken one by one, cannot cancel. */
function rateMagnitude(diffusion: DensityDiffusion, pair: DensityPair, slope: number): number {
  const nothing: Vector3 = [0, 0, 0];
  const sizes = (v: Vector3) => v.map(Math.abs) as Triple;
  const byDensity = { ...pair, slope, gradientI: nothing, gradientJ: nothing, bodyForce: nothing };
  const byVectors = {
    ...pair,
    slope,
    densityJ: pair.densityI,
    separation: sizes(pair.separation),
    gradientI: sizes(pair.gradientI),
    gradientJ: sizes(pair.gradientJ),
    bodyForce: sizes(pair.bodyForce),
  };
  return Math.abs(diffusion.rate(byDensity)) + Math.abs(diffusion.rate(byVectors));
}

/** ρ_i = m_i Σ_j W of fluids, over fluids and walls and i itself; 0 for walls. (N) [density] */
export function summedDensities(model: FluidModel, type: Uint32Array, pairs: PairTable): ScaledValues {
  const masses = massesOf(model);
  const densities = new TermSum(type.length);
  const ownValue = kernelAt(model.kernel, model.box.dimensions, model.smoothingLength).value(0);
  for (let i = 0; i < type.length; i++) {
    if (!isSolid(model, type[i])) densities.add(i, masses[type[i]] * ownValue, masses[type[i]] * ownValue);
  }
  for (let k = 0; k < pairs.count; k++) {
    for (const i of [pairs.first[k], pairs.second[k]]) {
      if (isSolid(model, type[i])) continue;
      densities.add(i, masses[type[i]] * pairs.value[k], masses[type[i]] * pairs.valueMagnitude[k]);
    }
  }
  return densities;
}

/**
 * dp/dt of fluids by entropic damping (Ramachandran & Puri, Comput. Fluids 179, 579 (2019)):
 * Σ_j [ρ_i c² V_j (v_i − v_j)·∇W + (V_i² + V_j²)/m_i · η̃ · (F r²/(r² + 0.01 h²)) (p_i − p_j)]; 0 for walls.
 *
 * @param fields the new densities of fluids, the pressures before; of walls the pressure last extrapolated
 * @returns (N) [pressure/time]
 */
export function dampedPressureRates(model: FluidModel, fields: FluidFields, pairs: PairTable): ScaledValues {
  if (model.scheme.kind !== "entropically-damped")
    throw new RangeError(`${model.scheme.kind} damps no pressure`);
  const { damping } = model.scheme;
  const { type, velocity, density, pressure } = fields;
  const { fluids, smoothingLength } = model;
  const masses = massesOf(model);
  const restVolume = masses[fluids.length] / fluids[0].referenceDensity;
  const volumeOf = (i: number) => (isSolid(model, type[i]) ? restVolume : masses[type[i]] / density[i]);
  const etaOf = (i: number) => (density[i] * damping * smoothingLength * fluids[type[i]].soundSpeed) / 8;
  const rates = new TermSum(type.length);
  const addTo = (i: number, j: number, k: number, flow: ReturnType<typeof compression>) => {
    if (isSolid(model, type[i])) return;
    const stiffness = density[i] * fluids[type[i]].soundSpeed ** 2 * volumeOf(j);
    rates.add(i, stiffness * flow.term, stiffness * flow.magnitude);
    const etaI = etaOf(i);
    const etaJ = isSolid(model, type[j]) ? etaI : etaOf(j);
    if (etaI + etaJ === 0) return;
    const mean = (2 * etaI * etaJ) / (etaI + etaJ);
    const volumes = volumeOf(i) ** 2 + volumeOf(j) ** 2;
    const r2 = pairs.distanceSquared[k];
    const factor = (volumes / masses[type[i]]) * mean * (r2 / (r2 + 0.01 * smoothingLength ** 2));
    const difference = pressure[i] - pressure[j];
    rates.add(i, factor * pairs.slope[k] * difference, factor * pairs.slopeMagnitude[k] * difference);
  };
  for (let k = 0; k < pairs.count; k++) {
    const i = pairs.first[k];
    const j = pairs.second[k];
    const flow = compression(velocity, pairs, k);
    addTo(i, j, k, flow);
    addTo(j, i, k, flow);
  }
  return rates;
}

import type { Vector3 } from "../../../core/vector.ts";
import { type FluidModel, isSolid } from "../model.ts";
import { inletOf } from "../openBoundaries/openBoundaries.ts";
import type { FluidFields } from "./fluidState.ts";
import type { PairTable } from "./neighbours.ts";
import { equationOf, pressurePerDensity } from "./pressure.ts";
import { allowedError, type ScaledValues, TermSum } from "./termSum.ts";

/** What fluids see of walls; rows of fluids are those of the fields, with scale 0. */
export interface WallFields {
  /** (N) [pressure] */
  readonly pressure: ScaledValues;
  /** (N) [density] */
  readonly density: ScaledValues;
  /** (N, 3), the velocity of a no-slip wall in viscosities [velocity] */
  readonly mirroredVelocity: ScaledValues;
}

interface WallSums {
  /** ΣW over the fluid neighbours, and of each fluid: (N), (N, fluids). */
  readonly weight: TermSum;
  readonly weightOfFluid: TermSum;
  readonly pressure: TermSum;
  readonly velocity: TermSum;
}

/**
 * Extrapolates fluids into walls (Adami, Hu & Adams, J. Comput. Phys. 231, 7057 (2012), eqs. 22–28):
 * p_w = [Σ p_f W + (g − a_w)·Σ ρ_f (x_w − x_f) W]/ΣW, ρ_w that of this pressure, u_w = 2 v_w − Σ v_f W/ΣW, sums over fluids alone.
 * Without neighbours p_w = 0 and u_w = v_w.
 *
 * @param fields new densities and pressures of fluids
 * @param wallAcceleration (N, 3), of the prescribed motion; rows of fluids are not read [acceleration]
 * @param bodyForce [acceleration]
 */
export function extrapolateWalls(
  model: FluidModel,
  fields: FluidFields,
  pairs: PairTable,
  wallAcceleration: Float64Array,
  bodyForce: Vector3,
): WallFields {
  const sums = sumAroundWalls(model, fields, pairs, wallAcceleration, bodyForce);
  const walls = {
    pressure: copyOf(fields.pressure),
    density: copyOf(fields.density),
    mirroredVelocity: copyOf(fields.velocity),
  };
  fields.type.forEach((type, i) => {
    if (!isSolid(model, type)) return;
    setPressure(walls.pressure, sums, i);
    setDensity(model, walls, sums, type, i);
    // Fluid that comes in has the velocity of its inlet.
    if (!inletOf(model, type)) setMirrored(walls.mirroredVelocity, fields.velocity, sums, i);
  });
  return walls;
}

function sumAroundWalls(
  model: FluidModel,
  { type, velocity, density, pressure }: FluidFields,
  pairs: PairTable,
  wallAcceleration: Float64Array,
  bodyForce: Vector3,
): WallSums {
  const count = type.length;
  const fluidCount = model.fluids.length;
  const weight = new TermSum(count);
  const weightOfFluid = new TermSum(count * fluidCount);
  const pressures = new TermSum(count);
  const velocities = new TermSum(3 * count);
  const addTo = (wall: number, fluid: number, k: number, sign: number) => {
    const w = pairs.value[k];
    const magnitude = pairs.valueMagnitude[k];
    weight.add(wall, w, magnitude);
    weightOfFluid.add(wall * fluidCount + type[fluid], w, magnitude);
    pressures.add(wall, pressure[fluid] * w, pressure[fluid] * magnitude);
    for (let axis = 0; axis < 3; axis++) {
      const depth = sign * pairs.separation[3 * k + axis];
      const head = density[fluid] * depth * (bodyForce[axis] - wallAcceleration[3 * wall + axis]);
      pressures.add(wall, head * w, head * magnitude);
      const v = velocity[3 * fluid + axis];
      velocities.add(3 * wall + axis, v * w, v * magnitude);
    }
  };
  for (let k = 0; k < pairs.count; k++) {
    const i = pairs.first[k];
    const j = pairs.second[k];
    if (isSolid(model, type[i]) === isSolid(model, type[j])) continue;
    if (isSolid(model, type[i])) addTo(i, j, k, 1);
    else addTo(j, i, k, -1);
  }
  return { weight, weightOfFluid, pressure: pressures, velocity: velocities };
}

function setPressure({ value, scale }: ScaledValues, { weight, pressure }: WallSums, i: number): void {
  value[i] = mean(pressure.value[i], weight.value[i]);
  scale[i] = meanScale(pressure, weight, i, i);
}

/** By the equation of state of the fluid that is felt most, or comes in. */
function setDensity(
  model: FluidModel,
  { pressure, density }: WallFields,
  sums: WallSums,
  type: number,
  i: number,
): void {
  const { equation, parameters } = equationOf(model);
  const fluidCount = model.fluids.length;
  const weights = sums.weightOfFluid.value.subarray(i * fluidCount, (i + 1) * fluidCount);
  const largest = Math.max(...weights);
  const inlet = inletOf(model, type);
  const material = model.fluids[inlet?.fluid ?? weights.indexOf(largest)];
  density.value[i] = equation.density(pressure.value[i], material, parameters);
  const stiffness = pressurePerDensity(model, density.value[i], material);
  const parts = Math.abs(pressure.value[i]) + Math.abs(parameters.backgroundPressure) + pressure.scale[i];
  density.scale[i] = Math.max(density.value[i], material.referenceDensity) + parts / stiffness;
  const uncertainty = 2 * allowedError * sums.weight.scale[i];
  const rivals = weights.filter((weight) => weight > 0 && weight >= largest - uncertainty);
  if (rivals.length > 1 && !inlet) density.scale[i] = Infinity;
}

function setMirrored(mirrored: ScaledValues, velocity: Float64Array, sums: WallSums, i: number): void {
  for (let k = 3 * i; k < 3 * i + 3; k++) {
    const isAlone = sums.weight.value[i] === 0;
    const near = mean(sums.velocity.value[k], sums.weight.value[i]);
    mirrored.value[k] = isAlone ? velocity[k] : 2 * velocity[k] - near;
    mirrored.scale[k] = 2 * Math.abs(velocity[k]) + meanScale(sums.velocity, sums.weight, k, i);
  }
}

function mean(sum: number, weight: number): number {
  return weight > 0 ? sum / weight : 0;
}

/** An error of the weight counts as one of the sum does; where only rounding decides whether there is a weight, anything goes. */
function meanScale(sum: TermSum, weight: TermSum, k: number, i: number): number {
  const total = weight.value[i];
  if (total <= allowedError * weight.scale[i]) return weight.scale[i] === 0 ? 0 : Infinity;
  return (sum.scale[k] + (Math.abs(sum.value[k]) / total) * weight.scale[i]) / total;
}

function copyOf(values: Float64Array): ScaledValues {
  return { value: values.slice(), scale: new Float64Array(values.length) };
}

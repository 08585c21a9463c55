import type { Vector3 } from "../../../core/vector.ts";
import { type FluidModel, isSolid } from "../model.ts";
import { viscosityOf } from "../viscosities/index.ts";
import type { ViscousPair } from "../viscosities/viscosityModel.ts";
import { forEachPair, restDensities, type SolveFields } from "./divergenceFree.ts";
import { massesOf } from "./fluidState.ts";
import type { PairTable } from "./neighbours.ts";
import { type ScaledValues, TermSum } from "./termSum.ts";

type Triple = [number, number, number];

/**
 * Velocities as viscosities see them: of walls that of the fluid mirrored in them, 2 v_w − Σ v_f W/Σ W (Adami, Hu & Adams,
 * J. Comput. Phys. 231, 7057 (2012)). (N, 3) [velocity]
 */
export function mirroredVelocities(
  model: FluidModel,
  type: Uint32Array,
  velocity: Float64Array,
  pairs: PairTable,
): ScaledValues {
  const weight = new TermSum(type.length);
  const sum = new TermSum(velocity.length);
  forEachPair(model, type, pairs, (i, j, k) => {
    if (!isSolid(model, type[i])) return;
    weight.add(i, pairs.value[k], pairs.valueMagnitude[k]);
    for (let axis = 0; axis < 3; axis++) {
      const v = velocity[3 * j + axis];
      sum.add(3 * i + axis, v * pairs.value[k], v * pairs.valueMagnitude[k]);
    }
  });
  const value = velocity.slice();
  const scale = velocity.map(Math.abs);
  velocity.forEach((v, k) => {
    const i = Math.floor(k / 3);
    const total = weight.value[i];
    if (total === 0) return;
    const mean = sum.value[k] / total;
    value[k] = 2 * v - mean;
    scale[k] = 2 * Math.abs(v) + (sum.scale[k] + Math.abs(mean) * weight.scale[i]) / total;
  });
  return { value, scale };
}

/**
 * Accelerations of fluids by the model's viscosities, and of walls the reaction over their mass. A wall counts as its partner's
 * fluid at rest density with the volume V_b.
 *
 * @param velocity (N, 3), of walls mirrored [velocity]
 * @param density (N) [density]
 * @returns (N, 3) [acceleration]
 */
export function viscousAccelerations(
  model: FluidModel,
  { type, volume }: SolveFields,
  velocity: Float64Array,
  density: Float64Array,
  pairs: PairTable,
): ScaledValues {
  const { fluids, solids, smoothingLength } = model;
  const masses = massesOf(model);
  const rest = restDensities(model, type);
  const accelerations = new TermSum(velocity.length);
  const viscosities = model.viscosities.map(viscosityOf);
  const slips = (i: number) => solids[type[i] - fluids.length].slip === "free-slip";
  forEachPair(model, type, pairs, (i, j, k, sign) => {
    if (isSolid(model, type[i])) return;
    const wall = isSolid(model, type[j]);
    if (wall && slips(j)) return;
    const fluid = fluids[type[i]];
    const partner = wall ? fluid : fluids[type[j]];
    const along = (axis: number) => sign * pairs.separation[3 * k + axis];
    const difference = (axis: number) => velocity[3 * i + axis] - velocity[3 * j + axis];
    const pair: ViscousPair = {
      separation: [along(0), along(1), along(2)],
      distanceSquared: pairs.distanceSquared[k],
      slope: pairs.slope[k],
      velocity: [difference(0), difference(1), difference(2)],
      massI: masses[type[i]],
      massJ: wall ? rest[i] * volume[j] : masses[type[j]],
      densityI: density[i],
      densityJ: wall ? rest[i] : density[j],
      viscosityI: fluid.kinematicViscosity,
      viscosityJ: partner.kinematicViscosity,
      soundSpeed: (fluid.soundSpeed + partner.soundSpeed) / 2,
      smoothingLength,
    };
    for (const { model: viscosity, numbers } of viscosities) {
      const acceleration = viscosity.acceleration(pair, numbers);
      const magnitude = viscosity.acceleration(allOfOneSign(pair, pairs.slopeMagnitude[k]), numbers);
      const ratio = masses[type[i]] / masses[type[j]];
      for (let axis = 0; axis < 3; axis++) {
        accelerations.add(3 * i + axis, acceleration[axis], magnitude[axis]);
        if (wall) accelerations.add(3 * j + axis, -ratio * acceleration[axis], ratio * magnitude[axis]);
      }
    }
  });
  return accelerations;
}

/** The pair approaching along every axis: no term of v·r cancels another. */
function allOfOneSign(pair: ViscousPair, slope: number): ViscousPair {
  const sizes = (v: Vector3): Triple => [Math.abs(v[0]), Math.abs(v[1]), Math.abs(v[2])];
  const [x, y, z] = sizes(pair.velocity);
  return { ...pair, slope, separation: sizes(pair.separation), velocity: [-x, -y, -z] };
}

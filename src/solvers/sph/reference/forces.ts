import type { Vector3 } from "../../../core/vector.ts";
import { type FluidModel, isSolid } from "../model.ts";
import { viscosityOf } from "../viscosities/index.ts";
import { type FluidFields, massesOf, particleVolumes } from "./fluidState.ts";
import type { PairTable } from "./neighbours.ts";
import { type ScaledValues, TermSum } from "./termSum.ts";

/**
 * Accelerations by pressure, viscosities and, with a transport velocity, the momentum that it carries; without the body force.
 * Of walls the force of the fluid over their mass.
 *
 * @param fields walls as extrapolated; velocities at half a step
 * @param mirroredVelocity (N, 3), that of WallFields [velocity]
 * @param deviation (N, 3), w = ṽ − v of fluids with a transport velocity [velocity]
 * @param reference (N), what each particle takes pressures relative to; 0 of all where left out [pressure]
 * @returns (N, 3) [acceleration]
 */
export function fluidForces(
  model: FluidModel,
  fields: FluidFields,
  pairs: PairTable,
  mirroredVelocity: Float64Array,
  deviation?: Float64Array,
  reference?: Float64Array,
): ScaledValues {
  const accelerations = new TermSum(3 * fields.type.length);
  addPressure(model, fields, pairs, reference, accelerations);
  if (deviation) addCarriedMomentum(model, fields, pairs, deviation, accelerations);
  if (model.viscosities.length > 0) addViscosities(model, fields, pairs, mirroredVelocity, accelerations);
  return accelerations;
}

/** −(V_i² + V_j²) p̃ ∇W on i and its reaction on j, p̃ = (ρ_j p_i + ρ_i p_j)/(ρ_i + ρ_j) (Adami 2012, eqs. 5–6). */
function addPressure(
  model: FluidModel,
  fields: FluidFields,
  pairs: PairTable,
  reference: Float64Array | undefined,
  accelerations: TermSum,
): void {
  const { type, density, pressure } = fields;
  const masses = massesOf(model);
  const volumes = particleVolumes(model, fields);
  for (let k = 0; k < pairs.count; k++) {
    const i = pairs.first[k];
    const j = pairs.second[k];
    if (isSolid(model, type[i]) && isSolid(model, type[j])) continue;
    const area = volumes[i] ** 2 + volumes[j] ** 2;
    const sum = density[i] + density[j];
    const mean = (density[j] * pressure[i] + density[i] * pressure[j]) / sum;
    const parts = (density[j] * Math.abs(pressure[i]) + density[i] * Math.abs(pressure[j])) / sum;
    const [fromI, fromJ] = [reference?.[i] ?? 0, reference?.[j] ?? 0];
    for (let axis = 0; axis < 3; axis++) {
      const factor = area * pairs.slope[k] * pairs.separation[3 * k + axis];
      const size = Math.abs(area * pairs.slopeMagnitude[k] * pairs.separation[3 * k + axis]);
      const [massI, massJ] = [masses[type[i]], masses[type[j]]];
      accelerations.add(
        3 * i + axis,
        (-factor * (mean - fromI)) / massI,
        (size * (parts + Math.abs(fromI))) / massI,
      );
      accelerations.add(
        3 * j + axis,
        (factor * (mean - fromJ)) / massJ,
        (size * (parts + Math.abs(fromJ))) / massJ,
      );
    }
  }
}

/** (V_i² + V_j²) ½ (A_i + A_j)·∇W on i and its reaction on j, A = ρ v ⊗ w (Adami, Hu & Adams 2013, eq. 8). */
function addCarriedMomentum(
  model: FluidModel,
  fields: FluidFields,
  pairs: PairTable,
  deviation: Float64Array,
  accelerations: TermSum,
): void {
  const { type, velocity, density } = fields;
  const masses = massesOf(model);
  const volumes = particleVolumes(model, fields);
  /** ρ_i (w_i·d), and its parts' sizes; 0 for walls. */
  const fluxes = (i: number, k: number, size: (x: number) => number) => {
    if (isSolid(model, type[i])) return 0;
    let sum = 0;
    for (let b = 0; b < 3; b++) sum += size(deviation[3 * i + b] * pairs.separation[3 * k + b]);
    return density[i] * sum;
  };
  for (let k = 0; k < pairs.count; k++) {
    const i = pairs.first[k];
    const j = pairs.second[k];
    if (isSolid(model, type[i]) && isSolid(model, type[j])) continue;
    const area = 0.5 * (volumes[i] ** 2 + volumes[j] ** 2);
    const [fluxI, fluxJ] = [fluxes(i, k, (x) => x), fluxes(j, k, (x) => x)];
    const [partsI, partsJ] = [fluxes(i, k, Math.abs), fluxes(j, k, Math.abs)];
    for (let axis = 0; axis < 3; axis++) {
      const [vI, vJ] = [velocity[3 * i + axis], velocity[3 * j + axis]];
      const force = area * (vI * fluxI + vJ * fluxJ) * pairs.slope[k];
      const magnitude = area * (Math.abs(vI) * partsI + Math.abs(vJ) * partsJ) * pairs.slopeMagnitude[k];
      accelerations.add(3 * i + axis, force / masses[type[i]], magnitude / masses[type[i]]);
      accelerations.add(3 * j + axis, -force / masses[type[j]], magnitude / masses[type[j]]);
    }
  }
}

type Triple = [number, number, number];

/** Every viscosity of the model, on each fluid particle as it sees the pair; walls get the reaction. */
function addViscosities(
  model: FluidModel,
  { type, velocity, density }: FluidFields,
  pairs: PairTable,
  mirroredVelocity: Float64Array,
  accelerations: TermSum,
): void {
  const { fluids, solids, smoothingLength } = model;
  const viscosities = model.viscosities.map(viscosityOf);
  const masses = massesOf(model);
  const slips = (i: number) =>
    isSolid(model, type[i]) && solids[type[i] - fluids.length].slip === "free-slip";
  const separation: Triple = [0, 0, 0];
  const difference: Triple = [0, 0, 0];
  const addTo = (i: number, j: number, k: number, sign: number) => {
    const fluid = fluids[type[i]];
    const partner = fluids[type[j]] ?? fluid;
    const velocityJ = isSolid(model, type[j]) ? mirroredVelocity : velocity;
    for (let axis = 0; axis < 3; axis++) {
      separation[axis] = sign * pairs.separation[3 * k + axis];
      difference[axis] = velocity[3 * i + axis] - velocityJ[3 * j + axis];
    }
    const pair = {
      separation,
      distanceSquared: pairs.distanceSquared[k],
      slope: pairs.slope[k],
      velocity: difference,
      massI: masses[type[i]],
      massJ: masses[type[j]],
      densityI: density[i],
      densityJ: density[j],
      viscosityI: fluid.kinematicViscosity,
      viscosityJ: partner.kinematicViscosity,
      soundSpeed: (fluid.soundSpeed + partner.soundSpeed) / 2,
      smoothingLength,
    };
    for (const { model: viscosity, numbers } of viscosities) {
      const acceleration = viscosity.acceleration(pair, numbers);
      const magnitude = pairs.conditioned
        ? viscosity.acceleration(withoutCancellation(pair, pairs.slopeMagnitude[k]), numbers)
        : acceleration;
      for (let axis = 0; axis < 3; axis++) {
        accelerations.add(3 * i + axis, acceleration[axis], magnitude[axis]);
        if (!isSolid(model, type[j])) continue;
        const ratio = masses[type[i]] / masses[type[j]];
        accelerations.add(3 * j + axis, -ratio * acceleration[axis], ratio * magnitude[axis]);
      }
    }
  };
  for (let k = 0; k < pairs.count; k++) {
    const i = pairs.first[k];
    const j = pairs.second[k];
    if (slips(i) || slips(j)) continue;
    if (!isSolid(model, type[i])) addTo(i, j, k, 1);
    if (!isSolid(model, type[j])) addTo(j, i, k, -1);
  }
}

/** The same pair approaching along every axis, so that all terms of v·r have one sign. */
function withoutCancellation<Pair extends { readonly separation: Vector3; readonly velocity: Vector3 }>(
  pair: Pair,
  slope: number,
): Pair {
  return {
    ...pair,
    slope,
    separation: pair.separation.map(Math.abs) as Triple,
    velocity: pair.velocity.map((v) => -Math.abs(v)) as Triple,
  };
}

import { type FluidModel, isSolid } from "../model.ts";
import type { AdvectionParameters } from "../parameters/schemeParameters.ts";
import { type FluidFields, massesOf, particleVolumes } from "./fluidState.ts";
import type { PairTable } from "./neighbours.ts";
import { allowedError, type ScaledValues, TermSum } from "./termSum.ts";

/** The advection of a weakly compressible scheme. */
export function advectionOf({ scheme }: FluidModel): AdvectionParameters {
  if (scheme.kind === "weakly-compressible" || scheme.kind === "entropically-damped") return scheme.advection;
  throw new RangeError(`${scheme.kind} has no advection`);
}

/**
 * What the advection scheme keeps from a force evaluation for the next drift, 0 for walls: xsph ε Σ … [velocity],
 * transport-velocity b [acceleration], shifting ∇C [1/length]; nothing for own-velocity.
 *
 * @param fields those of the force evaluation
 * @returns (N, 3)
 */
export function driftRecords(model: FluidModel, fields: FluidFields, pairs: PairTable): ScaledValues {
  const advection = advectionOf(model);
  switch (advection.kind) {
    case "own-velocity":
      return new TermSum(3 * fields.type.length);
    case "xsph":
      return velocityCorrections(model, fields, pairs, advection.coefficient);
    case "transport-velocity":
      return backgroundAccelerations(model, fields, pairs, advection.backgroundPressureRatio);
    case "shifting":
      return concentrationGradients(model, fields, pairs, advection.freeSurfaceThreshold);
  }
}

/**
 * (N, 3), how far fluids go in a step, 0 for walls [length].
 *
 * @param velocity after half a kick
 * @param drift that of the last evaluation
 * @param duration of the step [time]
 */
export function displacements(
  model: FluidModel,
  { type, velocity }: Pick<FluidFields, "type" | "velocity">,
  drift: Float64Array,
  duration: number,
): Float64Array {
  const advection = advectionOf(model);
  const distances = new Float64Array(velocity.length);
  for (let i = 0; i < type.length; i++) {
    if (isSolid(model, type[i])) continue;
    const speed = Math.hypot(velocity[3 * i], velocity[3 * i + 1], velocity[3 * i + 2]);
    for (let k = 3 * i; k < 3 * i + model.box.dimensions; k++) {
      distances[k] = duration * (velocity[k] + correction(model, advection, speed, drift[k], duration));
    }
  }
  return distances;
}

/** What comes on top of the own velocity along one axis [velocity]. */
function correction(
  { smoothingLength }: FluidModel,
  advection: AdvectionParameters,
  speed: number,
  drift: number,
  duration: number,
): number {
  switch (advection.kind) {
    case "own-velocity":
      return 0;
    case "xsph":
      return drift;
    case "transport-velocity":
      return (duration / 2) * drift;
    case "shifting":
      return -advection.coefficient * smoothingLength * speed * drift;
  }
}

/** w = ṽ − v = Δt/2 · b of a transport velocity, undefined of other schemes. (N, 3) [velocity] */
export function transportDeviation(
  model: FluidModel,
  drift: Float64Array,
  duration: number,
): Float64Array | undefined {
  if (advectionOf(model).kind !== "transport-velocity") return undefined;
  return drift.map((background) => (duration / 2) * background);
}

/** ε Σ_j 2 m_j/(ρ_i + ρ_j) (v_j − v_i) W over the same fluid (Monaghan, J. Comput. Phys. 82, 1 (1989)). */
function velocityCorrections(
  model: FluidModel,
  { type, velocity, density }: FluidFields,
  pairs: PairTable,
  coefficient: number,
): ScaledValues {
  const corrections = new TermSum(velocity.length);
  const masses = massesOf(model);
  for (let k = 0; k < pairs.count; k++) {
    const i = pairs.first[k];
    const j = pairs.second[k];
    if (type[i] !== type[j] || isSolid(model, type[i])) continue;
    const share = (2 * coefficient * masses[type[i]]) / (density[i] + density[j]);
    for (let axis = 0; axis < 3; axis++) {
      const difference = share * (velocity[3 * j + axis] - velocity[3 * i + axis]);
      corrections.add(3 * i + axis, difference * pairs.value[k], difference * pairs.valueMagnitude[k]);
      corrections.add(3 * j + axis, -difference * pairs.value[k], difference * pairs.valueMagnitude[k]);
    }
  }
  return corrections;
}

/** −(p_b/m_i) Σ_j (V_i² + V_j²) ∇W (Adami, Hu & Adams, J. Comput. Phys. 241, 292 (2013), eq. 13), p_b = ratio · ρ0 c². */
function backgroundAccelerations(
  model: FluidModel,
  fields: FluidFields,
  pairs: PairTable,
  ratio: number,
): ScaledValues {
  const { type } = fields;
  const accelerations = new TermSum(3 * type.length);
  const masses = massesOf(model);
  const volumes = particleVolumes(model, fields);
  const addTo = (i: number, k: number, axis: number, area: number, sign: number) => {
    if (isSolid(model, type[i])) return;
    const { referenceDensity, soundSpeed } = model.fluids[type[i]];
    const pressure = ratio * referenceDensity * soundSpeed ** 2;
    const factor = (-sign * pressure * area * pairs.separation[3 * k + axis]) / masses[type[i]];
    accelerations.add(3 * i + axis, factor * pairs.slope[k], factor * pairs.slopeMagnitude[k]);
  };
  for (let k = 0; k < pairs.count; k++) {
    const i = pairs.first[k];
    const j = pairs.second[k];
    const area = volumes[i] ** 2 + volumes[j] ** 2;
    for (let axis = 0; axis < 3; axis++) {
      addTo(i, k, axis, area, 1);
      addTo(j, k, axis, area, -1);
    }
  }
  return accelerations;
}

/** ∇·r below which a particle lies at a free surface: inside it is the number of dimensions. */
export function freeSurfaceThreshold(dimensions: 2 | 3): number {
  return dimensions === 2 ? 1.5 : 2.75;
}

/** ∇C_i = Σ_j V_j ∇W over all neighbours, 0 at free surfaces (Lind et al., J. Comput. Phys. 231, 1499 (2012)). */
function concentrationGradients(
  model: FluidModel,
  fields: FluidFields,
  pairs: PairTable,
  threshold = freeSurfaceThreshold(model.box.dimensions),
): ScaledValues {
  const { type } = fields;
  const gradients = new TermSum(3 * type.length);
  const divergences = positionDivergences(model, fields, pairs);
  const volumes = particleVolumes(model, fields);
  for (let k = 0; k < pairs.count; k++) {
    const i = pairs.first[k];
    const j = pairs.second[k];
    for (let axis = 0; axis < 3; axis++) {
      const d = pairs.separation[3 * k + axis];
      const [termI, termJ] = [volumes[j] * d, -volumes[i] * d];
      gradients.add(3 * i + axis, termI * pairs.slope[k], termI * pairs.slopeMagnitude[k]);
      gradients.add(3 * j + axis, termJ * pairs.slope[k], termJ * pairs.slopeMagnitude[k]);
    }
  }
  for (let i = 0; i < type.length; i++) {
    const margin = divergences.value[i] - threshold;
    const isDecided = Math.abs(margin) > allowedError * divergences.scale[i];
    const isSurface = margin < 0;
    if (isSolid(model, type[i]) || isSurface) gradients.value.fill(0, 3 * i, 3 * i + 3);
    if (isSolid(model, type[i])) gradients.scale.fill(0, 3 * i, 3 * i + 3);
    else if (!isDecided) gradients.scale.fill(Infinity, 3 * i, 3 * i + 3);
  }
  return gradients;
}

/** ∇·r_i = Σ_j V_j (x_j − x_i)·∇W = −Σ_j V_j F r² over all neighbours (Lee et al., J. Comput. Phys. 227, 8417 (2008)). (N) */
export function positionDivergences(model: FluidModel, fields: FluidFields, pairs: PairTable): ScaledValues {
  const divergences = new TermSum(fields.type.length);
  const volumes = particleVolumes(model, fields);
  for (let k = 0; k < pairs.count; k++) {
    const i = pairs.first[k];
    const j = pairs.second[k];
    const r2 = pairs.distanceSquared[k];
    divergences.add(i, -volumes[j] * r2 * pairs.slope[k], volumes[j] * r2 * pairs.slopeMagnitude[k]);
    divergences.add(j, -volumes[i] * r2 * pairs.slope[k], volumes[i] * r2 * pairs.slopeMagnitude[k]);
  }
  return divergences;
}

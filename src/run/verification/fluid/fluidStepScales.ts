import { type FluidModel, isSolid, particleVolume } from "../../../solvers/sph/model.ts";
import { displacements, driftRecords } from "../../../solvers/sph/reference/advection.ts";
import { bodyForceAt } from "../../../solvers/sph/reference/bodyForce.ts";
import {
  continuityRates,
  dampedPressureRates,
  summedDensities,
} from "../../../solvers/sph/reference/density.ts";
import { densityGradients } from "../../../solvers/sph/reference/densityGradient.ts";
import type { FluidFields, FluidState } from "../../../solvers/sph/reference/fluidState.ts";
import { fluidForces } from "../../../solvers/sph/reference/forces.ts";
import { findPairs, type PairTable } from "../../../solvers/sph/reference/neighbours.ts";
import { equationPressures } from "../../../solvers/sph/reference/pressure.ts";
import { pressureReferences, refersPressure } from "../../../solvers/sph/reference/pressureReference.ts";
import { surfaceTensionAccelerations } from "../../../solvers/sph/reference/surfaceTension.ts";
import { takesPart } from "../../../solvers/sph/reference/openBoundaries.ts";
import { setWallMotion } from "../../../solvers/sph/reference/wallMotion.ts";
import { extrapolateWalls } from "../../../solvers/sph/reference/walls.ts";
import { type BodyScales, bodyStepScales } from "./bodyScales.ts";
import { contactScales, withBodies } from "./bodyWallScales.ts";
import { decidedReferences } from "./decidedReferences.ts";
import { unitScale } from "./verifyMotion.ts";
import { wallScales } from "./wallScales.ts";

/** Σ|terms| of what a step leaves behind: the scales of its rounding errors. Infinity where rounding decides. */
export interface FluidStepScales {
  /** (N, 3) [length] */
  readonly position: Float64Array;
  /** (N, 3) [velocity] */
  readonly velocity: Float64Array;
  /** (N) [density] */
  readonly density: Float64Array;
  /** (N) [pressure] */
  readonly pressure: Float64Array;
  /** Free bodies, in the order of their solids. */
  readonly bodies: readonly BodyScales[];
}

/**
 * Scales of a step that ends in a state of the reference. Errors of a pass are those of its sums and those that it
 * inherits: of the density comes one of the pressure that has nothing to do with the pressure's size, and so on.
 *
 * @param state after the step; copied
 * @param duration of the step [time]
 */
export function fluidStepScales(model: FluidModel, original: FluidState, duration: number): FluidStepScales {
  const state = structuredClone(original);
  const { particles, density, pressure, drift, acceleration } = state;
  const { type, velocity, position } = particles;
  const wallAcceleration = setWallMotion(model, state);
  const bodyForce = bodyForceAt(model, state.time);
  const pairs = findPairs(model, position, takesPart(model, type));
  const fields = { type, velocity, density, pressure };
  const typical = rootMeanSquare(velocity);
  const ofWalls = wallScales(model, state, duration);

  const kicked = velocity.map((v, k) => {
    const i = Math.floor(k / 3);
    const isWall = isSolid(model, type[i]);
    const push = isWall ? ofWalls[type[i]].velocity : duration * Math.abs(acceleration[k]);
    return Math.abs(v) + typical + push;
  });
  const distances = displacements(model, fields, drift, duration);
  const records = driftRecords(model, fields, pairs).scale;
  const travel = distances.map((distance, k) => {
    const i = Math.floor(k / 3);
    if (isSolid(model, type[i])) {
      return unitScale(model) + ofWalls[type[i]].displacement;
    }
    const correction = Math.abs(distance - duration * velocity[k]);
    const undecided = records[k] === Infinity ? Infinity : 0;
    return unitScale(model) + duration * kicked[k] + correction + undecided;
  });
  // What pairs add up to changes with their distance by as much as its scale says, for a relative error.
  const farthest = travel.reduce((most, x) => (x < Infinity ? Math.max(most, x) : most), 0);
  const displaced = 1 + (4 * farthest) / model.spacing;

  const compression = compressionScales(model, type, pairs, kicked);
  const inherited = density.map((rho, i) => duration * rho * compression[i]);
  const densityScale = densityScales(model, fields, pairs, bodyForce, duration).map(
    (s, i) => displaced * s + inherited[i],
  );
  const pressureScale = equationPressures(model, type, density, densityScale).scale;
  if (model.scheme.kind === "entropically-damped") {
    const rates = dampedPressureRates(model, fields, pairs).scale;
    pressure.forEach((p, i) => {
      const stiffness = density[i] * (model.fluids[type[i]]?.soundSpeed ?? 0) ** 2;
      pressureScale[i] = Math.abs(p) + displaced * duration * (rates[i] + stiffness * compression[i]);
    });
  }
  const rough = { ...fields, pressure: pressureScale };
  const walls = extrapolateWalls(model, rough, pairs, wallAcceleration, bodyForce);
  type.forEach((material, i) => {
    if (!isSolid(model, material)) return;
    pressureScale[i] = displaced * (walls.pressure.scale[i] + walls.pressure.value[i]);
    densityScale[i] = displaced * walls.density.scale[i];
  });
  const felt = feltScales(model, type, pressureScale);
  const forces = fluidForces(
    model,
    { ...rough, pressure: felt },
    pairs,
    walls.mirroredVelocity.value,
    undefined,
    referenceScales(model, fields, felt, pairs),
  ).scale;
  surfaceTensionAccelerations(model, fields, pairs)?.scale.forEach((size, k) => (forces[k] += size));
  const reaction = contactScales(model, state, pairs, travel, duration).map(
    (size, k) => size + displaced * forces[k],
  );
  const bodies = bodyStepScales(model, state, reaction, duration);
  const kickedTwice = kicked.map((v, k) => v + duration * displaced * forces[k]);
  return {
    position: travel,
    velocity: withBodies(model, type, kickedTwice, bodies).map(orUndecided),
    density: densityScale.map(orUndecided),
    pressure: pressureScale.map(orUndecided),
    bodies,
  };
}

/** Of the mean pressures around particles: their own errors, and those that they inherit. */
function referenceScales(
  model: FluidModel,
  fields: FluidFields,
  pressureScale: Float64Array,
  pairs: PairTable,
): Float64Array | undefined {
  if (!refersPressure(model)) return undefined;
  const inherited = pressureReferences(model, { ...fields, pressure: pressureScale }, pairs).value;
  return decidedReferences(model, fields, pairs).scale.map((size, i) => size + inherited[i]);
}

function densityScales(
  model: FluidModel,
  fields: FluidFields,
  pairs: PairTable,
  bodyForce: Parameters<typeof continuityRates>[3],
  duration: number,
): Float64Array {
  const { scheme } = model;
  if (scheme.kind !== "weakly-compressible" || scheme.density === "summation") {
    return summedDensities(model, fields.type, pairs).scale;
  }
  // Gradients are of the size of their own terms, not of what is left of them.
  const gradients = densityGradients(model, fields, pairs).scale;
  const rates = continuityRates(model, fields, pairs, bodyForce, gradients).scale;
  return fields.density.map((rho, i) => rho + duration * rates[i]);
}

/** Σ V (|v_i| + |v_j|)·|∇W|: what errors of all velocities make of their divergence. (N) [1/time] */
function compressionScales(
  model: FluidModel,
  type: Uint32Array,
  pairs: PairTable,
  velocity: Float64Array,
): Float64Array {
  const sums = new Float64Array(type.length);
  const volume = particleVolume(model);
  for (let k = 0; k < pairs.count; k++) {
    const [i, j] = [pairs.first[k], pairs.second[k]];
    for (let axis = 0; axis < 3; axis++) {
      const both = velocity[3 * i + axis] + velocity[3 * j + axis];
      const term = volume * both * Math.abs(pairs.separation[3 * k + axis] * pairs.slope[k]);
      sums[i] += term;
      sums[j] += term;
    }
  }
  return sums;
}

/**
 * Pressures as forces feel their errors. A wall's is a mean, worse conditioned than what it is a mean of only where all of that lies at the
 * edge of the support, where slopes fall to nothing together with the weights.
 */
function feltScales(model: FluidModel, type: Uint32Array, scales: Float64Array): Float64Array {
  const ofFluids = scales.filter((_, i) => !isSolid(model, type[i]));
  const largest = ofFluids.reduce((most, scale) => (scale < Infinity ? Math.max(most, scale) : most), 0);
  return scales.map((scale, i) => (isSolid(model, type[i]) && !(scale < largest) ? largest : scale));
}

const orUndecided = (scale: number) => (Number.isNaN(scale) ? Infinity : scale);

function rootMeanSquare(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}

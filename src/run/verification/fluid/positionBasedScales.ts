import { type FluidModel, isSolid } from "../../../solvers/sph/model.ts";
import { jacobiWeight } from "../../../solvers/sph/positionBased/jacobiWeight.ts";
import { mirroredVelocities } from "../../../solvers/sph/reference/divergenceFreeViscosity.ts";
import { type FluidState, massesOf } from "../../../solvers/sph/reference/fluidState.ts";
import { fluidForces } from "../../../solvers/sph/reference/forces.ts";
import { findPairs, type PairTable } from "../../../solvers/sph/reference/neighbours.ts";
import { takesPart } from "../../../solvers/sph/reference/openBoundaries.ts";
import {
  type ConstraintFields,
  corrections,
  densityRatios,
  multipliers,
  squaredGradients,
} from "../../../solvers/sph/reference/positionBased.ts";
import { surfaceTensionAccelerations } from "../../../solvers/sph/reference/surfaceTension.ts";
import type { PositionBasedModel } from "../../../solvers/sph/reference/positionBasedSystem.ts";
import { bodyStepScales } from "./bodyScales.ts";
import { contactScales, withBodies } from "./bodyWallScales.ts";
import type { FluidStepScales } from "./fluidStepScales.ts";
import { pushScales, rateScales } from "./inheritedScales.ts";
import { kickScales, travelScales } from "./travelScales.ts";

/**
 * Scales of a step of position-based fluids that ends in a state of the reference. Each iteration leaves the errors of its sums in
 * multipliers and positions; later ones do not make them larger.
 *
 * @param duration of the step [time]
 */
export function positionBasedScales(
  model: PositionBasedModel,
  state: FluidState,
  volume: Float64Array,
  duration: number,
): FluidStepScales {
  const { iterations, relaxation } = model.scheme;
  const { type, position } = state.particles;
  const fields = { type, volume };
  const pairs = findPairs(model, position, takesPart(model, type));
  const ratios = densityRatios(model, fields, pairs);
  const squares = squaredGradients(model, fields, pairs);
  const lambda = multipliers(model, type, ratios, squares).scale;
  const shift = shiftScales(model, fields, pairs, state.pressure, lambda, duration);
  const forces = forceScales(model, state, pairs);
  const kicked = kickScales(model, state, duration).map((v, k) => v + duration * forces[k]);
  const speeds = kicked.map((v, k) =>
    isSolid(model, type[Math.floor(k / 3)]) ? v : v + shift[k] / duration,
  );
  const travel = travelScales(model, state, speeds, duration);
  const contacts = contactScales(model, state, pairs, travel, duration);
  const reaction = forces.map((size, k) => size + contacts[k] + shift[k] / duration ** 2);
  const bodies = bodyStepScales(model, state, reaction, duration);
  const inherited = rateScales(model, fields, pairs, travel);
  const stiffness = squares.value.map((sum) => jacobiWeight(model) / (sum + relaxation / model.spacing ** 2));
  const perMultiplier = model.fluids[0].referenceDensity / duration ** 2;
  return {
    position: travel,
    velocity: withBodies(model, type, speeds, bodies),
    density: state.density.map((rho, i) =>
      isSolid(model, type[i]) ? rho : (rho / ratios.value[i]) * (ratios.scale[i] + inherited[i]),
    ),
    pressure: state.pressure.map((p, i) => {
      const ofIterations = Math.sqrt(iterations) * (lambda[i] + stiffness[i] * inherited[i]);
      return Math.abs(p) + perMultiplier * ofIterations;
    }),
    bodies,
  };
}

/** Of the sum of corrections: their own terms, and what errors of multipliers make of them. (N, 3) [length] */
function shiftScales(
  model: PositionBasedModel,
  fields: ConstraintFields,
  pairs: PairTable,
  pressure: Float64Array,
  lambda: Float64Array,
  duration: number,
): Float64Array {
  const { iterations } = model.scheme;
  const masses = massesOf(model);
  const mean = pressure.map((p) => (p * duration ** 2) / model.fluids[0].referenceDensity / iterations);
  const own = corrections(model, fields, pairs, mean, duration).scale;
  const inherited = pushScales(model, fields, pairs, lambda, (i) => masses[0] / masses[fields.type[i]]);
  return own.map((size, k) => iterations * size + Math.sqrt(iterations) * inherited[k]);
}

/** Of viscosities and surface tension. (N, 3) [acceleration] */
function forceScales(model: FluidModel, { particles, density }: FluidState, pairs: PairTable): Float64Array {
  const { type, velocity } = particles;
  const mirrored = mirroredVelocities(model, type, velocity, pairs).scale;
  const fields = { type, velocity: mirrored, density, pressure: new Float64Array(type.length) };
  const forces = fluidForces(model, fields, pairs, mirrored).scale;
  const tension = surfaceTensionAccelerations(model, fields, pairs)?.scale;
  return tension ? forces.map((size, k) => size + tension[k]) : forces;
}

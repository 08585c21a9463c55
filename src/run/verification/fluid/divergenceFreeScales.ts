import { divergenceFreeNumbers } from "../../../solvers/sph/divergenceFree/divergenceFreeNumbers.ts";
import { type FluidModel, isSolid } from "../../../solvers/sph/model.ts";
import {
  diagonals,
  factorsOf,
  filledShares,
  fillRates,
  impelledVelocities,
  restDensities,
  type SolveFields,
  wallReactions,
} from "../../../solvers/sph/reference/divergenceFree.ts";
import type { Solution } from "../../../solvers/sph/reference/divergenceFreeSolve.ts";
import {
  mirroredVelocities,
  viscousAccelerations,
} from "../../../solvers/sph/reference/divergenceFreeViscosity.ts";
import { type FluidState, massesOf } from "../../../solvers/sph/reference/fluidState.ts";
import { findPairs, type PairTable } from "../../../solvers/sph/reference/neighbours.ts";
import { takesPart } from "../../../solvers/sph/reference/openBoundaries.ts";
import { surfaceTensionAccelerations } from "../../../solvers/sph/reference/surfaceTension.ts";
import { bodyStepScales } from "./bodyScales.ts";
import { contactScales, withBodies } from "./bodyWallScales.ts";
import type { FluidStepScales } from "./fluidStepScales.ts";
import { pushScales, rateScales } from "./inheritedScales.ts";
import { kickScales, travelScales } from "./travelScales.ts";

/**
 * Scales of a step of divergence-free SPH that ends in a state of the reference. Each iteration of a solve leaves the errors of its
 * sums in the impulses, and later ones do not make them larger. Of many particles and iterations errors do not line up: what a
 * pass inherits of them is the root of a sum of squares.
 *
 * @param solves of the step
 * @param duration of the step [time]
 */
export function divergenceFreeScales(
  model: FluidModel,
  state: FluidState,
  volume: Float64Array,
  solves: readonly Solution[],
  duration: number,
): FluidStepScales {
  const { type, velocity, position } = state.particles;
  const fields = { type, volume };
  const pairs = findPairs(model, position, takesPart(model, type));
  const forces = forceScales(model, fields, state, pairs);
  const kicked = kickScales(model, state, duration).map((v, k) => v + duration * forces[k]);
  const filled = filledShares(model, fields, pairs);
  const compressions = filled.scale.map((size) => (size + 1) / duration);
  const none = new Float64Array(type.length);
  const [density, divergence] = solves.map((solution, which) =>
    solveScales(model, fields, pairs, solution, kicked, which === 0 ? compressions : none),
  );
  const speeds = velocity.map((_, k) => {
    const isWall = isSolid(model, type[Math.floor(k / 3)]);
    return isWall ? kicked[k] : kicked[k] + density.velocity[k] + divergence.velocity[k];
  });
  const travel = travelScales(model, state, speeds, duration);
  const contacts = contactScales(model, state, pairs, travel, duration);
  const reaction = forces.map(
    (size, k) => size + contacts[k] + (density.reaction[k] + divergence.reaction[k]) / duration,
  );
  const bodies = bodyStepScales(model, state, reaction, duration);
  const inherited = rateScales(model, fields, pairs, travel);
  const rest = restDensities(model, type);
  const shares = filled.scale.map((size, i) => size + inherited[i]);
  return {
    position: travel,
    velocity: withBodies(model, type, speeds, bodies),
    density: shares.map((size, i) => rest[i] * size),
    pressure: state.pressure.map((p, i) => {
      const impulse = density.impulse[i] + (isSolid(model, type[i]) ? 0 : divergence.impulse[i]);
      return Math.abs(p) * (1 + 2 * shares[i]) + (filled.value[i] ** 2 * impulse) / duration;
    }),
    bodies,
  };
}

interface SolveScales {
  /** (N) [pressure·time] */
  readonly impulse: Float64Array;
  /** (N, 3), of the velocities by the impulses [velocity]. */
  readonly velocity: Float64Array;
  /** (N, 3), of the reactions on walls [velocity]. */
  readonly reaction: Float64Array;
}

function solveScales(
  model: FluidModel,
  fields: SolveFields,
  pairs: PairTable,
  { impulse, velocity, iterations }: Solution,
  kicked: Float64Array,
  sources: Float64Array,
): SolveScales {
  const { relaxation } = divergenceFreeNumbers(model);
  const factor = factorsOf(model, fields.type, diagonals(model, fields, pairs)).value;
  const pushes = impelledVelocities(model, fields, new Float64Array(kicked.length), impulse, pairs).scale;
  const rates = fillRates(model, fields, velocity, pairs).scale;
  const seen = kicked.map((v, k) => v + pushes[k]);
  const inherited = rateScales(model, fields, pairs, seen);
  const sizes = impulse.map((s, i) => {
    const ofIteration = s + relaxation * factor[i] * (rates[i] + inherited[i] + sources[i]);
    return Math.sqrt(iterations) * ofIteration;
  });
  const rest = restDensities(model, fields.type);
  const pushed = pushScales(model, fields, pairs, sizes, (i) => 1 / rest[i]);
  const reactions = wallReactions(model, fields, impulse, pairs).scale;
  const masses = massesOf(model);
  const taken = pushScales(model, fields, pairs, sizes, (i) => fields.volume[i] / masses[fields.type[i]]);
  return {
    impulse: sizes,
    velocity: pushes.map((v, k) => v + pushed[k]),
    reaction: reactions.map((v, k) => v + taken[k]),
  };
}

/** Of viscosities and surface tension. (N, 3) [acceleration] */
function forceScales(
  model: FluidModel,
  solveFields: SolveFields,
  { particles, density, pressure }: FluidState,
  pairs: PairTable,
): Float64Array {
  const { type, velocity } = particles;
  const mirrored = mirroredVelocities(model, type, velocity, pairs).scale;
  const forces = viscousAccelerations(model, solveFields, mirrored, density, pairs).scale;
  const tension = surfaceTensionAccelerations(model, { type, velocity, density, pressure }, pairs)?.scale;
  return tension ? forces.map((size, k) => size + tension[k]) : forces;
}

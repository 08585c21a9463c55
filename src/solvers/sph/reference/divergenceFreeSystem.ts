import { InputError, NumericalError } from "../../../core/failure.ts";
import { divergenceFreeNumbers, schemeOf } from "../divergenceFree/divergenceFreeNumbers.ts";
import { type FluidModel, type FluidParticles, isSolid } from "../model.ts";
import { bodyForceAt } from "./bodyForce.ts";
import { moveParticle } from "./boxSides.ts";
import {
  diagonals,
  factorsOf,
  filledShares,
  restDensities,
  type SolveFields,
  volumesOf,
  wallReactions,
} from "./divergenceFree.ts";
import { type Solution, solve } from "./divergenceFreeSolve.ts";
import { mirroredVelocities, viscousAccelerations } from "./divergenceFreeViscosity.ts";
import { createFluidState, type FluidState, massesOf } from "./fluidState.ts";
import { PairFinder, type PairTable } from "./neighbours.ts";
import { stabilityLimits } from "./timeStep.ts";

/**
 * A fluid in motion by divergence-free SPH (Bender & Koschier, IEEE Trans. Vis. Comput. Graph. 23, 1193 (2017), algorithm 1),
 * with walls at rest: kick, constant-density solve, drift, divergence solve.
 */
export class DivergenceFreeSystem {
  readonly state: FluidState;
  /** Both solves of the last step: constant density, then divergence. */
  solves: readonly Solution[] = [];
  /** Steps whose solves did not converge. */
  readonly unconverged: [number, number] = [0, 0];
  readonly #fields: SolveFields;
  readonly #finder: PairFinder;
  #pairs: PairTable;
  #filled: Float64Array;
  #factor: Float64Array;
  /** (N), p/δ² of both solves of the last step: first guesses [pressure]. */
  readonly #kept: [Float64Array, Float64Array];

  /**
   * @param particles wrapped into the box along periodic axes; copied
   * @throws InputError where walls move
   */
  constructor(
    readonly model: FluidModel,
    particles: FluidParticles,
  ) {
    schemeOf(model);
    checkWalls(model);
    this.state = createFluidState(model, particles);
    const { position, type } = this.state.particles;
    this.#finder = new PairFinder(model, particles.count, false);
    this.#pairs = this.#finder.find(position);
    this.#fields = { type, volume: volumesOf(model, type, this.#pairs) };
    this.#filled = new Float64Array(particles.count);
    this.#factor = new Float64Array(particles.count);
    this.#kept = [new Float64Array(particles.count), new Float64Array(particles.count)];
    this.#findDensities();
    this.#chooseTimeStep();
  }

  /** Goes on by one step. */
  advance(): void {
    const { model, state } = this;
    const { velocity } = state.particles;
    const duration = state.timeStep;
    const before = velocity.slice();
    state.step++;
    state.time += duration;
    const viscous = this.#viscousAccelerations();
    const force = bodyForceAt(model, state.time);
    this.#forEachFluid((i) => {
      for (let axis = 0; axis < 3; axis++)
        velocity[3 * i + axis] += duration * (viscous[3 * i + axis] + force[axis]);
    });
    const reaction = viscous.map((a) => duration * a);
    this.#solve(0, reaction);
    this.#forEachFluid((i) => {
      for (let axis = 0; axis < model.box.dimensions; axis++)
        moveParticle(model, state, i, axis, duration * velocity[3 * i + axis]);
    });
    this.#pairs = this.#finder.find(state.particles.position);
    this.#findDensities();
    this.#solve(1, reaction);
    for (let i = 0; i < state.pressure.length; i++) {
      const wall = isSolid(model, this.#fields.type[i]);
      const kept = this.#kept[0][i] + (wall ? 0 : this.#kept[1][i]);
      state.pressure[i] = this.#filled[i] ** 2 * kept;
      for (let k = 3 * i; k < 3 * i + 3; k++) {
        const change = wall ? reaction[k] : velocity[k] - before[k];
        state.acceleration[k] = change / duration;
        if (!Number.isFinite(velocity[k])) {
          const id = state.particles.id[i];
          throw new NumericalError(`particle ${id}: velocity is not finite`, state.step, id);
        }
      }
    }
    this.#chooseTimeStep();
  }

  #viscousAccelerations(): Float64Array {
    const { model, state } = this;
    const { velocity, type } = state.particles;
    if (model.viscosities.length === 0) return new Float64Array(velocity.length);
    const mirrored = mirroredVelocities(model, type, velocity, this.#pairs).value;
    return viscousAccelerations(model, this.#fields, mirrored, state.density, this.#pairs).value;
  }

  #findDensities(): void {
    const { model } = this;
    const { type } = this.#fields;
    const rest = restDensities(model, type);
    this.#filled = filledShares(model, this.#fields, this.#pairs).value;
    this.state.density.set(this.#filled.map((filled, i) => filled * rest[i]));
    this.#factor = factorsOf(model, type, diagonals(model, this.#fields, this.#pairs)).value;
  }

  #solve(which: 0 | 1, reaction: Float64Array): void {
    const { model, state } = this;
    const { type } = this.#fields;
    const scheme = schemeOf(model);
    const numbers = divergenceFreeNumbers(model);
    const { timeStep } = state;
    const isWall = (i: number) => isSolid(model, type[i]);
    const isDeficient = (i: number) => this.#filled[i] < numbers.deficientDensity;
    const factor = this.#factor.map((f, i) => (isDeficient(i) && (which === 1 || isWall(i)) ? 0 : f));
    const compression = this.#filled.map((filled, i) =>
      isWall(i) ? Math.min(filled - numbers.fullWall, 0) : filled - 1,
    );
    const source = which === 0 ? compression.map((c) => c / timeStep) : new Float64Array(factor.length);
    const guess = this.#kept[which].map((p, i) =>
      factor[i] === 0 || (which === 1 && isWall(i)) ? 0 : timeStep * p,
    );
    const { velocity } = state.particles;
    const solution = solve(model, this.#fields, { factor, source }, { velocity, guess }, this.#pairs, {
      timeStep,
      maximumError: which === 0 ? scheme.maximumDensityError : scheme.maximumDivergenceError,
      minimumIterations: numbers.minimumIterations[which],
      maximumIterations: scheme.maximumIterations,
    });
    velocity.set(solution.velocity);
    this.#kept[which].set(solution.impulse.map((s) => s / timeStep));
    const wallMass = massesOf(model)[model.fluids.length];
    const pushed = wallReactions(model, this.#fields, solution.impulse, this.#pairs, wallMass).value;
    pushed.forEach((v, k) => (reaction[k] += v));
    this.solves = which === 0 ? [solution] : [...this.solves, solution];
    if (!solution.hasConverged) this.unconverged[which]++;
  }

  /** The largest share of the spacing that a particle may go, by its speed or by the body force, and the limit of viscosities. */
  #chooseTimeStep(): void {
    const { model, state } = this;
    const { timeStepping, acceleration, spacing } = model;
    const { lowestSpeed, highestSpeed } = divergenceFreeNumbers(model);
    const { velocity } = state.particles;
    let fastest = 0;
    for (let k = 0; k < velocity.length; k += 3)
      fastest = Math.max(fastest, Math.hypot(velocity[k], velocity[k + 1], velocity[k + 2]));
    const speed = Math.min(Math.max(fastest, lowestSpeed), highestSpeed);
    const force =
      Math.hypot(...acceleration.constant) + Math.hypot(...(acceleration.oscillation?.amplitude ?? []));
    const byForce = force > 0 ? Math.sqrt(spacing / force) : Infinity;
    const { viscosity } = stabilityLimits(model, { speed, acceleration: force });
    const adaptive = timeStepping.courantNumber * Math.min(spacing / speed, byForce, viscosity);
    state.timeStep = timeStepping.timeStep ?? adaptive;
  }

  #forEachFluid(visit: (i: number) => void): void {
    const { type } = this.#fields;
    for (let i = 0; i < type.length; i++) if (!isSolid(this.model, type[i])) visit(i);
  }
}

/** @throws InputError where walls move */
function checkWalls({ solids }: FluidModel): void {
  const message = "the float64 reference of divergence-free SPH has walls at rest alone: choose a GPU engine";
  const moving = solids.filter(({ motion, body }) => motion || body);
  if (moving.length > 0)
    throw new InputError(moving.map(({ name }) => ({ path: `solids.${name}`, message })));
}

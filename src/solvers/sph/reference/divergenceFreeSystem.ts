import type { SolverDiagnostics } from "../fluidSolver.ts";
import { divergenceFreeNumbers, schemeOf } from "../divergenceFree/divergenceFreeNumbers.ts";
import { type FluidModel, type FluidParticles, isSolid } from "../model.ts";
import { bodyForceAt } from "./bodyForce.ts";
import { moveParticle } from "./boxSides.ts";
import { checkState } from "./checkState.ts";
import {
  diagonals,
  factorsOf,
  filledShares,
  latticeVolume,
  restDensities,
  type SolveFields,
  volumesOf,
  wallReactions,
} from "./divergenceFree.ts";
import { type Solution, softened, softnessesOf, solve } from "./divergenceFreeSolve.ts";
import { mirroredVelocities, viscousAccelerations } from "./divergenceFreeViscosity.ts";
import { createFluidState, type FluidState, stateBytes } from "./fluidState.ts";
import { PairFinder, type PairTable } from "./neighbours.ts";
import { exchangeParticles, takesPart } from "./openBoundaries.ts";
import { finishBodies } from "./pushBodies.ts";
import { restoreFluid, type SavedFluid, saveFluid } from "./savedFluid.ts";
import { surfaceTensionAccelerations } from "./surfaceTension.ts";
import { allowedError } from "./termSum.ts";
import { nextTimeStepBy, timeStepCriteria } from "./timeStep.ts";
import { moveWalls, setWallMotion } from "./wallMotion.ts";

/** What a machine of less precision has decided for a solve. */
export interface SolveDecision {
  readonly iterations: number;
  /** Whether a particle lacks neighbours, where rounding decides. */
  readonly isDeficient: (i: number) => boolean;
}

/** Solves of a step by their names. */
const solveNames = ["constant density", "divergence"] as const;

/**
 * A fluid in motion by divergence-free SPH (Bender & Koschier, IEEE Trans. Vis. Comput. Graph. 23, 1193 (2017), algorithm 1)
 * between walls and free bodies: kick, constant-density solve, drift, divergence solve.
 */
export class DivergenceFreeSystem {
  readonly state: FluidState;
  /** Both solves of the last step: constant density, then divergence. */
  solves: readonly Solution[] = [];
  readonly #fields: SolveFields;
  readonly #finder: PairFinder;
  #pairs: PairTable;
  #filled: Float64Array;
  #factor: Float64Array;
  /** (N), p/δ² of both solves of the last step: first guesses [pressure]. */
  readonly #kept: [Float64Array, Float64Array];

  /**
   * @param particles wrapped into the box along periodic axes; copied
   * @throws NumericalError where a number of a particle is not finite
   */
  constructor(
    readonly model: FluidModel,
    particles: FluidParticles,
  ) {
    schemeOf(model);
    this.state = createFluidState(model, particles);
    checkState(this.state);
    const { position, type } = this.state.particles;
    this.#finder = new PairFinder(model, particles.count, false);
    this.#pairs = this.#finder.find(position, takesPart(model, type));
    this.#fields = { type, volume: volumesOf(model, type, this.#pairs) };
    this.#filled = new Float64Array(particles.count);
    this.#factor = new Float64Array(particles.count);
    this.#kept = [new Float64Array(particles.count), new Float64Array(particles.count)];
    setWallMotion(model, this.state);
    finishBodies(model, this.state, this.#pairs, 0);
    this.#findDensities();
    this.#chooseTimeStep();
  }

  get memoryBytes(): number {
    const own = [this.#fields.volume, this.#filled, this.#factor, ...this.#kept];
    const bytes = own.reduce((sum, { byteLength }) => sum + byteLength, 0);
    return stateBytes(this.state) + this.#finder.memoryBytes + bytes;
  }

  /** How often neighbours were searched. */
  get neighbourSearches(): number {
    return this.#finder.searches;
  }

  get diagnostics(): SolverDiagnostics | undefined {
    if (this.solves.length === 0) return undefined;
    return this.solves.map(({ iterations, hasConverged, errors }, which) => ({
      name: solveNames[which],
      iterations,
      hasConverged,
      error: errors[iterations - 1],
    }));
  }

  save(): SavedFluid {
    const [densityPressure, divergencePressure] = this.#kept;
    return {
      ...saveFluid(this.state),
      volume: this.#fields.volume.slice(),
      densityPressure: densityPressure.slice(),
      divergencePressure: divergencePressure.slice(),
    };
  }

  /** @param saved of this model */
  restore(saved: SavedFluid): void {
    restoreFluid(this.state, saved);
    this.#fields.volume.set(saved.volume);
    this.#kept[0].set(saved.densityPressure);
    this.#kept[1].set(saved.divergencePressure);
    this.#findNeighbours();
    this.#findDensities();
  }

  /**
   * Goes on by one step; throws NumericalError where the numbers go wrong, with the state left half way.
   *
   * @param decided of both solves, for a step like that of another machine
   */
  advance(decided: readonly SolveDecision[] = []): void {
    const { model, state } = this;
    const { velocity } = state.particles;
    const duration = state.timeStep;
    const before = velocity.slice();
    state.step++;
    state.limitCounts[state.criterion]++;
    const pushed = this.#accelerations();
    const force = bodyForceAt(model, state.time + duration);
    this.#forEachFluid((i) => {
      for (let axis = 0; axis < 3; axis++)
        velocity[3 * i + axis] += duration * (pushed[3 * i + axis] + force[axis]);
    });
    const reaction = pushed.map((a) => duration * a);
    this.#solve(0, reaction, decided[0]);
    this.#move(duration, before, reaction);
    this.#findNeighbours();
    this.#findDensities();
    this.#solve(1, reaction, decided[1]);
    this.#finishStep(before, reaction);
    finishBodies(model, state, this.#pairs, duration);
    checkState(state);
    this.#chooseTimeStep();
  }

  /** Fluids drift, walls go on, and fluid comes in and leaves. */
  #move(duration: number, before: Float64Array, reaction: Float64Array): void {
    const { model, state } = this;
    const { velocity } = state.particles;
    this.#forEachFluid((i) => {
      for (let axis = 0; axis < model.box.dimensions; axis++)
        moveParticle(model, state, i, axis, duration * velocity[3 * i + axis]);
    });
    moveWalls(model, state, duration);
    state.time += duration;
    setWallMotion(model, state);
    const { volume } = this.#fields;
    exchangeParticles(model, state, duration, (front, follower) => {
      volume[follower] = volume[front];
      volume[front] = latticeVolume(model);
      // Neither has been pushed yet as what it is now.
      before.set(velocity.subarray(3 * front, 3 * front + 3), 3 * front);
      reaction.fill(0, 3 * follower, 3 * follower + 3);
      for (const kept of this.#kept) kept[front] = kept[follower] = 0;
    });
  }

  /** Pressures that gave the impulses of both solves, and accelerations over the step, of walls the reaction over their mass. */
  #finishStep(before: Float64Array, reaction: Float64Array): void {
    const { model, state } = this;
    const { velocity } = state.particles;
    for (let i = 0; i < state.pressure.length; i++) {
      const wall = isSolid(model, this.#fields.type[i]);
      const kept = this.#kept[0][i] + (wall ? 0 : this.#kept[1][i]);
      state.pressure[i] = this.#filled[i] ** 2 * kept;
      for (let k = 3 * i; k < 3 * i + 3; k++)
        state.acceleration[k] = (wall ? reaction[k] : velocity[k] - before[k]) / state.timeStep;
    }
  }

  /** By viscosities and surface tension, of walls the reaction over their mass. */
  #accelerations(): Float64Array {
    const { model, state } = this;
    const { density, pressure } = state;
    const { velocity, type } = state.particles;
    const mirrored = mirroredVelocities(model, type, velocity, this.#pairs).value;
    const { value } = viscousAccelerations(model, this.#fields, mirrored, density, this.#pairs);
    const fields = { type, velocity, density, pressure };
    const tension = surfaceTensionAccelerations(model, fields, this.#pairs)?.value;
    return tension ? value.map((a, k) => a + tension[k]) : value;
  }

  #findNeighbours(): void {
    const { position, type } = this.state.particles;
    this.#pairs = this.#finder.find(position, takesPart(this.model, type));
  }

  #findDensities(): void {
    const { model } = this;
    const { type } = this.#fields;
    const rest = restDensities(model, type);
    this.#filled = filledShares(model, this.#fields, this.#pairs).value;
    this.state.density.set(this.#filled.map((filled, i) => filled * rest[i]));
    this.#factor = factorsOf(model, type, diagonals(model, this.#fields, this.#pairs)).value;
  }

  #solve(which: 0 | 1, reaction: Float64Array, decided?: SolveDecision): void {
    const { model, state } = this;
    const { type } = this.#fields;
    const scheme = schemeOf(model);
    const numbers = divergenceFreeNumbers(model);
    const { timeStep } = state;
    const isWall = (i: number) => isSolid(model, type[i]);
    const isDeficient = (i: number) => {
      const excess = this.#filled[i] - numbers.deficientDensity;
      return decided && Math.abs(excess) < 4 * allowedError ? decided.isDeficient(i) : excess < 0;
    };
    const softness = softnessesOf(model, type, timeStep).map((value) => (which === 0 ? value : 0));
    const factor = this.#factor.map((f, i) =>
      isDeficient(i) && (which === 1 || isWall(i)) ? 0 : softened(f, softness[i]),
    );
    const compression = this.#filled.map((filled, i) =>
      isWall(i) ? Math.min(filled - numbers.fullWall, 0) : filled - 1,
    );
    const source = compression.map((c) => (which === 0 ? c / timeStep : 0));
    const guess = this.#kept[which].map((p, i) =>
      factor[i] === 0 || (which === 1 && isWall(i)) ? 0 : timeStep * p,
    );
    const { velocity } = state.particles;
    const start = { velocity: withoutBelts(model, type, velocity), guess };
    const equations = { factor, source, softness };
    const solution = solve(model, this.#fields, equations, start, this.#pairs, {
      timeStep,
      maximumError: which === 0 ? scheme.maximumDensityError : scheme.maximumDivergenceError,
      minimumIterations: numbers.minimumIterations[which],
      maximumIterations: scheme.maximumIterations,
      iterations: decided?.iterations,
    });
    this.#forEachFluid((i) => velocity.set(solution.velocity.subarray(3 * i, 3 * i + 3), 3 * i));
    this.#kept[which].set(solution.impulse.map((s) => s / timeStep));
    const pushed = wallReactions(model, this.#fields, solution.impulse, this.#pairs).value;
    pushed.forEach((v, k) => (reaction[k] += v));
    this.solves = which === 0 ? [solution] : [...this.solves, solution];
  }

  /** The largest share of the spacing that a particle may go, by its speed or by the body force, and the constant limits. */
  #chooseTimeStep(): void {
    const { model, state } = this;
    const { acceleration, spacing } = model;
    const { lowestSpeed, highestSpeed } = divergenceFreeNumbers(model);
    const { velocity } = state.particles;
    let fastest = 0;
    for (let k = 0; k < velocity.length; k += 3)
      fastest = Math.max(fastest, Math.hypot(velocity[k], velocity[k + 1], velocity[k + 2]));
    const speed = Math.min(Math.max(fastest, lowestSpeed), highestSpeed);
    const force =
      Math.hypot(...acceleration.constant) + Math.hypot(...(acceleration.oscillation?.amplitude ?? []));
    const { timeStep, criterion } = nextTimeStepBy(model, {
      sound: spacing / speed,
      acceleration: force > 0 ? Math.sqrt(spacing / force) : Infinity,
    });
    state.timeStep = timeStep;
    state.criterion = timeStepCriteria.indexOf(criterion);
  }

  #forEachFluid(visit: (i: number) => void): void {
    const { type } = this.#fields;
    for (let i = 0; i < type.length; i++) if (!isSolid(this.model, type[i])) visit(i);
  }
}

/** Velocities as densities see them: the particles of a belt, which slides in its own plane, stay where they are. */
function withoutBelts(
  { fluids, solids }: FluidModel,
  type: Uint32Array,
  velocity: Float64Array,
): Float64Array {
  const isBelt = (material: number) => solids[material - fluids.length]?.motion?.kind === "sliding";
  return velocity.map((v, k) => (isBelt(type[Math.floor(k / 3)]) ? 0 : v));
}

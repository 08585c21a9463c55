import { type FluidModel, type FluidParticles, isSolid } from "../model.ts";
import { displacements, driftRecords, transportDeviation } from "./advection.ts";
import { actingState } from "./actingState.ts";
import { bodyForceAt } from "./bodyForce.ts";
import { moveParticle } from "./boxSides.ts";
import { checkDensities, checkState } from "./checkState.ts";
import { createFluidState, type FluidFields, type FluidState, stateBytes } from "./fluidState.ts";
import { fluidForces } from "./forces.ts";
import { PairFinder } from "./neighbours.ts";
import { exchangeParticles, takesPart } from "./openBoundaries.ts";
import { equationPressures } from "./pressure.ts";
import { finishBodies } from "./pushBodies.ts";
import { pressureReferences, refersPressure } from "./pressureReference.ts";
import { type SavedFluid, restoreFluid, saveFluid } from "./savedFluid.ts";
import { advancedQuantity, stateRates } from "./stateRates.ts";
import { surfaceTensionAccelerations } from "./surfaceTension.ts";
import { type Extremes, nextTimeStep, timeStepCriteria } from "./timeStep.ts";
import { moveWalls, setWallMotion } from "./wallMotion.ts";
import { extrapolateWalls } from "./walls.ts";

/**
 * A weakly compressible fluid in motion. Positions and velocities go by kick, drift, kick; a density or pressure that the scheme
 * advances goes from the end of one step to that of the next by its rate at the velocities between. Forces take the pressure
 * predicted for the end of the step (stateRates.ts).
 */
export class FluidSystem {
  readonly state: FluidState;
  readonly #finder: PairFinder;

  /**
   * @param particles wrapped into the box along periodic axes; copied
   * @throws NumericalError where a number of a particle is not finite or its density not positive
   */
  constructor(
    readonly model: FluidModel,
    particles: FluidParticles,
  ) {
    this.state = createFluidState(model, particles);
    this.#finder = new PairFinder(model, particles.count, false);
    checkState(this.state);
    // Entropic damping goes on from the pressures of the densities given.
    this.state.pressure.set(equationPressures(model, this.state.particles.type, this.state.density).value);
    this.#evaluate(0);
    // Before the first step there is no earlier rate to extrapolate from.
    this.state.earlierRate.set(this.state.rate);
    checkState(this.state);
    this.#chooseTimeStep();
  }

  get memoryBytes(): number {
    return stateBytes(this.state) + this.#finder.memoryBytes;
  }

  /** How often neighbours were searched. */
  get neighbourSearches(): number {
    return this.#finder.searches;
  }

  /** Goes on by one step; throws NumericalError where the numbers go wrong, with the state left half way. */
  advance(): void {
    const { model, state } = this;
    const duration = state.timeStep;
    state.step++;
    state.limitCounts[state.criterion]++;
    this.#kick(duration / 2);
    this.#drift(duration);
    moveWalls(model, state, duration);
    state.time += duration;
    exchangeParticles(model, state, duration);
    this.#evaluate(duration);
    this.#kick(duration / 2);
    checkState(state);
    this.#chooseTimeStep();
  }

  save(): SavedFluid {
    return saveFluid(this.state);
  }

  /** @param saved of this model */
  restore(saved: SavedFluid): void {
    restoreFluid(this.state, saved);
  }

  /** v ← v + duration · a of fluids. */
  #kick(duration: number): void {
    const { particles, acceleration } = this.state;
    for (const i of this.#fluidParticles()) {
      for (let k = 3 * i; k < 3 * i + 3; k++) particles.velocity[k] += duration * acceleration[k];
    }
  }

  #drift(duration: number): void {
    const { model, state } = this;
    const distances = displacements(model, this.#fields, state.drift, duration);
    for (const i of this.#fluidParticles()) {
      for (let axis = 0; axis < model.box.dimensions; axis++) {
        moveParticle(model, state, i, axis, distances[3 * i + axis]);
      }
    }
  }

  /** Walls, bodies, accelerations, rates, the drift record, and the densities and pressures of the end of the step that was taken. */
  #evaluate(duration: number): void {
    const { model, state } = this;
    const { type, velocity, position } = state.particles;
    const wallAcceleration = setWallMotion(model, state);
    const bodyForce = bodyForceAt(model, state.time);
    const pairs = this.#finder.find(position, takesPart(model, type));
    const acting = { type, velocity, ...actingState(model, state, pairs, duration) };
    const walls = extrapolateWalls(model, acting, pairs, wallAcceleration, bodyForce);
    // Where densities are advanced, those of walls are of the start of the step as well.
    const seen = {
      ...acting,
      density: advancedQuantity(model) === "density" ? acting.density : walls.density.value,
      pressure: walls.pressure.value,
    };
    const reference = refersPressure(model)
      ? pressureReferences(model, this.#fields, pairs).value
      : undefined;
    const deviation = transportDeviation(model, state.drift, duration);
    const { mirroredVelocity } = walls;
    const forces = fluidForces(model, seen, pairs, mirroredVelocity.value, deviation, reference);
    state.acceleration.set(forces.value);
    const tension = surfaceTensionAccelerations(model, seen, pairs)?.value;
    tension?.forEach((a, k) => (state.acceleration[k] += a));
    for (const i of this.#fluidParticles()) {
      for (let axis = 0; axis < 3; axis++) state.acceleration[3 * i + axis] += bodyForce[axis];
    }
    state.drift.set(driftRecords(model, seen, pairs).value);
    state.earlierRate.set(state.rate);
    state.rate.set(stateRates(model, { ...this.#fields, density: seen.density }, pairs, bodyForce).value);
    this.#finishState(duration, seen.pressure, walls.density.value);
    finishBodies(model, state, pairs, duration);
  }

  /**
   * Fluids: what the scheme advances goes on by its rate, the rest follows. Walls have what was extrapolated to them.
   *
   * @param pressure those of walls, and of fluids that sum their densities
   * @param density likewise
   */
  #finishState(duration: number, pressure: Float64Array, density: Float64Array): void {
    const { model, state } = this;
    const { type } = state.particles;
    const quantity = advancedQuantity(model);
    const start = quantity && state[quantity].slice();
    state.pressure.set(pressure);
    state.density.set(density);
    if (!quantity || !start) return;
    for (const i of this.#fluidParticles()) state[quantity][i] = start[i] + duration * state.rate[i];
    checkDensities(state);
    if (quantity === "pressure") return;
    const pressures = equationPressures(model, type, state.density).value;
    for (const i of this.#fluidParticles()) state.pressure[i] = pressures[i];
  }

  #chooseTimeStep(): void {
    const { timeStep, criterion } = nextTimeStep(this.model, this.#extremes());
    this.state.timeStep = timeStep;
    this.state.criterion = timeStepCriteria.indexOf(criterion);
  }

  #extremes(): Extremes {
    const { particles, acceleration } = this.state;
    let [speed, strongest] = [0, 0];
    const length = (values: Float64Array, i: number) =>
      Math.hypot(values[3 * i], values[3 * i + 1], values[3 * i + 2]);
    for (const i of this.#fluidParticles()) {
      speed = Math.max(speed, length(particles.velocity, i));
      strongest = Math.max(strongest, length(acceleration, i));
    }
    return { speed, acceleration: strongest };
  }

  get #fields(): FluidFields {
    const { particles, density, pressure } = this.state;
    return { type: particles.type, velocity: particles.velocity, density, pressure };
  }

  *#fluidParticles(): Generator<number> {
    const { type } = this.state.particles;
    for (let i = 0; i < type.length; i++) if (!isSolid(this.model, type[i])) yield i;
  }
}

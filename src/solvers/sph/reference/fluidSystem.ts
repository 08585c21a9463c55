import type { Vector3 } from "../../../core/vector.ts";
import { densityDiffusionOf } from "../densityDiffusions/index.ts";
import { type FluidModel, type FluidParticles, isSolid } from "../model.ts";
import { displacements, driftRecords, transportDeviation } from "./advection.ts";
import { bodyForceAt } from "./bodyForce.ts";
import { moveParticle } from "./boxSides.ts";
import { checkDensities, checkState } from "./checkState.ts";
import { continuityRates, dampedPressureRates, summedDensities } from "./density.ts";
import { densityGradients } from "./densityGradient.ts";
import { createFluidState, type FluidFields, type FluidState, stateBytes } from "./fluidState.ts";
import { fluidForces } from "./forces.ts";
import { PairFinder, type PairTable } from "./neighbours.ts";
import { exchangeParticles, takesPart } from "./openBoundaries.ts";
import { equationPressures } from "./pressure.ts";
import { pressureReferences, refersPressure } from "./pressureReference.ts";
import { type SavedFluid, restoreFluid, saveFluid } from "./savedFluid.ts";
import { advanced } from "./termSum.ts";
import { checkSolids } from "./supportedSolids.ts";
import { surfaceTensionAccelerations } from "./surfaceTension.ts";
import { type Extremes, nextTimeStep, timeStepCriteria } from "./timeStep.ts";
import { moveWalls, setWallMotion } from "./wallMotion.ts";
import { extrapolateWalls } from "./walls.ts";

/** A weakly compressible fluid in motion, advanced by kick, drift, kick. */
export class FluidSystem {
  readonly state: FluidState;
  readonly #finder: PairFinder;

  /**
   * @param particles wrapped into the box along periodic axes; copied
   * @throws InputError where the reference has no such solid
   * @throws NumericalError where a number of a particle is not finite or its density not positive
   */
  constructor(
    readonly model: FluidModel,
    particles: FluidParticles,
  ) {
    checkSolids(model);
    this.state = createFluidState(model, particles);
    this.#finder = new PairFinder(model, particles.count, false);
    checkState(this.state);
    // Entropic damping goes on from the pressures of the densities given.
    this.state.pressure.set(equationPressures(model, this.state.particles.type, this.state.density).value);
    this.#evaluate(0);
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

  /** Densities, pressures, walls, accelerations and the drift record at the present positions and time. */
  #evaluate(duration: number): void {
    const { model, state } = this;
    const wallAcceleration = setWallMotion(model, state);
    const bodyForce = bodyForceAt(model, state.time);
    const pairs = this.#finder.find(state.particles.position, takesPart(model, state.particles.type));
    this.#updateDensity(duration, pairs, bodyForce);
    const reference = refersPressure(model)
      ? pressureReferences(model, this.#fields, pairs).value
      : undefined;
    this.#updatePressure(duration, pairs);
    checkDensities(state);
    const walls = extrapolateWalls(model, this.#fields, pairs, wallAcceleration, bodyForce);
    state.pressure.set(walls.pressure.value);
    state.density.set(walls.density.value);
    checkDensities(state);
    const deviation = transportDeviation(model, state.drift, duration);
    const { mirroredVelocity } = walls;
    const forces = fluidForces(model, this.#fields, pairs, mirroredVelocity.value, deviation, reference);
    state.acceleration.set(forces.value);
    const tension = surfaceTensionAccelerations(model, this.#fields, pairs)?.value;
    tension?.forEach((a, k) => (state.acceleration[k] += a));
    for (const i of this.#fluidParticles()) {
      for (let axis = 0; axis < 3; axis++) state.acceleration[3 * i + axis] += bodyForce[axis];
    }
    state.drift.set(driftRecords(model, this.#fields, pairs).value);
  }

  #updateDensity(duration: number, pairs: PairTable, bodyForce: Vector3): void {
    const { model, state } = this;
    const { scheme } = model;
    if (scheme.kind === "weakly-compressible" && scheme.density === "continuity") {
      const { diffusion } = densityDiffusionOf(scheme.densityDiffusion);
      const gradients = diffusion.needsGradient && densityGradients(model, this.#fields, pairs).value;
      const rates = continuityRates(model, this.#fields, pairs, bodyForce, gradients || undefined);
      state.density.set(advanced(state.density, rates, duration).value);
    } else {
      const densities = summedDensities(model, state.particles.type, pairs);
      for (const i of this.#fluidParticles()) state.density[i] = densities.value[i];
    }
  }

  #updatePressure(duration: number, pairs: PairTable): void {
    const { model, state } = this;
    if (model.scheme.kind === "entropically-damped") {
      const rates = dampedPressureRates(model, this.#fields, pairs);
      state.pressure.set(advanced(state.pressure, rates, duration).value);
    } else {
      const pressures = equationPressures(model, state.particles.type, state.density);
      for (const i of this.#fluidParticles()) state.pressure[i] = pressures.value[i];
    }
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

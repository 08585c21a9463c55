import { equationMaterial } from "../equationMaterial.ts";
import { fillingVolume } from "../latticeSum.ts";
import { type FluidModel, type FluidParticles, isSolid } from "../model.ts";
import type { SchemeOf } from "../parameters/schemeParameters.ts";
import { bodyForceAt } from "./bodyForce.ts";
import { moveParticle } from "./boxSides.ts";
import { checkState } from "./checkState.ts";
import { mirroredVelocities } from "./divergenceFreeViscosity.ts";
import { createFluidState, type FluidState, stateBytes } from "./fluidState.ts";
import { fluidForces } from "./forces.ts";
import { PairFinder, type PairTable } from "./neighbours.ts";
import { exchangeParticles, takesPart } from "./openBoundaries.ts";
import {
  constraintPressures,
  corrections,
  densityRatios,
  multipliers,
  restVolumes,
  squaredGradients,
} from "./positionBased.ts";
import { finishBodies } from "./pushBodies.ts";
import { restoreFluid, type SavedFluid, saveFluid } from "./savedFluid.ts";
import { nextTimeStepBy, timeStepCriteria } from "./timeStep.ts";
import { surfaceTensionAccelerations } from "./surfaceTension.ts";
import { moveWalls, setWallMotion } from "./wallMotion.ts";

export type PositionBasedModel = FluidModel & { readonly scheme: SchemeOf<"position-based"> };

/** A position-based fluid between walls and free bodies (Macklin & Müller, ACM Trans. Graph. 32, 104 (2013), algorithm 1). */
export class PositionBasedSystem {
  readonly state: FluidState;
  readonly volume: Float64Array;
  readonly #finder: PairFinder;

  /**
   * @param particles wrapped into the box along periodic axes; copied
   * @throws NumericalError where a number of a particle is not finite
   */
  constructor(
    readonly model: PositionBasedModel,
    particles: FluidParticles,
  ) {
    this.state = createFluidState(model, particles);
    checkState(this.state);
    this.#finder = new PairFinder(model, particles.count, false);
    this.volume = restVolumes(model, this.state.particles);
    this.#evaluate(0, new Float64Array(3 * particles.count), new Float64Array(particles.count));
    this.#chooseTimeStep();
  }

  get memoryBytes(): number {
    return stateBytes(this.state) + this.volume.byteLength + this.#finder.memoryBytes;
  }

  /** How often neighbours were searched. */
  get neighbourSearches(): number {
    return this.#finder.searches;
  }

  save(): SavedFluid {
    return { ...saveFluid(this.state), volume: this.volume.slice() };
  }

  /** @param saved of this model */
  restore(saved: SavedFluid): void {
    restoreFluid(this.state, saved);
    this.volume.set(saved.volume);
  }

  /** Goes on by one step; throws NumericalError where the numbers go wrong, with the state left half way. */
  advance(): void {
    const { model, state } = this;
    const { position, velocity, type } = state.particles;
    const { timeStep } = state;
    const fields = { type, volume: this.volume };
    state.step++;
    state.limitCounts[state.criterion]++;
    moveWalls(model, state, timeStep);
    state.time += timeStep;
    const bodyForce = bodyForceAt(model, state.time);
    for (const i of this.#fluids) for (let a = 0; a < 3; a++) velocity[3 * i + a] += timeStep * bodyForce[a];
    const shift = new Float64Array(position.length);
    const sum = new Float64Array(type.length);
    this.#move(
      velocity.map((v) => timeStep * v),
      shift,
    );
    exchangeParticles(model, state, timeStep, (front, follower) => {
      this.volume[follower] = this.volume[front];
      this.volume[front] = fillingVolume(model);
    });
    for (let iteration = 0; iteration < model.scheme.iterations; iteration++) {
      const pairs = this.#pairs();
      const ratios = densityRatios(model, fields, pairs);
      const lambda = multipliers(model, type, ratios, squaredGradients(model, fields, pairs)).value;
      const moved = corrections(model, fields, pairs, lambda, timeStep).value;
      moved.forEach((d, k) => (shift[k] += d));
      lambda.forEach((value, i) => (sum[i] += value));
      this.#move(moved, shift);
    }
    for (const i of this.#fluids) for (let k = 3 * i; k < 3 * i + 3; k++) velocity[k] += shift[k] / timeStep;
    this.#evaluate(timeStep, shift, sum);
    checkState(state);
    this.#chooseTimeStep();
  }

  /** Moves fluids; where a reflecting side mirrors one, its velocity and the way of its step turn round. */
  #move(distance: Float64Array, shift: Float64Array): void {
    const { model, state } = this;
    const { velocity } = state.particles;
    // moveParticle turns round the signs in place of velocities.
    const sign = new Float64Array(velocity.length).fill(1);
    const moving = { ...state, particles: { ...state.particles, velocity: sign } };
    for (const i of this.#fluids) {
      for (let axis = 0; axis < model.box.dimensions; axis++) {
        const k = 3 * i + axis;
        moveParticle(model, moving, i, axis, distance[k]);
        velocity[k] *= sign[k];
        shift[k] *= sign[k];
      }
    }
  }

  /** Densities, pressures, and what viscosities and surface tension do at the end of a step; whole accelerations. */
  #evaluate(timeStep: number, shift: Float64Array, sum: Float64Array): void {
    const { model, state } = this;
    const { velocity, type } = state.particles;
    setWallMotion(model, state);
    const pairs = this.#pairs();
    const ratios = densityRatios(model, { type, volume: this.volume }, pairs).value;
    type.forEach((material, i) => {
      const { referenceDensity } = equationMaterial(model, material);
      state.density[i] = isSolid(model, material) ? referenceDensity : referenceDensity * ratios[i];
    });
    state.pressure.set(constraintPressures(model, sum, timeStep));
    const pushed = this.#accelerations(pairs);
    const bodyForce = bodyForceAt(model, state.time);
    pushed.forEach((a, k) => {
      const ofFluid = isSolid(model, type[Math.floor(k / 3)]) ? 0 : bodyForce[k % 3];
      state.acceleration[k] = a + ofFluid + (timeStep > 0 ? shift[k] / timeStep ** 2 : 0);
    });
    for (const i of this.#fluids) for (let k = 3 * i; k < 3 * i + 3; k++) velocity[k] += timeStep * pushed[k];
    finishBodies(model, state, pairs, timeStep);
  }

  /** By viscosities and surface tension, of walls the reaction over their mass. (N, 3) [acceleration] */
  #accelerations(pairs: PairTable): Float64Array {
    const { model, state } = this;
    const { velocity, type } = state.particles;
    const withoutPressure = {
      type,
      velocity,
      density: state.density,
      pressure: new Float64Array(type.length),
    };
    const mirrored = mirroredVelocities(model, type, velocity, pairs).value;
    const { value } = fluidForces(model, withoutPressure, pairs, mirrored);
    const tension = surfaceTensionAccelerations(model, withoutPressure, pairs)?.value;
    return tension ? value.map((a, k) => a + tension[k]) : value;
  }

  /** Δt = courantNumber · min(dx/max(|v|, expected speed), √(h/max(|a|, |g|)), constant limits), or the fixed step. */
  #chooseTimeStep(): void {
    const { model, state } = this;
    const { acceleration: body, spacing, expectedSpeed, smoothingLength } = model;
    const fluids = this.#fluids;
    const largest = (values: Float64Array) =>
      fluids.reduce((most, i) => Math.max(most, Math.hypot(...values.subarray(3 * i, 3 * i + 3))), 0);
    const strongest = Math.hypot(...body.constant) + Math.hypot(...(body.oscillation?.amplitude ?? []));
    const { timeStep, criterion } = nextTimeStepBy(model, {
      sound: spacing / Math.max(largest(state.particles.velocity), expectedSpeed),
      acceleration: Math.sqrt(smoothingLength / Math.max(largest(state.acceleration), strongest)),
    });
    state.timeStep = timeStep;
    state.criterion = timeStepCriteria.indexOf(criterion);
  }

  #pairs(): PairTable {
    const { position, type } = this.state.particles;
    return this.#finder.find(position, takesPart(this.model, type));
  }

  /** Indices of fluid particles; which they are changes where fluid comes in and leaves. */
  get #fluids(): readonly number[] {
    const { type } = this.state.particles;
    return [...type.keys()].filter((i) => !isSolid(this.model, type[i]));
  }
}

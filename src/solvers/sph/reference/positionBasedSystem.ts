import { type FluidModel, type FluidParticles, isSolid } from "../model.ts";
import type { SchemeOf } from "../parameters/schemeParameters.ts";
import { bodyForceAt } from "./bodyForce.ts";
import { moveParticle } from "./boxSides.ts";
import { checkState } from "./checkState.ts";
import { createFluidState, type FluidState } from "./fluidState.ts";
import { fluidForces } from "./forces.ts";
import { PairFinder, type PairTable } from "./neighbours.ts";
import {
  constraintPressures,
  corrections,
  densityRatios,
  multipliers,
  restVolumes,
  squaredGradients,
} from "./positionBased.ts";
import { moveWalls, setWallMotion } from "./wallMotion.ts";
import { stabilityLimits } from "./timeStep.ts";

/** A position-based fluid between walls at rest or with prescribed motions (Macklin & Müller, ACM Trans. Graph. 32, 104 (2013), algorithm 1). */
export class PositionBasedSystem {
  readonly state: FluidState;
  readonly volume: Float64Array;
  readonly #finder: PairFinder;
  readonly #fluids: readonly number[];

  /** @param particles wrapped into the box along periodic axes; copied */
  constructor(
    readonly model: FluidModel & { readonly scheme: SchemeOf<"position-based"> },
    particles: FluidParticles,
  ) {
    this.state = createFluidState(model, particles);
    const { type } = this.state.particles;
    this.#finder = new PairFinder(model, particles.count, false);
    this.#fluids = [...type.keys()].filter((i) => !isSolid(model, type[i]));
    this.volume = restVolumes(model, this.state.particles);
    this.#evaluate(0, new Float64Array(3 * particles.count), new Float64Array(particles.count));
    this.#chooseTimeStep();
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
    for (let iteration = 0; iteration < model.scheme.iterations; iteration++) {
      const pairs = this.#finder.find(position);
      const ratios = densityRatios(model, fields, pairs);
      const lambda = multipliers(model, type, ratios, squaredGradients(model, fields, pairs)).value;
      const moved = corrections(model, fields, pairs, lambda).value;
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

  /** Densities, pressures, and what viscosities do at the end of a step; whole accelerations. */
  #evaluate(timeStep: number, shift: Float64Array, sum: Float64Array): void {
    const { model, state } = this;
    const { position, velocity, type } = state.particles;
    setWallMotion(model, state);
    const pairs = this.#finder.find(position);
    const ratios = densityRatios(model, { type, volume: this.volume }, pairs).value;
    type.forEach((material, i) => {
      const fluid = model.fluids[material];
      state.density[i] = fluid ? fluid.referenceDensity * ratios[i] : model.fluids[0].referenceDensity;
    });
    state.pressure.set(constraintPressures(model, sum, timeStep));
    const viscous = this.#viscousAccelerations(pairs);
    const bodyForce = bodyForceAt(model, state.time);
    viscous.forEach((a, k) => {
      const ofFluid = isSolid(model, type[Math.floor(k / 3)]) ? 0 : bodyForce[k % 3];
      state.acceleration[k] = a + ofFluid + (timeStep > 0 ? shift[k] / timeStep ** 2 : 0);
    });
    for (const i of this.#fluids)
      for (let k = 3 * i; k < 3 * i + 3; k++) velocity[k] += timeStep * viscous[k];
  }

  /** Of fluids, and of walls the reaction over their mass. (N, 3) [acceleration] */
  #viscousAccelerations(pairs: PairTable): Float64Array {
    const { model, state } = this;
    const { velocity, type } = state.particles;
    const withoutPressure = {
      type,
      velocity,
      density: state.density,
      pressure: new Float64Array(type.length),
    };
    return fluidForces(model, withoutPressure, pairs, mirroredVelocities(model, state, pairs)).value;
  }

  /** Δt = courantNumber · min(dx/max(|v|, expected speed), √(h/max(|a|, |g|)), viscous limit), or the fixed step. */
  #chooseTimeStep(): void {
    const { model, state } = this;
    const { acceleration: body, spacing, expectedSpeed, smoothingLength, timeStepping } = model;
    const largest = (values: Float64Array) =>
      this.#fluids.reduce((most, i) => Math.max(most, Math.hypot(...values.subarray(3 * i, 3 * i + 3))), 0);
    const strongest = Math.hypot(...body.constant) + Math.hypot(...(body.oscillation?.amplitude ?? []));
    const limits = [
      spacing / Math.max(largest(state.particles.velocity), expectedSpeed),
      Math.sqrt(smoothingLength / Math.max(largest(state.acceleration), strongest)),
      stabilityLimits(model, { speed: 0, acceleration: 0 }).viscosity,
    ];
    const shortest = Math.min(...limits);
    state.timeStep = timeStepping.timeStep ?? timeStepping.courantNumber * shortest;
    state.criterion = timeStepping.timeStep === undefined ? 1 + limits.indexOf(shortest) : 0;
  }
}

/** u_w = 2 v_w − Σ v_f W/ΣW over fluids, v_w where there are none; of fluids their own (Adami, Hu & Adams 2012, eqs. 22–23). */
function mirroredVelocities(model: FluidModel, { particles }: FluidState, pairs: PairTable): Float64Array {
  const { type, velocity } = particles;
  const weight = new Float64Array(type.length);
  const sum = new Float64Array(velocity.length);
  const add = (wall: number, fluid: number, w: number) => {
    weight[wall] += w;
    for (let axis = 0; axis < 3; axis++) sum[3 * wall + axis] += w * velocity[3 * fluid + axis];
  };
  for (let k = 0; k < pairs.count; k++) {
    const [i, j] = [pairs.first[k], pairs.second[k]];
    if (isSolid(model, type[i]) === isSolid(model, type[j])) continue;
    if (isSolid(model, type[i])) add(i, j, pairs.value[k]);
    else add(j, i, pairs.value[k]);
  }
  return velocity.map((v, k) => {
    const i = Math.floor(k / 3);
    return weight[i] > 0 ? 2 * v - sum[k] / weight[i] : v;
  });
}

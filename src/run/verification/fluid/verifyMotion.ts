import { positionCode } from "../../../core/fixedPoint.ts";
import type { Particles } from "../../../core/particles.ts";
import { type FluidModel, isSolid } from "../../../solvers/sph/model.ts";
import { displacements, transportDeviation } from "../../../solvers/sph/reference/advection.ts";
import { bodyForceAt } from "../../../solvers/sph/reference/bodyForce.ts";
import { moveParticle } from "../../../solvers/sph/reference/boxSides.ts";
import { type FluidState, vectorOf } from "../../../solvers/sph/reference/fluidState.ts";
import { exchangeParticles } from "../../../solvers/sph/reference/openBoundaries.ts";
import { advancedQuantity, predictedPressures } from "../../../solvers/sph/reference/stateRates.ts";
import { moveWalls, setWallMotion } from "../../../solvers/sph/reference/wallMotion.ts";
import { roundingRow, roundingTolerance, roundingUnit, type VerificationRow } from "../verificationRow.ts";
import type { DeviceFields } from "./deviceFields.ts";
import { fluidStateOf, timeOf } from "./fluidStateOf.ts";
import { rowsOf } from "./rowsOf.ts";
import { verifyAdvancedState } from "./verifyDensity.ts";
import { wallScales } from "./wallScales.ts";

/** The clock and the body force at the step's end. */
export function verifyClock(model: FluidModel, before: DeviceFields, after: DeviceFields): VerificationRow[] {
  const { constant, oscillation } = model.acceleration;
  const duration = before.clock.nextTimeStep;
  const time = timeOf(before) + duration;
  const cycles = oscillation ? Math.abs(oscillation.frequency * time) + Math.abs(oscillation.phase) : 0;
  const swinging = vectorOf(oscillation?.amplitude);
  const scale = vectorOf(constant).map(
    (g, axis) => Math.abs(g) + (1 + 2 * Math.PI * cycles) * Math.abs(swinging[axis]),
  );
  return [
    roundingRow("beginStep", "time", [timeOf(after)], [time], [duration]),
    roundingRow("beginStep", "body force", after.clock.bodyForce, bodyForceAt(model, time), scale),
  ];
}

/** Half a kick and the drift of fluids, where solids have gone, and what has come in and left. */
export function verifyFirstHalf(
  model: FluidModel,
  before: DeviceFields,
  after: DeviceFields,
): VerificationRow[] {
  const duration = before.clock.nextTimeStep;
  const state = fluidStateOf(before);
  const { velocityScale, travelScale, deviation } = moveFluids(model, state, duration);
  moveWalls(model, state, duration);
  exchangeParticles(
    model,
    Object.assign(state, { step: state.step + 1, time: state.time + duration }),
    duration,
  );
  const { particles } = state;
  const { type } = particles;
  const unit = unitScale(model);
  const solids = wallScales(model, before, duration);
  const place = {
    value: unwrapped(model, particles),
    scale: travelScale.map((travel, k) => {
      const i = Math.floor(k / 3);
      if (!isSolid(model, type[i])) return travel + unit;
      return unit + solids[type[i]].displacement;
    }),
  };
  const measured = unwrapped(model, after.particles);
  const [ofFluids, ofWalls] = [rowsOf(model, type, "fluids"), rowsOf(model, type, "walls")];
  const kicked = { value: particles.velocity, scale: velocityScale };
  const rows = [
    ofFluids("integrateFirst", "velocities at half a step", after.velocity, kicked),
    ofFluids("integrateFirst", "positions", measured, place),
  ];
  if (model.solids.length > 0) rows.push(ofWalls("integrateFirst", "positions", measured, place));
  if (deviation) {
    const expected = { value: deviation, scale: deviation.map(Math.abs) };
    rows.push(ofFluids("integrateFirst", "transport velocities", after.shownVelocity, expected));
  }
  if (advancedQuantity(model)) {
    const fields = { ...state, type, density: before.kept, pressure: before.kept };
    const { pressure } = predictedPressures(model, fields, duration);
    rows.push(ofFluids("integrateFirst", "predicted pressures", after.actingPressure, pressure));
  }
  return rows;
}

/** Moves the fluids of a state; returns the scales of velocities and of distances. */
function moveFluids(model: FluidModel, state: FluidState, duration: number) {
  const { particles, acceleration, drift } = state;
  const { type, velocity } = particles;
  const velocityScale = velocity.map((v, k) => Math.abs(v) + (duration / 2) * Math.abs(acceleration[k]));
  const fluids = [...type.keys()].filter((i) => !isSolid(model, type[i]));
  for (const i of fluids) {
    for (let k = 3 * i; k < 3 * i + 3; k++) velocity[k] += (duration / 2) * acceleration[k];
  }
  const distances = displacements(model, { type, velocity }, drift, duration);
  const travelScale = distances.map((distance, k) => {
    const first = 3 * Math.floor(k / 3);
    const speed = Math.hypot(velocity[first], velocity[first + 1], velocity[first + 2]);
    const rough = velocityScale[first] + velocityScale[first + 1] + velocityScale[first + 2];
    const correction = Math.abs(distance - duration * velocity[k]);
    // A correction proportional to the speed has the rounding error of the kick.
    return duration * rough + correction + (speed > 0 ? (correction * rough) / speed : 0);
  });
  const deviation = transportDeviation(model, drift, duration);
  for (const i of fluids) {
    for (let axis = 0; axis < model.box.dimensions; axis++) {
      moveParticle(model, state, i, axis, distances[3 * i + axis]);
    }
  }
  return { velocityScale, travelScale, deviation };
}

/** Half a kick by forces and body force, and what the next step finds beside the velocities. */
export function verifySecondHalf(
  model: FluidModel,
  before: DeviceFields,
  after: DeviceFields,
  duration: number,
): VerificationRow[] {
  const { type } = before;
  const force = before.clock.bodyForce;
  const pull = before.acceleration.map((a, k) => Math.abs(a) + Math.abs(force[k % 3]));
  const acceleration = { value: before.acceleration.map((a, k) => a + force[k % 3]), scale: pull };
  const velocity = {
    value: before.velocity.map((v, k) => v + (duration / 2) * acceleration.value[k]),
    scale: before.velocity.map((v, k) => Math.abs(v) + (duration / 2) * pull[k]),
  };
  const ofFluids = rowsOf(model, type, "fluids");
  const rows = [
    ofFluids("integrateSecond", "accelerations", after.acceleration, acceleration),
    ofFluids("integrateSecond", "velocities", after.velocity, velocity),
    ...verifyAdvancedState(model, before, after, duration),
  ];
  if (model.solids.length === 0) return rows;
  const state = fluidStateOf(after);
  setWallMotion(model, state);
  const solids = wallScales(model, after, duration);
  const prescribed = {
    value: state.particles.velocity,
    scale: after.velocity.map((_, k) => {
      return solids[type[Math.floor(k / 3)]].velocity;
    }),
  };
  const ofWalls = rowsOf(model, type, "walls");
  const kept = advancedQuantity(model) === "pressure" ? before.pressure : before.density;
  const same = { value: kept, scale: new Float64Array(kept.length) };
  return [
    ...rows,
    ofWalls("integrateSecond", "velocities", after.velocity, prescribed),
    ofWalls("integrateSecond", "what the next step starts from", after.kept, same),
  ];
}

/** Positions without the box's images: at which side of a periodic boundary rounding leaves a particle does not matter. */
export function unwrapped({ box }: FluidModel, { position, image }: Particles): Float64Array {
  return position.map((x, k) => x + image[k] * box.lengths[k % 3]);
}

/** Two units of the fixed-point positions, as a scale of rounding errors [length]. */
export function unitScale({ box }: FluidModel): number {
  const unit = Math.max(...positionCode(box).span.slice(0, box.dimensions)) / 2 ** 32;
  return (2 * unit) / (roundingTolerance * roundingUnit);
}

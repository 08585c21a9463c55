import type { Particles } from "../../../core/particles.ts";
import type { MotionParameters } from "../../../solvers/sph/parameters/motionParameters.ts";
import { surfaceTensionOf } from "../../../solvers/sph/surfaceTensions/index.ts";
import { fluidBox } from "./fluidBox.ts";
import type { FluidScenario } from "./fluidScenario.ts";
import { resolveKernel } from "./resolveFluid.ts";

const norm = (vector: readonly number[]) => Math.hypot(...vector);

/**
 * The largest speed that a set-up lets expect: of its initial velocities, its inlets, its moving walls, and 2 √(g H), the front of a
 * broken dam of the fluid's height H along the acceleration (Ritter 1892), and that of a surface tension [velocity]. 0 where
 * nothing moves.
 *
 * @param fluidCount fluid particles come first
 */
export function expectedSpeed(scenario: FluidScenario, particles: Particles, fluidCount: number): number {
  const { setup, solver } = scenario;
  let speed = capillarySpeed(scenario, particles, fluidCount);
  const { velocity } = particles;
  for (let i = 0; i < fluidCount; i++) {
    speed = Math.max(speed, Math.hypot(velocity[3 * i], velocity[3 * i + 1], velocity[3 * i + 2]));
  }
  for (const { motion, body } of setup.solids) {
    if (motion) speed = Math.max(speed, motionSpeed(motion));
    if (body) speed = Math.max(speed, norm(body.velocity));
  }
  for (const { velocity } of setup.inlets) {
    speed = Math.max(speed, typeof velocity === "number" ? velocity : Math.max(velocity.from, velocity.to));
  }
  const { constant, oscillation } = solver.acceleration;
  const strength = norm(constant);
  if (strength > 0) {
    const height = fluidHeight(particles, fluidCount, constant, strength) + setup.spacing;
    speed = Math.max(speed, 2 * Math.sqrt(strength * height));
  }
  if (oscillation) {
    speed = Math.max(speed, norm(oscillation.amplitude) / (2 * Math.PI * oscillation.frequency));
  }
  return speed;
}

/**
 * √(Δp/ρ) of the pressure in a drop as wide as the fluid's least extent, (D − 1) σ/R and that of the cohesion: sound ten times
 * faster keeps its density within 1 % (Morris, Int. J. Numer. Meth. Fluids 33, 333 (2000)).
 */
function capillarySpeed(scenario: FluidScenario, particles: Particles, fluidCount: number): number {
  const { setup, solver } = scenario;
  if (!solver.surfaceTension) return 0;
  const { model, numbers } = surfaceTensionOf(solver.surfaceTension);
  const lengths = { ...resolveKernel(scenario), spacing: setup.spacing, box: fluidBox(setup) };
  const axes = [0, 1, 2].slice(0, setup.dimensions);
  const extents = axes.map((axis) => {
    const direction = axes.map((other) => (other === axis ? 1 : 0));
    return fluidHeight(particles, fluidCount, direction, 1) + setup.spacing;
  });
  const perRadius = (setup.dimensions - 1) / (Math.min(...extents) / 2);
  const speeds = Object.values(solver.materials).map(({ density }) => {
    const fluid = { referenceDensity: density };
    const pressure =
      perRadius * model.tension(fluid, lengths, numbers) + model.cohesionPressure(fluid, lengths, numbers);
    return Math.sqrt(pressure / density);
  });
  return Math.max(...speeds);
}

/** Extent of the fluid along a direction [length]. */
export function fluidHeight(
  { position }: Particles,
  count: number,
  direction: readonly number[],
  length: number,
): number {
  let [lowest, highest] = [Infinity, -Infinity];
  for (let i = 0; i < count; i++) {
    const along =
      direction.reduce((sum, component, axis) => sum + component * position[3 * i + axis], 0) / length;
    lowest = Math.min(lowest, along);
    highest = Math.max(highest, along);
  }
  return count > 0 ? highest - lowest : 0;
}

function motionSpeed(motion: MotionParameters): number {
  switch (motion.kind) {
    case "constant":
    case "sliding":
      return norm(motion.velocity);
    case "sinusoidal":
      return 2 * Math.PI * motion.frequency * norm(motion.amplitude);
    case "tabulated":
      return Math.max(
        ...motion.times.slice(1).map((time, k) => {
          const [from, to] = [motion.displacements[k], motion.displacements[k + 1]];
          return norm(to.map((x, axis) => x - from[axis])) / (time - motion.times[k]);
        }),
      );
    default:
      // The speed of a turning wall depends on how far it reaches, which solver.expectedSpeed can say.
      return 0;
  }
}

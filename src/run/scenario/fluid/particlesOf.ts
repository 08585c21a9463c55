import type { FluidFrame } from "../../../core/fluidFrame.ts";
import { createParticles } from "../../../core/particles.ts";
import type { FluidParticles } from "../../../solvers/sph/model.ts";
import { reserveMaterial } from "../../../solvers/sph/openBoundaries/openBoundaries.ts";
import type { BuiltFluid } from "./buildFluid.ts";

/**
 * The particles of a frame to start from, in the order of their ids. Frames leave out those that wait in the reserve, so
 * that ids of the start which the frame lacks wait, where they were then.
 */
export function particlesOf({ model, particles: start }: BuiltFluid, frame: FluidFrame): FluidParticles {
  const { particles: seen } = frame;
  const rows = new Map(Array.from(seen.id, (id, row) => [id, row]));
  const particles = { ...createParticles(start.count), density: new Float64Array(start.count) };
  for (let i = 0; i < start.count; i++) {
    const row = rows.get(start.id[i]);
    const [source, from] = row === undefined ? [start, i] : [seen, row];
    for (const name of ["position", "velocity", "image"] as const) {
      particles[name].set(source[name].subarray(3 * from, 3 * from + 3), 3 * i);
    }
    particles.id[i] = start.id[i];
    particles.type[i] = row === undefined ? (reserveMaterial(model) ?? start.type[i]) : seen.type[row];
    particles.density[i] = row === undefined ? start.density[i] : frame.density[row];
  }
  return particles;
}

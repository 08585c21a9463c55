import type { FluidFrame } from "../../../core/fluidFrame.ts";

/** The same frame with the particles of fluids alone; names of materials stay, so types keep their meaning. */
export function withoutSolids(frame: FluidFrame): FluidFrame {
  const { particles, fluidCount } = frame;
  const { type, count } = particles;
  const kept = Array.from({ length: count }, (_, i) => i).filter((i) => type[i] < fluidCount);
  const rows = kept.flatMap((i) => [3 * i, 3 * i + 1, 3 * i + 2]);
  return {
    ...frame,
    particles: {
      count: kept.length,
      position: Float64Array.from(rows, (k) => particles.position[k]),
      velocity: Float64Array.from(rows, (k) => particles.velocity[k]),
      image: Int32Array.from(rows, (k) => particles.image[k]),
      type: Uint32Array.from(kept, (i) => type[i]),
      id: Uint32Array.from(kept, (i) => particles.id[i]),
    },
    density: Float64Array.from(kept, (i) => frame.density[i]),
    pressure: Float64Array.from(kept, (i) => frame.pressure[i]),
    acceleration: Float64Array.from(rows, (k) => frame.acceleration[k]),
  };
}

import { z } from "zod";
import type { FluidFrame } from "../../../core/fluidFrame.ts";
import type { Vector3 } from "../../../core/vector.ts";
import type { FluidNeighbourhood } from "../neighbourhood.ts";
import type { Gauge } from "./gauge.ts";

const parameters = z.strictObject({
  direction: z.enum(["-x", "+x", "-y", "+y", "-z", "+z"]).meta({ description: "the way the fluid advances" }),
  neighbours: z.int().min(0).default(0).meta({
    description: "leave out particles with fewer other fluid particles within the support: spray",
    dimension: "1",
  }),
});

const axes = "xyz";

/** The farthest coordinate that the fluid reaches along a direction: its farthest particle and half a spacing. */
export const front: Gauge<z.infer<typeof parameters>> = {
  name: "front",
  description: "how far the fluid reaches along a direction",
  parameters,

  columns() {
    return { position: "length" };
  },

  extremes({ direction }) {
    return { position: direction.startsWith("-") ? "minimum" : "maximum" };
  },

  problems({ direction }, dimensions) {
    if (axes.indexOf(direction[1]) < dimensions) return [];
    return [{ key: "direction", message: `setup.dimensions is ${dimensions}, got "${direction}"` }];
  },

  measure(frame, { materials, spacing }, neighbourhood, { direction, neighbours }) {
    const { position, type, count } = frame.particles;
    const axis = axes.indexOf(direction[1]);
    const sign = direction.startsWith("-") ? -1 : 1;
    let farthest = -Infinity;
    for (let i = 0; i < count; i++) {
      const reach = sign * position[3 * i + axis];
      if (reach <= farthest || materials[type[i]].isSolid) continue;
      if (neighbours === 0 || neighboursOf(i, frame, neighbourhood) >= neighbours) farthest = reach;
    }
    // Adding 0 makes a 0 of −0, which a file would show.
    return [farthest === -Infinity ? NaN : sign * (farthest + spacing / 2) + 0];
  },
};

function neighboursOf(
  particle: number,
  { particles }: FluidFrame,
  neighbourhood: FluidNeighbourhood,
): number {
  const [x, y, z] = particles.position.subarray(3 * particle, 3 * particle + 3);
  const place: Vector3 = [x, y, z];
  let found = 0;
  neighbourhood.forEachNear(place, (other) => (found += Number(other !== particle)));
  return found;
}

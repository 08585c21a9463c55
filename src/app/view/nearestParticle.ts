import type { Particles } from "../../core/particles.ts";
import type { DrawableKind } from "../../gpu/drawable.ts";
import type { Look } from "../../render/particleScene.ts";
import type { Ray } from "./view.ts";

/** The id of the first particle that a ray meets, of those that are drawn; undefined where it meets none. */
export function nearestParticle(
  { origin, direction }: Ray,
  { count, position, type, id }: Particles,
  kinds: readonly DrawableKind[],
  { hidden, radiusScale, slice }: Pick<Look, "hidden" | "radiusScale" | "slice">,
): number | undefined {
  const [ox, oy, oz] = origin.toArray();
  const [dx, dy, dz] = direction.toArray();
  let nearest: number | undefined;
  let least = Infinity;
  for (let i = 0; i < count; i++) {
    const { name, role, radius } = kinds[type[i]];
    if (role === "waiting" || hidden.includes(name)) continue;
    if (slice && position[3 * i + slice.axis] > slice.at) continue;
    const [x, y, z] = [position[3 * i] - ox, position[3 * i + 1] - oy, position[3 * i + 2] - oz];
    const along = x * dx + y * dy + z * dz;
    const reach = radius * radiusScale;
    const apart = x * x + y * y + z * z - along * along;
    if (along <= 0 || apart > reach * reach) continue;
    const entry = along - Math.sqrt(reach * reach - apart);
    if (entry >= least) continue;
    least = entry;
    nearest = id[i];
  }
  return nearest;
}

import type { Particles } from "../core/particles.ts";
import type { DrawableKind, DrawableParticles } from "../gpu/drawable.ts";
import type { Look } from "./particleScene.ts";

/** From so many particles on they are drawn as points. */
const manyParticles = 1_500_000;

/** Spheres of a fluid overlap, so that it looks like one: flat ones have none behind them to fill the holes. */
const fluidScale = { 2: 1.5, 3: 1.15 } as const;

/** How particles are drawn until someone chooses otherwise: solids around the others are left out where they would hide them. */
export function defaultLook(particles: DrawableParticles, configuration: Particles): Look {
  const { kinds, fields, box, count } = particles;
  return {
    style: count > manyParticles ? "points" : "spheres",
    colorBy: fields[0].name,
    colorMap: "viridis",
    range: [0, 1],
    radiusScale: kinds.some(({ role }) => role === "fluid") ? fluidScale[box.dimensions] : 1,
    pointSize: 2,
    hidden: box.dimensions === 2 ? [] : enclosing(kinds, configuration),
    background: "#0f141b",
    showOutline: box.dimensions === 3 || box.boundaries[0] === "periodic",
  };
}

/** Names of the containers that reach beyond all fluid, and so around it. */
function enclosing(kinds: readonly DrawableKind[], configuration: Particles): string[] {
  const extents = kinds.map((_, kind) => extentOf(configuration, (type) => type === kind));
  const inside = extentOf(configuration, (type) => kinds[type].role === "fluid");
  const axes = [0, 1, 2];
  return kinds
    .filter(({ role }, kind) => {
      const { lower, upper } = extents[kind];
      const beyond = axes.filter(
        (axis) => lower[axis] <= inside.lower[axis] && upper[axis] >= inside.upper[axis],
      );
      return role === "container" && beyond.length >= 2;
    })
    .map(({ name }) => name);
}

function extentOf({ count, position, type }: Particles, belongs: (type: number) => boolean) {
  const lower = [Infinity, Infinity, Infinity];
  const upper = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < count; i++) {
    if (!belongs(type[i])) continue;
    for (let axis = 0; axis < 3; axis++) {
      lower[axis] = Math.min(lower[axis], position[3 * i + axis]);
      upper[axis] = Math.max(upper[axis], position[3 * i + axis]);
    }
  }
  return { lower, upper };
}

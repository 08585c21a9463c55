import { Vector3 } from "three/webgpu";
import { describe, expect, it } from "vitest";
import { nearestParticle } from "../../../src/app/view/nearestParticle.ts";
import { createParticles } from "../../../src/core/particles.ts";
import type { DrawableKind } from "../../../src/gpu/drawable.ts";

const kinds: DrawableKind[] = [
  { name: "water", radius: 0.5, role: "fluid" },
  { name: "tank", radius: 0.5, role: "container" },
  { name: "reserve", radius: 0.5, role: "waiting" },
];
const look = { hidden: [] as string[], radiusScale: 1, slice: undefined };
const ray = { origin: new Vector3(0, 0, 10), direction: new Vector3(0, 0, -1) };

/** Particles on the z axis, the types in order from the camera on. */
function column(...types: number[]) {
  const particles = createParticles(types.length);
  types.forEach((type, i) => {
    particles.position[3 * i + 2] = -2 * i;
    particles.type[i] = type;
    particles.id[i] = 100 + i;
  });
  return particles;
}

describe("a click", () => {
  it("meets the particle nearest to the camera", () => {
    expect(nearestParticle(ray, column(0, 0, 1), kinds, look)).toBe(100);
  });

  it("passes through kinds that are hidden or wait, and what the slice has cut away", () => {
    expect(nearestParticle(ray, column(2, 1, 0), kinds, { ...look, hidden: ["tank"] })).toBe(102);
    expect(nearestParticle(ray, column(0, 0, 0), kinds, { ...look, slice: { axis: 2, at: -1 } })).toBe(101);
  });

  it("meets spheres of the size drawn", () => {
    const beside = { ...ray, origin: new Vector3(0.7, 0, 10) };
    expect(nearestParticle(beside, column(0), kinds, look)).toBeUndefined();
    expect(nearestParticle(beside, column(0), kinds, { ...look, radiusScale: 1.5 })).toBe(100);
  });

  it("meets nothing behind the camera", () => {
    const behind = { origin: new Vector3(0, 0, -10), direction: new Vector3(0, 0, -1) };
    expect(nearestParticle(behind, column(0), kinds, look)).toBeUndefined();
  });
});

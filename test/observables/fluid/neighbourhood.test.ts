import { describe, expect, it } from "vitest";
import type { Box } from "../../../src/core/box.ts";
import type { Vector3 } from "../../../src/core/vector.ts";
import { FluidNeighbourhood } from "../../../src/observables/fluid/neighbourhood.ts";
import { boxOf, type FluidScene, sceneOf } from "./fluidFrames.ts";

const spacing = 0.1;

/** Numbers in [0, 1) that repeat. */
function randomNumbers(): () => number {
  let state = 12345;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

function randomPoints(box: Box, count: number, random: () => number): number[] {
  return Array.from({ length: count }, () =>
    box.lengths.map((edge, axis) =>
      axis < box.dimensions ? box.lower[axis] + random() * edge : box.lower[axis],
    ),
  ).flat();
}

function found({ frame, context }: FluidScene, point: Vector3): [number, number][] {
  const pairs: [number, number][] = [];
  new FluidNeighbourhood(frame, context).forEachNear(point, (i, r) => pairs.push([i, r]));
  return pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

/** The same by looking at every image of every fluid particle. */
function expected({ frame, context }: FluidScene, point: Vector3): [number, number][] {
  const { box, particles } = frame;
  const turns = [0, 1, 2].map((axis) =>
    axis < box.dimensions && box.boundaries[axis] === "periodic" ? [-2, -1, 0, 1, 2] : [0],
  );
  const pairs: [number, number][] = [];
  for (let i = 0; i < particles.count; i++) {
    if (context.materials[particles.type[i]].isSolid) continue;
    for (const a of turns[0])
      for (const b of turns[1])
        for (const c of turns[2]) {
          const [x, y, z] = [a, b, c].map(
            (turn, axis) =>
              particles.position[3 * i + axis] +
              turn * box.lengths[axis] -
              (axis < box.dimensions ? point[axis] : 0),
          );
          const r = Math.hypot(x, y, box.dimensions === 3 ? z : 0);
          if (r < context.supportRadius) pairs.push([i, r]);
        }
  }
  return pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

const mixed: Box = {
  ...boxOf([1.3, 0.9, 1.1], "periodic", [-0.4, 2, 0.7]),
  boundaries: ["open", "periodic", "reflecting"],
};

describe("the neighbourhood of a point", () => {
  it.each<[string, Box]>([
    ["a periodic box", boxOf([1.3, 0.9, 1.1], "periodic", [-0.4, 2, 0.7])],
    ["a box with three kinds of sides", mixed],
    ["a closed plane", boxOf([1.7, 1.1], "reflecting", [3, -1])],
    ["a periodic plane", boxOf([1.7, 1.1], "periodic", [3, -1])],
    ["a periodic edge shorter than the support", boxOf([0.25, 0.7], "periodic")],
  ])("holds the images that a search through all of them finds, in %s", (_, box) => {
    const random = randomNumbers();
    const solid = box.lower[0] + 0.2 * box.lengths[0];
    const scene = sceneOf(box, spacing, randomPoints(box, 200, random), {
      material: ([x]) => Number(x < solid),
    });
    const queries = [...randomPoints(box, 12, random), ...box.lower];
    let total = 0;
    for (let k = 0; k < queries.length; k += 3) {
      const point: Vector3 = [queries[k], queries[k + 1], queries[k + 2]];
      const [some, all] = [found(scene, point), expected(scene, point)];
      total += all.length;
      expect(some.map(([i]) => i)).toEqual(all.map(([i]) => i));
      expect(Math.max(0, ...some.map(([, r], n) => Math.abs(r - all[n][1])))).toBeLessThan(1e-12);
    }
    expect(total).toBeGreaterThan(50);
  });

  it("goes on over a periodic side and ends at a closed one", () => {
    const sides = (boundary: "periodic" | "reflecting") => {
      const scene = sceneOf(boxOf([2, 2], boundary), spacing, [1.95, 1, 0]);
      return found(scene, [0.05, 1, 0]);
    };
    expect(sides("periodic")).toEqual([[0, expect.closeTo(0.1, 12)]]);
    expect(sides("reflecting")).toEqual([]);
  });

  it("reaches into the box from outside of a closed side", () => {
    expect(found(sceneOf(boxOf([2, 2], "open"), spacing, [1.95, 1, 0]), [2.1, 1, 0])).toHaveLength(1);
  });

  it("needs no more than a million cells where the box is a million supports wide", () => {
    const scene = sceneOf(boxOf([3e5, 3e5, 3e5]), spacing, [5, 5, 5, 5.1, 5, 5, 2.9e5, 7, 7]);
    expect(found(scene, [5.05, 5, 5]).map(([i]) => i)).toEqual([0, 1]);
  });
});

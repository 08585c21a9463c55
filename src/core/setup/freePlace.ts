import type { Box } from "../box.ts";
import type { Vector3 } from "../vector.ts";

/** A body looking for room among particles. */
export interface Room {
  readonly box: Box;
  /** (N, 3) of all particles [length] */
  readonly position: ArrayLike<number>;
  /** Distance of particles at rest: no two come nearer than about this [length]. */
  readonly spacing: number;
}

/**
 * The place nearest to the wanted one, of those whole spacings away from it, where a body has all its points in the box and none
 * of them within a spacing of a particle; undefined where there is none. Nearest by the largest of the distances along the
 * axes, and among equals by the Euclidean one.
 *
 * @param points (M, 3) of the body, relative to its place [length]
 */
export function freePlace(
  { box, position, spacing }: Room,
  points: ArrayLike<number>,
  wanted: Vector3,
): Vector3 | undefined {
  const axes = [0, 1, 2].slice(0, box.dimensions);
  const cells = [0, 1, 2].map((axis) =>
    axis < box.dimensions ? Math.max(Math.floor(box.lengths[axis] / spacing), 1) : 1,
  );
  const taken = cellsNear(box, cells, position);
  const isFree = (place: Vector3): boolean => {
    for (let k = 0; k < points.length; k += 3) {
      const index = axes.map((axis) =>
        Math.floor(((place[axis] + points[k + axis] - box.lower[axis]) / box.lengths[axis]) * cells[axis]),
      );
      if (axes.some((axis) => index[axis] < 0 || index[axis] >= cells[axis])) return false;
      if (taken[cellNumber(cells, index)]) return false;
    }
    return true;
  };
  for (let ring = 0; ring <= Math.max(...cells); ring++) {
    let nearest: Vector3 | undefined;
    let least = Infinity;
    for (const steps of stepsOf(ring, box.dimensions)) {
      const distance = Math.hypot(...steps);
      if (distance >= least) continue;
      const place = steps.map((step, axis) => wanted[axis] + step * spacing) as unknown as Vector3;
      if (!isFree(place)) continue;
      nearest = place;
      least = distance;
    }
    if (nearest) return nearest;
  }
  return undefined;
}

/** Whether there is a particle in each cell or in one beside it. */
function cellsNear(box: Box, cells: readonly number[], position: ArrayLike<number>): Uint8Array {
  const taken = new Uint8Array(cells[0] * cells[1] * cells[2]);
  const around = stepsWithin(1, box.dimensions);
  for (let i = 0; i < position.length; i += 3) {
    const own = cells.map((count, axis) =>
      Math.floor(((position[i + axis] - box.lower[axis]) / box.lengths[axis]) * count),
    );
    for (const step of around) {
      const index = own.map((cell, axis) => {
        const beside = cell + step[axis];
        if (axis >= box.dimensions) return 0;
        return box.boundaries[axis] === "periodic" ? (beside + cells[axis]) % cells[axis] : beside;
      });
      if (index.every((cell, axis) => cell >= 0 && cell < cells[axis])) taken[cellNumber(cells, index)] = 1;
    }
  }
  return taken;
}

function cellNumber(cells: readonly number[], [i, j, k = 0]: readonly number[]): number {
  return (k * cells[1] + j) * cells[0] + i;
}

/** Whole steps whose largest component is this. */
function stepsOf(ring: number, dimensions: 2 | 3): Vector3[] {
  return stepsWithin(ring, dimensions).filter((step) => Math.max(...step.map(Math.abs)) === ring);
}

function stepsWithin(reach: number, dimensions: 2 | 3): Vector3[] {
  const along = Array.from({ length: 2 * reach + 1 }, (_, k) => k - reach);
  const layers = dimensions === 3 ? along : [0];
  return layers.flatMap((k) => along.flatMap((j) => along.map((i): Vector3 => [i, j, k])));
}

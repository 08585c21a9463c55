import type { Region } from "../setup/placeRandom.ts";
import type { Vector3 } from "../vector.ts";
import type { Shape } from "./shape.ts";

/** Where the points of a square or cubic lattice may lie. */
export interface FillOptions {
  /** 3 where left out; in two dimensions every point has z = 0. */
  readonly dimensions?: 2 | 3;
  /** A corner of the lattice's cells [length]; the shape's lower corner where left out, else along each axis that of the domain. */
  readonly anchor?: Vector3;
  /** Points lie in [lower, upper) of it too. */
  readonly domain?: Region;
}

/**
 * The step, in spacings, that decides about points on a surface. Far above rounding (also of coordinates that were
 * float32 in a file), far below what matters; different along each axis, so that oblique surfaces decide too.
 */
const tieStep = [1e-4, 0.7e-4, 0.4e-4];

/** The points of a lattice along one axis: centres anchor + (k + ½) spacing. */
export interface LatticeAxis {
  /** [length] */
  readonly anchor: number;
  /** The first k. */
  readonly first: number;
  readonly count: number;
  /** What decides about points on a surface [length]. */
  readonly tieStep: number;
}

/**
 * The lattice along each axis, as far as a region and the options' domain reach.
 *
 * @throws RangeError where that is without end
 */
export function latticeAxes(
  shape: Shape,
  spacing: number,
  region: Region,
  { dimensions = 3, anchor, domain }: FillOptions,
): LatticeAxis[] {
  return tieStep.map((step, axis) => {
    // The one layer of two dimensions: its centre, and whatever is compared with it, is 0.
    if (axis >= dimensions) return { anchor: -spacing / 2, first: 0, count: 1, tieStep: 0 };
    const lower = Math.max(region.lower[axis], domain?.lower[axis] ?? -Infinity);
    const upper = Math.min(region.upper[axis], domain?.upper[axis] ?? Infinity);
    const start = [anchor?.[axis], shape.lower[axis], domain?.lower[axis]].find(Number.isFinite);
    if (!Number.isFinite(lower) || !Number.isFinite(upper) || start === undefined)
      throw new RangeError(`the shape has no end along ${"xyz"[axis]} and needs a domain`);
    // The k of the first centre at or beyond a bound.
    const index = (bound: number) => Math.ceil((bound - start) / spacing - 0.5 - step);
    const first = index(lower);
    return { anchor: start, first, count: Math.max(index(upper) - first, 0), tieStep: step * spacing };
  });
}

/**
 * Points of the lattice whose signed distance lies in [from, to), (N, 3) row-major, x fastest.
 * A distance also tells about the points that lie nearer than it, so most are never asked for.
 */
export function latticePoints(
  shape: Shape,
  spacing: number,
  [alongX, alongY, alongZ]: readonly LatticeAxis[],
  from: number,
  to: number,
): Float64Array {
  const points = new PointList();
  const asked: [number, number, number] = [0, 0, 0];
  for (let k = 0; k < alongZ.count; k++) {
    const z = coordinate(alongZ, k, spacing);
    asked[2] = z + alongZ.tieStep;
    for (let j = 0; j < alongY.count; j++) {
      const y = coordinate(alongY, j, spacing);
      asked[1] = y + alongY.tieStep;
      for (let i = 0; i < alongX.count;) {
        asked[0] = coordinate(alongX, i, spacing) + alongX.tieStep;
        const distance = shape.signedDistance(asked);
        const isKept = distance >= from && distance < to;
        const margin = isKept
          ? Math.min(distance - from, to - distance)
          : Math.max(from - distance, distance - to);
        // Infinite (or, within an endless shape, not a number) where the whole row is alike.
        const alike = 1 + Math.floor((margin / spacing) * (1 - 1e-9));
        const end = alike < alongX.count - i ? i + alike : alongX.count;
        if (isKept) for (; i < end; i++) points.push(coordinate(alongX, i, spacing), y, z);
        i = end;
      }
    }
  }
  return points.toArray();
}

function coordinate({ anchor, first }: LatticeAxis, index: number, spacing: number): number {
  return anchor + (first + index + 0.5) * spacing;
}

/** Points in an array that grows. */
class PointList {
  #values = new Float64Array(3 * 1024);
  #length = 0;

  push(x: number, y: number, z: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(2 * this.#length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = x;
    this.#values[this.#length++] = y;
    this.#values[this.#length++] = z;
  }

  toArray(): Float64Array {
    return this.#values.slice(0, this.#length);
  }
}

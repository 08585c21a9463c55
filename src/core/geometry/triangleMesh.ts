import type { Vector3 } from "../vector.ts";

/** A surface of triangles, which share vertices. */
export interface TriangleMesh {
  /** (V, 3) row-major [length]. */
  readonly vertices: Float64Array;
  /** (T, 3) row-major: indices of vertices, anticlockwise seen from outside. */
  readonly triangles: Uint32Array;
}

/** The mesh made larger by `factor` (above 0) about the origin. */
export function scaledMesh({ vertices, triangles }: TriangleMesh, factor: number): TriangleMesh {
  return { vertices: vertices.map((coordinate) => factor * coordinate), triangles };
}

/** Corners of the mesh's bounds [length]. */
export function meshBounds({ vertices, triangles }: TriangleMesh): { lower: Vector3; upper: Vector3 } {
  const lower: [number, number, number] = [Infinity, Infinity, Infinity];
  const upper: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (const vertex of triangles)
    for (let axis = 0; axis < 3; axis++) {
      lower[axis] = Math.min(lower[axis], vertices[3 * vertex + axis]);
      upper[axis] = Math.max(upper[axis], vertices[3 * vertex + axis]);
    }
  return { lower, upper };
}

/**
 * Why a mesh encloses no volume, as a sentence; undefined where it does. It does where every edge is passed in
 * one direction as often as in the other: then an edge has no free side and neighbours agree about what is outside.
 */
export function meshProblem({ triangles }: TriangleMesh): string | undefined {
  if (triangles.length === 0) return "the mesh has no triangles";
  const passes = edgePasses(triangles);
  let boundary = 0;
  let inconsistent = 0;
  for (const { count, balance } of passes.values()) {
    if (count % 2 === 1) boundary++;
    else if (balance !== 0) inconsistent++;
  }
  if (boundary > 0)
    return `the mesh is not closed: ${boundary} boundary edges belong to an odd number of triangles`;
  if (inconsistent > 0)
    return `the mesh has no definite outside: across ${inconsistent} edges neighbouring triangles are wound in opposite senses`;
  return undefined;
}

/** For each edge, how many triangles have it, and how many more pass it upwards (to the larger index) than downwards. */
function edgePasses(triangles: Uint32Array): ReadonlyMap<number, { count: number; balance: number }> {
  const passes = new Map<number, { count: number; balance: number }>();
  for (let corner = 0; corner < triangles.length; corner++) {
    const start = triangles[corner];
    const end = triangles[corner % 3 === 2 ? corner - 2 : corner + 1];
    // A triangle that has collapsed to a line has an edge from a vertex to itself, which bounds nothing.
    if (start === end) continue;
    // One number for both directions; exact, as there are fewer than 2²⁶ vertices.
    const key = Math.min(start, end) * 2 ** 26 + Math.max(start, end);
    let edge = passes.get(key);
    if (!edge) passes.set(key, (edge = { count: 0, balance: 0 }));
    edge.count++;
    edge.balance += start < end ? 1 : -1;
  }
  return passes;
}

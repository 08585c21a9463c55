import type { TriangleMesh } from "../../src/core/geometry/triangleMesh.ts";

type Point = [number, number, number];

/** The three corners of every triangle. */
export function cornersOf({ vertices, triangles }: TriangleMesh): Point[][] {
  const point = (index: number) => [...vertices.subarray(3 * index, 3 * index + 3)] as Point;
  return rowsOf(triangles).map((row) => row.map(point));
}

/** Area of each triangle. */
export function triangleAreas(surface: TriangleMesh): number[] {
  return cornersOf(surface).map(([a, b, c]) => Math.hypot(...cross(minus(b, a), minus(c, a))) / 2);
}

export function surfaceArea(surface: TriangleMesh): number {
  return triangleAreas(surface).reduce((sum, area) => sum + area, 0);
}

/** Volume within, by the divergence theorem: above 0 where normals point outwards. */
export function enclosedVolume(surface: TriangleMesh): number {
  return cornersOf(surface).reduce((sum, [a, b, c]) => sum + dot(a, cross(b, c)) / 6, 0);
}

/** How many edges are not run along exactly once in each direction; none on a closed, oriented surface. */
export function openEdgeCount({ vertices, triangles }: TriangleMesh): number {
  const count = vertices.length / 3;
  const runs = new Map<number, number>();
  const run = (from: number, to: number) => {
    const edge = from * count + to;
    runs.set(edge, (runs.get(edge) ?? 0) + 1);
  };
  for (let t = 0; t < triangles.length; t += 3)
    for (let side = 0; side < 3; side++) run(triangles[t + side], triangles[t + ((side + 1) % 3)]);
  const reversed = (edge: number) => (edge % count) * count + Math.floor(edge / count);
  return [...runs.keys()].filter((edge) => runs.get(edge) !== 1 || runs.get(reversed(edge)) !== 1).length;
}

/** Vertices − edges + triangles of a closed surface: 2 for each sphere, 0 for each torus. */
export function eulerCharacteristic({ vertices, triangles }: TriangleMesh): number {
  return vertices.length / 3 - triangles.length / 2 + triangles.length / 3;
}

/** How many separate pieces the surface has; a vertex without a triangle counts as one. */
export function pieceCount({ vertices, triangles }: TriangleMesh): number {
  const parent = Array.from({ length: vertices.length / 3 }, (_, i) => i);
  const rootOf = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]];
    return i;
  };
  for (const [a, b, c] of rowsOf(triangles)) {
    parent[rootOf(b)] = rootOf(a);
    parent[rootOf(c)] = rootOf(a);
  }
  return parent.filter((p, i) => p === i).length;
}

export function cross(a: Point, b: Point): Point {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

export function minus(a: Point, b: Point): Point {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

export function dot(a: Point, b: Point): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function rowsOf(triangles: Uint32Array): number[][] {
  return Array.from({ length: triangles.length / 3 }, (_, t) => [...triangles.subarray(3 * t, 3 * t + 3)]);
}

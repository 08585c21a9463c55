import type { TriangleMesh } from "../../../src/core/geometry/triangleMesh.ts";
import type { Vector3 } from "../../../src/core/vector.ts";

/** The surface of a box as 12 triangles; bit 0, 1, 2 of a vertex's number is its place along x, y, z. */
export function boxMesh(lower: Vector3, upper: Vector3): TriangleMesh {
  const vertices = Float64Array.from({ length: 24 }, (_, k) => {
    const isUpper = (Math.floor(k / 3) >> (k % 3)) & 1;
    return (isUpper ? upper : lower)[k % 3];
  });
  // Corners of each side, anticlockwise seen from outside.
  const sides = [
    [0, 4, 6, 2],
    [1, 3, 7, 5],
    [0, 1, 5, 4],
    [2, 6, 7, 3],
    [0, 2, 3, 1],
    [4, 5, 7, 6],
  ];
  return { vertices, triangles: Uint32Array.from(sides.flatMap(([a, b, c, d]) => [a, b, c, a, c, d])) };
}

/** A sphere about the origin by halving the edges of an octahedron: 8 · 4^levels triangles. */
export function sphereMesh(radius: number, levels: number): TriangleMesh {
  const points: number[][] = [
    [1, 0, 0],
    [-1, 0, 0],
    [0, 1, 0],
    [0, -1, 0],
    [0, 0, 1],
    [0, 0, -1],
  ];
  let faces = [
    [0, 2, 4],
    [2, 1, 4],
    [1, 3, 4],
    [3, 0, 4],
    [2, 0, 5],
    [1, 2, 5],
    [3, 1, 5],
    [0, 3, 5],
  ];
  for (let level = 0; level < levels; level++) {
    const middles = new Map<string, number>();
    const middle = (a: number, b: number): number => {
      const key = `${Math.min(a, b)} ${Math.max(a, b)}`;
      const sum = points[a].map((coordinate, axis) => coordinate + points[b][axis]);
      if (!middles.has(key)) middles.set(key, points.push(sum.map((s) => s / Math.hypot(...sum))) - 1);
      return middles.get(key)!;
    };
    faces = faces.flatMap(([a, b, c]) => {
      const [ab, bc, ca] = [middle(a, b), middle(b, c), middle(c, a)];
      return [
        [a, ab, ca],
        [ab, b, bc],
        [ca, bc, c],
        [ab, bc, ca],
      ];
    });
  }
  return {
    vertices: Float64Array.from(points.flat(), (coordinate) => radius * coordinate),
    triangles: Uint32Array.from(faces.flat()),
  };
}

/** Volume of a closed mesh by the divergence theorem. */
export function meshVolume({ vertices, triangles }: TriangleMesh): number {
  const at = (corner: number, axis: number) => vertices[3 * triangles[corner] + axis];
  let sixfold = 0;
  for (let t = 0; t < triangles.length; t += 3)
    for (let axis = 0; axis < 3; axis++) {
      const [next, last] = [(axis + 1) % 3, (axis + 2) % 3];
      sixfold += at(t, axis) * (at(t + 1, next) * at(t + 2, last) - at(t + 1, last) * at(t + 2, next));
    }
  return sixfold / 6;
}

/** The mesh with its first triangles left out. */
export function withHole({ vertices, triangles }: TriangleMesh, count: number): TriangleMesh {
  return { vertices, triangles: triangles.slice(3 * count) };
}

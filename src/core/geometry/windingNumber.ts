import type { TriangleMesh } from "./triangleMesh.ts";
import type { TriangleTree } from "./triangleTree.ts";

/** Nodes that wait to be visited. The tree halves at every level, and each level leaves one behind. */
const waiting = new Uint32Array(64);

/**
 * How many times a closed mesh goes round a point: the triangles that a ray along +x meets, those that face it from
 * inside counted 1, from outside −1. Other than 0 means inside.
 *
 * Rays through edges and vertices need no care from the caller: whether the ray passes an edge above or below is
 * worked out from the edge alone, the same for both triangles that share it, so that it meets exactly one of them
 * (the half-open rule for polygons, Hormann & Agathos, Comput. Geom. 20, 131 (2001), in the plane across the ray).
 */
export function windingNumber(tree: TriangleTree, x: number, y: number, z: number): number {
  const { mesh, order, bounds, first, count } = tree;
  let winding = 0;
  let depth = 0;
  waiting[depth++] = 0;
  while (depth > 0) {
    const node = waiting[--depth];
    const at = 6 * node;
    const meets =
      x < bounds[at + 3] &&
      y >= bounds[at + 1] &&
      y <= bounds[at + 4] &&
      z >= bounds[at + 2] &&
      z <= bounds[at + 5];
    if (!meets) continue;
    if (count[node] > 0) {
      for (let place = first[node]; place < first[node] + count[node]; place++)
        winding += triangleWinding(mesh, order[place], x, y, z);
    } else {
      waiting[depth++] = first[node];
      waiting[depth++] = first[node] + 1;
    }
  }
  return winding;
}

/** 1 or −1 where the ray meets the triangle, else 0. */
function triangleWinding(
  { vertices, triangles }: TriangleMesh,
  triangle: number,
  x: number,
  y: number,
  z: number,
): number {
  const [a, b, c] = [triangles[3 * triangle], triangles[3 * triangle + 1], triangles[3 * triangle + 2]];
  // Seen against the ray: how often the outline goes round the point, from the edges on one side of it.
  const winding =
    edgePassing(vertices, a, b, y, z) + edgePassing(vertices, b, c, y, z) + edgePassing(vertices, c, a, y, z);
  return winding !== 0 && x < planeCoordinate(vertices, 3 * a, 3 * b, 3 * c, y, z) ? winding : 0;
}

/** 1 where the edge passes the point upwards in z on the side of larger y, −1 downwards, else 0. */
function edgePassing(vertices: Float64Array, start: number, end: number, y: number, z: number): number {
  const startIsBelow = vertices[3 * start + 2] <= z;
  const endIsBelow = vertices[3 * end + 2] <= z;
  if (startIsBelow === endIsBelow) return 0;
  // From the same end whichever way the edge is passed, so that both triangles find the same number.
  const [one, other] = start < end ? [3 * start, 3 * end] : [3 * end, 3 * start];
  const [y1, y2] = [vertices[one + 1], vertices[other + 1]];
  const fraction = (z - vertices[one + 2]) / (vertices[other + 2] - vertices[one + 2]);
  // Kept between the ends, or rounding would carry it out of the bounds that the tree goes by.
  const crossing = Math.min(Math.max(y1 + fraction * (y2 - y1), Math.min(y1, y2)), Math.max(y1, y2));
  if (crossing <= y) return 0;
  return startIsBelow ? 1 : -1;
}

/** Where the ray meets the plane of a triangle [length], kept within the triangle; a, b, c begin its vertices. */
function planeCoordinate(
  vertices: Float64Array,
  a: number,
  b: number,
  c: number,
  y: number,
  z: number,
): number {
  const [x1, x2, x3] = [vertices[a], vertices[b], vertices[c]];
  const [uy, uz] = [vertices[b + 1] - vertices[a + 1], vertices[b + 2] - vertices[a + 2]];
  const [vy, vz] = [vertices[c + 1] - vertices[a + 1], vertices[c + 2] - vertices[a + 2]];
  const [py, pz] = [y - vertices[a + 1], z - vertices[a + 2]];
  const area = uy * vz - uz * vy;
  const weightB = (py * vz - pz * vy) / area;
  const weightC = (uy * pz - uz * py) / area;
  const coordinate = x1 + weightB * (x2 - x1) + weightC * (x3 - x1);
  const lower = Math.min(x1, x2, x3);
  // Seen edge-on the plane has no one coordinate; the point then is beside the triangle or on it.
  return area === 0 ? lower : Math.min(Math.max(coordinate, lower), Math.max(x1, x2, x3));
}

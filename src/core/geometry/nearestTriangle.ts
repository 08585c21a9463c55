import type { TriangleTree } from "./triangleTree.ts";

/** Nodes that wait to be visited, with their distances. The tree halves at every level, and each leaves one behind. */
const waiting = new Uint32Array(64);
const waitingDistance = new Float64Array(64);

/** Distance of a point to the nearest triangle of a tree, which has one at least [length]. */
export function distanceToTriangles(tree: TriangleTree, x: number, y: number, z: number): number {
  const { mesh, order, first, count } = tree;
  let nearest = Infinity;
  let depth = 0;
  const visitLater = (node: number, squaredDistance: number) => {
    waiting[depth] = node;
    waitingDistance[depth++] = squaredDistance;
  };
  visitLater(0, 0);
  while (depth > 0) {
    const node = waiting[--depth];
    if (waitingDistance[depth] >= nearest) continue;
    const next = first[node];
    if (count[node] > 0) {
      for (let place = next; place < next + count[node]; place++) {
        const squared = squaredDistanceToTriangle(mesh.vertices, mesh.triangles, order[place], x, y, z);
        nearest = Math.min(nearest, squared);
      }
      continue;
    }
    const left = squaredDistanceToBounds(tree, next, x, y, z);
    const right = squaredDistanceToBounds(tree, next + 1, x, y, z);
    // The nearer one is visited first, so that it may spare the other.
    if (left >= right) visitLater(next, left);
    visitLater(next + 1, right);
    if (left < right) visitLater(next, left);
  }
  return Math.sqrt(nearest);
}

/** 0 inside the bounds of a node [length²]. */
function squaredDistanceToBounds(
  { bounds }: TriangleTree,
  node: number,
  x: number,
  y: number,
  z: number,
): number {
  const at = 6 * node;
  const dx = Math.max(bounds[at] - x, 0, x - bounds[at + 3]);
  const dy = Math.max(bounds[at + 1] - y, 0, y - bounds[at + 4]);
  const dz = Math.max(bounds[at + 2] - z, 0, z - bounds[at + 5]);
  return dx * dx + dy * dy + dz * dz;
}

/**
 * The foot of the perpendicular where it lies in the triangle, else the nearest point of the sides that the foot lies
 * beyond [length²]. A triangle that has collapsed to a line or a point has only sides.
 */
function squaredDistanceToTriangle(
  vertices: Float64Array,
  triangles: Uint32Array,
  triangle: number,
  x: number,
  y: number,
  z: number,
): number {
  const a = 3 * triangles[3 * triangle];
  const b = 3 * triangles[3 * triangle + 1];
  const c = 3 * triangles[3 * triangle + 2];
  const ux = vertices[b] - vertices[a];
  const uy = vertices[b + 1] - vertices[a + 1];
  const uz = vertices[b + 2] - vertices[a + 2];
  const vx = vertices[c] - vertices[a];
  const vy = vertices[c + 1] - vertices[a + 1];
  const vz = vertices[c + 2] - vertices[a + 2];
  const px = x - vertices[a];
  const py = y - vertices[a + 1];
  const pz = z - vertices[a + 2];
  const nx = uy * vz - uz * vy;
  const ny = uz * vx - ux * vz;
  const nz = ux * vy - uy * vx;
  const normalSquared = nx * nx + ny * ny + nz * nz;
  // Barycentric weights of the foot, times normalSquared: triple products with the normal.
  const weightC = nx * (uy * pz - uz * py) + ny * (uz * px - ux * pz) + nz * (ux * py - uy * px);
  const weightB = nx * (py * vz - pz * vy) + ny * (pz * vx - px * vz) + nz * (px * vy - py * vx);
  const weightA = normalSquared - weightB - weightC;
  const hasNoArea = !(normalSquared > 0);
  let nearest = Infinity;
  if (weightC < 0 || hasNoArea) nearest = squaredDistanceToSegment(vertices, a, b, x, y, z);
  if (weightA < 0 || hasNoArea)
    nearest = Math.min(nearest, squaredDistanceToSegment(vertices, b, c, x, y, z));
  if (weightB < 0 || hasNoArea)
    nearest = Math.min(nearest, squaredDistanceToSegment(vertices, c, a, x, y, z));
  return nearest < Infinity ? nearest : (px * nx + py * ny + pz * nz) ** 2 / normalSquared;
}

/** @param a, b where the ends begin in `vertices` */
function squaredDistanceToSegment(
  vertices: Float64Array,
  a: number,
  b: number,
  x: number,
  y: number,
  z: number,
): number {
  const ux = vertices[b] - vertices[a];
  const uy = vertices[b + 1] - vertices[a + 1];
  const uz = vertices[b + 2] - vertices[a + 2];
  const px = x - vertices[a];
  const py = y - vertices[a + 1];
  const pz = z - vertices[a + 2];
  const lengthSquared = ux * ux + uy * uy + uz * uz;
  const along = lengthSquared > 0 ? (px * ux + py * uy + pz * uz) / lengthSquared : 0;
  const fraction = Math.min(Math.max(along, 0), 1);
  const dx = px - fraction * ux;
  const dy = py - fraction * uy;
  const dz = pz - fraction * uz;
  return dx * dx + dy * dy + dz * dz;
}

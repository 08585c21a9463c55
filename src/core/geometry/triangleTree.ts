import type { TriangleMesh } from "./triangleMesh.ts";

/** Triangles of a leaf at most: fewer cost more nodes, more cost more distances. */
const leafSize = 4;

/** A tree of bounding boxes over the triangles of a mesh; node 0 is the root. */
export interface TriangleTree {
  readonly mesh: TriangleMesh;
  /** Triangles in the order of the leaves. */
  readonly order: Uint32Array;
  /** (nodes, 6): lower x, y, z, upper x, y, z [length]. */
  readonly bounds: Float64Array;
  /** The first child of an inner node (the second follows it), the first place in `order` of a leaf. */
  readonly first: Uint32Array;
  /** Number of triangles of a leaf; 0 marks an inner node. */
  readonly count: Uint32Array;
}

/** Splits the triangles at the median of their centres, along the axis where those spread most, until leaves are small. */
export function buildTriangleTree(mesh: TriangleMesh): TriangleTree {
  const triangleCount = mesh.triangles.length / 3;
  // Halving leaves more than leafSize / 2 triangles in each leaf.
  const capacity = Math.max(1, 2 * Math.ceil(triangleCount / (leafSize / 2)));
  const tree = {
    mesh,
    order: Uint32Array.from({ length: triangleCount }, (_, triangle) => triangle),
    bounds: new Float64Array(6 * capacity),
    first: new Uint32Array(capacity),
    count: new Uint32Array(capacity),
  };
  const centers = triangleCenters(mesh);
  let nodes = 1;

  const build = (node: number, start: number, end: number) => {
    setBounds(tree, node, start, end);
    if (end - start <= leafSize) {
      tree.first[node] = start;
      tree.count[node] = end - start;
      return;
    }
    const axis = widestAxis(tree.order, centers, start, end);
    tree.order.subarray(start, end).sort((a, b) => centers[3 * a + axis] - centers[3 * b + axis] || a - b);
    const middle = (start + end) >>> 1;
    const child = nodes;
    nodes += 2;
    tree.first[node] = child;
    build(child, start, middle);
    build(child + 1, middle, end);
  };
  build(0, 0, triangleCount);
  return tree;
}

/** (T, 3) centres of the triangles, times three [length]. */
function triangleCenters({ vertices, triangles }: TriangleMesh): Float64Array {
  const centers = new Float64Array(triangles.length);
  triangles.forEach((vertex, corner) => {
    const triangle = Math.floor(corner / 3);
    for (let axis = 0; axis < 3; axis++) centers[3 * triangle + axis] += vertices[3 * vertex + axis];
  });
  return centers;
}

function setBounds({ mesh, order, bounds }: TriangleTree, node: number, start: number, end: number): void {
  const { vertices, triangles } = mesh;
  for (let axis = 0; axis < 3; axis++) {
    let lower = Infinity;
    let upper = -Infinity;
    for (let place = start; place < end; place++)
      for (let corner = 0; corner < 3; corner++) {
        const coordinate = vertices[3 * triangles[3 * order[place] + corner] + axis];
        lower = Math.min(lower, coordinate);
        upper = Math.max(upper, coordinate);
      }
    bounds[6 * node + axis] = lower;
    bounds[6 * node + 3 + axis] = upper;
  }
}

function widestAxis(order: Uint32Array, centers: Float64Array, start: number, end: number): number {
  let widest = 0;
  let width = -1;
  for (let axis = 0; axis < 3; axis++) {
    let lower = Infinity;
    let upper = -Infinity;
    for (let place = start; place < end; place++) {
      const center = centers[3 * order[place] + axis];
      lower = Math.min(lower, center);
      upper = Math.max(upper, center);
    }
    if (upper - lower > width) [widest, width] = [axis, upper - lower];
  }
  return widest;
}

import { formatRow } from "./formatNumber.ts";
import { lineChunks } from "./lineChunks.ts";
import type { TriangleMesh } from "../core/geometry/triangleMesh.ts";
import { checkTriangleMesh } from "./checkTriangleMesh.ts";

/**
 * A mesh as Wavefront OBJ, piece by piece: a line `v x y z` for each vertex, then a line `f a b c` for each triangle,
 * which counts vertices from 1. Every number reads back bit for bit.
 * Throws RangeError for a mesh whose arrays do not fit together.
 */
export function* meshObjChunks(mesh: TriangleMesh): Generator<string> {
  checkTriangleMesh(mesh);
  const { vertices, triangles } = mesh;
  yield* lineChunks(vertices.length / 3, (i) => `v ${formatRow(vertices, i)}`);
  yield* lineChunks(triangles.length / 3, (i) => {
    const [a, b, c] = triangles.subarray(3 * i, 3 * i + 3);
    return `f ${a + 1} ${b + 1} ${c + 1}`;
  });
}

import { InputError } from "../failure.ts";
import { distanceToTriangles } from "./nearestTriangle.ts";
import type { Shape } from "./shape.ts";
import { meshBounds, meshProblem } from "./triangleMesh.ts";
import type { TriangleMesh } from "./triangleMesh.ts";
import { buildTriangleTree } from "./triangleTree.ts";
import { windingNumber } from "./windingNumber.ts";

/**
 * What a closed mesh encloses, in three dimensions. Which way round its triangles are does not matter as long as
 * neighbours agree; where closed parts overlap, the distance is that to the nearest triangle, inner ones included.
 *
 * @throws InputError where the mesh encloses no volume, with what `meshProblem` says about it
 */
export function meshShape(mesh: TriangleMesh): Shape {
  const problem = meshProblem(mesh);
  if (problem) throw new InputError([{ path: "", message: problem }]);
  const tree = buildTriangleTree(mesh);
  return {
    ...meshBounds(mesh),
    signedDistance([x, y, z]) {
      const distance = distanceToTriangles(tree, x, y, z);
      return windingNumber(tree, x, y, z) === 0 ? distance : -distance;
    },
  };
}

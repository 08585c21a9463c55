import type { TriangleMesh } from "../core/geometry/triangleMesh.ts";

/** Throws RangeError for arrays that are no rows of three and for a triangle of a vertex that there is not. */
export function checkTriangleMesh({ vertices, triangles }: TriangleMesh): void {
  for (const [name, { length }] of Object.entries({ vertices, triangles }))
    if (length % 3 !== 0) throw new RangeError(`mesh: ${name} must hold rows of 3, got ${length} numbers`);
  const count = vertices.length / 3;
  const odd = triangles.findIndex((index) => index >= count);
  if (odd >= 0)
    throw new RangeError(
      `mesh: triangle ${Math.floor(odd / 3)} names vertex ${triangles[odd]}, there are ${count}`,
    );
}

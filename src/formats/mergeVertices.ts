import type { TriangleMesh } from "../core/geometry/triangleMesh.ts";

/**
 * A mesh of triangles that were listed corner by corner; vertices are numbered as they first appear.
 *
 * @param positions (T, 3 corners, 3) finite coordinates [length]
 */
export function mergeVertices(positions: ArrayLike<number>): TriangleMesh {
  const corners = positions.length / 3;
  const triangles = new Uint32Array(corners);
  const coordinates: number[] = [];
  // Numbers as keys, one map within another: far quicker than texts of three numbers.
  const byX = new Map<number, Map<number, Map<number, number>>>();
  for (let corner = 0; corner < corners; corner++) {
    const [x, y, z] = [positions[3 * corner], positions[3 * corner + 1], positions[3 * corner + 2]];
    const byZ = entryOf(entryOf(byX, x), y);
    let vertex = byZ.get(z);
    if (vertex === undefined) {
      vertex = coordinates.length / 3;
      byZ.set(z, vertex);
      // −0 becomes 0.
      coordinates.push(x + 0, y + 0, z + 0);
    }
    triangles[corner] = vertex;
  }
  return { vertices: Float64Array.from(coordinates), triangles };
}

/** The map under a key, which is made where there is none. A Map takes 0 and −0 for the same. */
function entryOf<T>(maps: Map<number, Map<number, T>>, key: number): Map<number, T> {
  let map = maps.get(key);
  if (!map) maps.set(key, (map = new Map<number, T>()));
  return map;
}

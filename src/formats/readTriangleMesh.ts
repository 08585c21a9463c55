import { InputError } from "../core/failure.ts";
import type { TriangleMesh } from "../core/geometry/triangleMesh.ts";
import { mergeVertices } from "./mergeVertices.ts";
import { readObjPositions } from "./readObj.ts";
import { readStlPositions } from "./readStl.ts";

/** Extensions of the triangle meshes that we read. */
export const meshExtensions = [".stl", ".obj"] as const;

/**
 * A triangle mesh of an STL (text or binary) or OBJ file, told by the extension of its path. Polygons become fans of
 * triangles; vertices with the same coordinates become one. Coordinates are those of the file rounded to float32.
 *
 * @throws InputError with the path where the file is malformed or has no triangles
 */
export async function readTriangleMesh(bytes: Uint8Array, path: string): Promise<TriangleMesh> {
  const extension = meshExtensions.find((ending) => path.toLowerCase().endsWith(ending));
  if (!extension) fail(path, `the extension is none of ${meshExtensions.join(", ")}`);
  const positions = await readers[extension](bytes, path);
  if (positions.length === 0) fail(path, "holds no triangles");
  const wrong = positions.findIndex((coordinate) => !Number.isFinite(coordinate));
  if (wrong >= 0)
    fail(path, `a vertex of triangle ${Math.floor(wrong / 9) + 1} is beyond the range of float32`);
  return mergeVertices(positions);
}

/** Each gives (T, 3 corners, 3) coordinates [length]. */
const readers: Record<
  (typeof meshExtensions)[number],
  (bytes: Uint8Array, path: string) => Promise<Float32Array>
> = { ".stl": readStlPositions, ".obj": readObjPositions };

function fail(path: string, message: string): never {
  throw new InputError([{ path, message }]);
}

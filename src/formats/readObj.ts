import type { Mesh } from "three";
import { LineReader, quote, splitFields } from "./lineReader.ts";

/**
 * Corners of the triangles of an OBJ file: (T, 3 corners, 3) [length]; polygons become fans. Three.js's loader
 * takes numbers as far as they go and leaves out what it cannot make sense of, so vertices and faces are checked before.
 *
 * @throws InputError with the path, the line (continued ones count as one), what was expected and what was found
 */
export async function readObjPositions(bytes: Uint8Array, path: string): Promise<Float32Array> {
  // A backslash continues a line on the next one.
  const text = new TextDecoder().decode(bytes).replace(/\\\r?\n/g, " ");
  const expected = countTriangles(text, path);
  // Loaded when it is needed, since few runs have a mesh.
  const { OBJLoader } = await import("three/examples/jsm/loaders/OBJLoader.js");
  const positions = new Float32Array(9 * expected);
  let length = 0;
  for (const object of new OBJLoader().parse(text).children) {
    // An object may also be of lines or points, which bound nothing.
    if (!(object as Mesh).isMesh) continue;
    const { array } = (object as Mesh).geometry.getAttribute("position");
    positions.set(array, length);
    length += array.length;
  }
  return positions.slice(0, length);
}

/** Goes through the vertices and faces of a file and counts the triangles that the faces make. */
function countTriangles(text: string, path: string): number {
  const lines = new LineReader(text, path);
  let vertices = 0;
  let triangles = 0;
  while (!lines.atEnd) {
    const [keyword, ...fields] = splitFields(lines.next("a line"));
    if (keyword === "v") {
      vertices++;
      for (let axis = 0; axis < 3; axis++) lines.real(fields[axis], "a coordinate of a vertex");
    } else if (keyword === "f") {
      if (fields.length < 3) lines.fail("a face of three or more vertices", String(fields.length));
      for (const field of fields) checkIndex(field, vertices, lines);
      triangles += fields.length - 2;
    }
  }
  return triangles;
}

/** A vertex of a face is v, v/vt, v//vn or v/vt/vn, v from 1, or from -1 backwards through those above. */
function checkIndex(field: string, vertices: number, lines: LineReader): void {
  const index = Number(field.split("/")[0]);
  if (!Number.isInteger(index) || index === 0 || Math.abs(index) > vertices)
    lines.fail(`a vertex number of a face in [1, ${vertices}] or [-${vertices}, -1]`, quote(field));
}

import { InputError } from "../core/failure.ts";

/** Bytes before the triangles of a binary file, where the last four are their number, and bytes of each triangle. */
const headerSize = 84;
const triangleSize = 50;

const number = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`;
const vertex = String.raw`vertex\s+${number}\s+${number}\s+${number}\s+`;
/** A triangle of a text file up to its `endfacet`. Its normal is not used, and some programs write nan there. */
const facet = new RegExp(
  String.raw`facet\s+normal(?:\s+\S+){3}\s+outer\s+loop\s+(?:${vertex}){3}endloop\s*$`,
);

/**
 * Corners of the triangles of an STL file, text or binary: (T, 3 corners, 3) [length].
 * Three.js's loader leaves out what it cannot make sense of, so the form is checked before it reads.
 *
 * @throws InputError with the path and what is malformed
 */
export async function readStlPositions(bytes: Uint8Array, path: string): Promise<Float32Array> {
  const problem = formProblem(bytes);
  if (problem) throw new InputError([{ path, message: problem }]);
  // Loaded when it is needed, since few runs have a mesh.
  const { STLLoader } = await import("three/examples/jsm/loaders/STLLoader.js");
  // A copy: the bytes may be part of a larger buffer.
  return new STLLoader().parse(bytes.slice().buffer).getAttribute("position").array as Float32Array;
}

function formProblem(bytes: Uint8Array): string | undefined {
  if (bytes.length < headerSize) return `is too short for an STL file: ${bytes.length} bytes`;
  const count = new DataView(bytes.buffer, bytes.byteOffset).getUint32(headerSize - 4, true);
  const binarySize = headerSize + triangleSize * count;
  if (bytes.length === binarySize) return undefined;
  // A binary header may begin with "solid" too; the size tells.
  if (new TextDecoder().decode(bytes.subarray(0, 9)).includes("solid"))
    return textProblem(new TextDecoder().decode(bytes));
  if (bytes.length > binarySize) return undefined;
  return `the header of the binary STL file counts ${count} triangles, which need ${binarySize} bytes, got ${bytes.length}`;
}

function textProblem(text: string): string | undefined {
  const pieces = text.split("endfacet");
  const rest = pieces.pop() ?? "";
  const malformed = pieces.findIndex((piece) => !facet.test(piece));
  if (malformed >= 0)
    return `facet ${malformed + 1} of the STL file is not a normal and a loop of three vertices, each of three numbers`;
  return rest.includes("endsolid") ? undefined : "the STL file ends before endsolid";
}

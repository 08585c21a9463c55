import { describe, expect, it } from "vitest";
import { encodeMeshPly } from "../../src/formats/meshPly.ts";
import { awkwardNumbers, bitsOf } from "./exampleFrame.ts";

const mesh = { vertices: Float64Array.from(awkwardNumbers), triangles: Uint32Array.of(0, 1, 2, 2, 1, 0) };

/** Where the text ends and the numbers begin. */
function split(bytes: Uint8Array): { header: string; body: Uint8Array } {
  const length = new TextDecoder("latin1").decode(bytes).indexOf("end_header\n") + "end_header\n".length;
  return { header: new TextDecoder().decode(bytes.subarray(0, length)), body: bytes.slice(length) };
}

describe("mesh as PLY", () => {
  it("the header names the elements and the types of their properties", () => {
    expect(split(encodeMeshPly(mesh)).header.split("\n")).toEqual([
      "ply",
      "format binary_little_endian 1.0",
      "element vertex 3",
      "property double x",
      "property double y",
      "property double z",
      "element face 2",
      "property list uchar int vertex_indices",
      "end_header",
      "",
    ]);
  });

  it("vertices and triangles come back bit for bit", () => {
    const { body } = split(encodeMeshPly(mesh));
    expect(body).toHaveLength(3 * 24 + 2 * 13);
    expect([...body.subarray(0, 72)]).toEqual(bitsOf(mesh.vertices));
    const view = new DataView(body.buffer, 72);
    const faces = [0, 13].map((start) => [
      view.getUint8(start),
      ...[1, 5, 9].map((offset) => view.getInt32(start + offset, true)),
    ]);
    expect(faces).toEqual([
      [3, 0, 1, 2],
      [3, 2, 1, 0],
    ]);
  });

  it("an empty mesh is a header alone", () => {
    const { header, body } = split(
      encodeMeshPly({ vertices: new Float64Array(), triangles: new Uint32Array() }),
    );
    expect(header).toContain("element vertex 0\n");
    expect(header).toContain("element face 0\n");
    expect(body).toHaveLength(0);
  });

  it("arrays that make no mesh are refused", () => {
    const vertices = new Float64Array(9);
    expect(() => encodeMeshPly({ vertices, triangles: Uint32Array.of(0, 1, 2, 0, 1, 3) })).toThrow(
      "mesh: triangle 1 names vertex 3, there are 3",
    );
    expect(() => encodeMeshPly({ vertices, triangles: Uint32Array.of(0, 1) })).toThrow(
      "mesh: triangles must hold rows of 3, got 2 numbers",
    );
    expect(() => encodeMeshPly({ vertices: new Float64Array(8), triangles: new Uint32Array() })).toThrow(
      "mesh: vertices must hold rows of 3, got 8 numbers",
    );
  });
});

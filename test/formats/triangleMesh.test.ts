import { describe, expect, it } from "vitest";
import { InputError } from "../../src/core/failure.ts";
import { meshBounds, meshProblem } from "../../src/core/geometry/triangleMesh.ts";
import type { TriangleMesh } from "../../src/core/geometry/triangleMesh.ts";
import { readTriangleMesh } from "../../src/formats/readTriangleMesh.ts";
import { boxMesh } from "../core/geometry/exampleMeshes.ts";

const box = boxMesh([-0.5, 0, 0.25], [1.5, 0.75, 2]);
const corners = Array.from({ length: box.triangles.length / 3 }, (_, triangle) =>
  [0, 1, 2].map((corner) => {
    const vertex = box.triangles[3 * triangle + corner];
    return [...box.vertices.slice(3 * vertex, 3 * vertex + 3)];
  }),
);

const facets = corners.map(
  (triangle) => `  facet normal 0 0 0
    outer loop
${triangle.map((vertex) => `      vertex ${vertex.map((x) => x.toExponential()).join(" ")}\n`).join("")}    endloop
  endfacet
`,
);
const textStl = `solid box\n${facets.join("")}endsolid box\n`;

/** @param header what the file begins with */
function binaryStl(header: string): Uint8Array {
  const bytes = new Uint8Array(84 + 50 * corners.length);
  new TextEncoder().encodeInto(header, bytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(80, corners.length, true);
  corners.flat(2).forEach((coordinate, k) => {
    const triangle = Math.floor(k / 9);
    view.setFloat32(84 + 50 * triangle + 12 + 4 * (k % 9), coordinate, true);
  });
  return bytes;
}

const obj = `# a box of squares
o box
v -0.5 0 0.25
v 1.5 0 0.25
v -0.5 0.75 0.25
v 1.5 0.75 0.25
v -0.5 0 2
v 1.5 0 2
v -0.5 0.75 2
v 1.5 0.75 2
vt 0 0
f 1 5 7 3
f 2/1 4/1 8/1 6/1
f 1 2 6 \\
  5
f -6 -2 -1 -5
f 1 3 4 2
f 5 6 8 7
`;

const bytesOf = (text: string) => new TextEncoder().encode(text);

async function problemOf(content: string | Uint8Array, path: string): Promise<string> {
  const bytes = typeof content === "string" ? bytesOf(content) : content;
  const error = await readTriangleMesh(bytes, path).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).message;
}

function expectBox(mesh: TriangleMesh): void {
  expect(mesh.vertices).toHaveLength(3 * 8);
  expect(mesh.triangles).toHaveLength(3 * 12);
  expect(meshProblem(mesh)).toBeUndefined();
  expect(meshBounds(mesh)).toEqual({ lower: [-0.5, 0, 0.25], upper: [1.5, 0.75, 2] });
}

describe("a box of 12 triangles and 8 vertices, closed, is read from", () => {
  it("a text STL file, whatever its line ends", async () => {
    expectBox(await readTriangleMesh(bytesOf(textStl), "box.stl"));
    expectBox(await readTriangleMesh(bytesOf(textStl.replaceAll("\n", "\r\n")), "BOX.STL"));
  });

  it("a binary STL file, even one whose header begins like a text file", async () => {
    expectBox(await readTriangleMesh(binaryStl("made by hand"), "box.stl"));
    expectBox(await readTriangleMesh(binaryStl("solid box"), "box.stl"));
  });

  it("a binary STL file within a larger buffer", async () => {
    const bytes = binaryStl("made by hand");
    const larger = new Uint8Array(bytes.length + 20);
    larger.set(bytes, 10);
    expectBox(await readTriangleMesh(larger.subarray(10, 10 + bytes.length), "box.stl"));
  });

  it("an OBJ file of squares, with texture coordinates, numbers backwards and continued lines", async () => {
    expectBox(await readTriangleMesh(bytesOf(obj), "box.obj"));
    expectBox(await readTriangleMesh(bytesOf(obj.replaceAll("\n", "\r\n")), "folder/box.OBJ"));
  });

  it("an OBJ file of several objects and the lines between them", async () => {
    const parts = obj
      .replace("f -6", "o rest\nf -6")
      .replace("f 1 3 4 2", "o wire\nl 1 2 3\no end\nf 1 3 4 2");
    expectBox(await readTriangleMesh(bytesOf(parts), "box.obj"));
  });
});

describe("vertices", () => {
  it("at 0 and −0 are one", async () => {
    const signed = textStl.replace("vertex -5e-1 0e+0", "vertex -5e-1 -0e+0");
    expect(signed).not.toBe(textStl);
    expectBox(await readTriangleMesh(bytesOf(signed), "box.stl"));
  });
});

describe("a malformed file is refused with its path:", () => {
  it("an extension that says neither STL nor OBJ", async () => {
    expect(await problemOf(textStl, "box.ply")).toBe("box.ply: the extension is none of .stl, .obj");
  });

  it("an STL file that is too short for any, or for the triangles that it counts", async () => {
    expect(await problemOf("solid", "a.stl")).toBe("a.stl: is too short for an STL file: 5 bytes");
    expect(await problemOf(binaryStl("x").slice(0, -1), "a.stl")).toBe(
      "a.stl: the header of the binary STL file counts 12 triangles, which need 684 bytes, got 683",
    );
  });

  it("a text STL file with a facet that is not three vertices of numbers", async () => {
    const message =
      "a.stl: facet 3 of the STL file is not a normal and a loop of three vertices, each of three numbers";
    const broken = (from: RegExp | string, to: string) =>
      problemOf(`solid\n${facets.with(2, facets[2].replace(from, to)).join("")}endsolid`, "a.stl");
    expect(await broken(/vertex.*\n/, "")).toBe(message);
    expect(await broken(/vertex \S+/, "vertex nan")).toBe(message);
    expect(await broken(/(vertex \S+ \S+) \S+/, "$1 1,5")).toBe(message);
    expect(await broken("outer loop", "")).toBe(message);
  });

  it("a text STL file that ends too soon", async () => {
    expect(await problemOf(textStl.slice(0, -20), "a.stl")).toBe("a.stl: the STL file ends before endsolid");
  });

  it("an STL file without triangles", async () => {
    expect(await problemOf(`solid ${"x".repeat(80)}\nendsolid`, "a.stl")).toBe("a.stl: holds no triangles");
  });

  it("an STL or OBJ file with a coordinate that float32 cannot hold", async () => {
    const message = "a vertex of triangle 1 is beyond the range of float32";
    expect(await problemOf(textStl.replace("2.5e-1", "1e39"), "a.stl")).toBe(`a.stl: ${message}`);
    expect(await problemOf(obj.replace("-0.5", "1e39"), "a.obj")).toBe(`a.obj: ${message}`);
  });

  it("an OBJ file with a vertex that is not three numbers, by its line", async () => {
    expect(await problemOf(obj.replace("v 1.5 0 0.25", "v 1.5 0"), "a.obj")).toBe(
      "a.obj: line 4: expected a coordinate of a vertex, a finite number, found nothing",
    );
    expect(await problemOf(obj.replace("v 1.5 0 0.25", "v 1.5 0 1,5"), "a.obj")).toMatch(/found "1,5"$/);
  });

  it("an OBJ file with a face of too few vertices or of one that there is not, by its line", async () => {
    expect(await problemOf(obj.replace("f 1 3 4 2", "f 1 3"), "a.obj")).toMatch(
      /^a.obj: line \d+: expected a face of three or more vertices, found 2$/,
    );
    for (const index of ["9", "0", "-9", "x", "1.5"])
      expect(await problemOf(obj.replace("f 1 3 4 2", `f 1 3 4 ${index}`), "a.obj")).toContain(
        `expected a vertex number of a face in [1, 8] or [-8, -1], found "${index}"`,
      );
  });

  it("an OBJ file without faces", async () => {
    expect(await problemOf("v 0 0 0\n", "a.obj")).toBe("a.obj: holds no triangles");
  });
});

import { describe, expect, it } from "vitest";
import { meshObjChunks } from "../../src/formats/meshObj.ts";
import { awkwardNumbers, bitsOf } from "./exampleFrame.ts";

/** The numbers of all lines that begin with the keyword. */
function numbersOf(text: string, keyword: string): number[] {
  const lines = text.split("\n").filter((line) => line.startsWith(`${keyword} `));
  return lines.flatMap((line) => line.split(" ").slice(1).map(Number));
}

describe("mesh as OBJ", () => {
  it("is a line for each vertex, then one for each triangle that counts from 1", () => {
    const vertices = Float64Array.of(0, 0.1, -0, 1e-7, 1, 2, 3, 4, 5);
    const text = [...meshObjChunks({ vertices, triangles: Uint32Array.of(0, 1, 2) })].join("");
    expect(text).toBe("v 0 0.1 -0\nv 1e-7 1 2\nv 3 4 5\nf 1 2 3\n");
  });

  it("vertices come back bit for bit", () => {
    const vertices = Float64Array.from(awkwardNumbers);
    const text = [...meshObjChunks({ vertices, triangles: new Uint32Array() })].join("");
    expect(bitsOf(Float64Array.from(numbersOf(text, "v")))).toEqual(bitsOf(vertices));
  });

  it("a large mesh comes in pieces that hold whole lines", () => {
    const count = 10_000;
    const vertices = Float64Array.from({ length: 3 * count }, (_, i) => i / 7);
    const triangles = Uint32Array.from({ length: 3 * count }, (_, i) => (i * 7) % count);
    const chunks = [...meshObjChunks({ vertices, triangles })];
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThan(300_000);
    expect(chunks.every((chunk) => chunk.endsWith("\n"))).toBe(true);
    expect(numbersOf(chunks.join(""), "v")).toEqual([...vertices]);
    expect(numbersOf(chunks.join(""), "f").map((index) => index - 1)).toEqual([...triangles]);
  });

  it("a triangle of a vertex that there is not is refused", () => {
    const mesh = { vertices: new Float64Array(9), triangles: Uint32Array.of(0, 1, 3) };
    expect(() => [...meshObjChunks(mesh)]).toThrow("mesh: triangle 0 names vertex 3, there are 3");
  });
});

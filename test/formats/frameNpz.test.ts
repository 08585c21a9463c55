import { describe, expect, it } from "vitest";
import type { InputError } from "../../src/core/failure.ts";
import { encodeFrameNpz } from "../../src/formats/frameNpz.ts";
import type { NpySource } from "../../src/formats/npy.ts";
import { decodeNpz, encodeNpz } from "../../src/formats/npz.ts";
import { readFrameNpz } from "../../src/formats/readFrameNpz.ts";
import { bitsOf, exampleFrame, labelsOf } from "./exampleFrame.ts";

const path = "frame.npz";
const read = (arrays: Record<string, NpySource>) => readFrameNpz(encodeNpz(arrays), path);
const position = { data: Float64Array.of(1, 2, 3, 4, 5, 6), shape: [2, 3] };

describe("frame npz", () => {
  it("every array has the documented shape and type", () => {
    const arrays = decodeNpz(encodeFrameNpz(exampleFrame()), path);
    const kinds = Object.entries(arrays).map(([name, { data, shape }]) => [
      name,
      data.constructor.name,
      shape,
    ]);
    expect(kinds).toEqual([
      ["position", "Float64Array", [3, 3]],
      ["velocity", "Float64Array", [3, 3]],
      ["force", "Float64Array", [3, 3]],
      ["id", "Uint32Array", [3]],
      ["type", "Uint32Array", [3]],
      ["image", "Int32Array", [3, 3]],
      ["step", "Float64Array", []],
      ["time", "Float64Array", []],
      ["box", "Float64Array", [2, 3]],
      ["boundaries", "Uint8Array", [3]],
      ["dimensions", "Uint8Array", []],
      ["typeNames", "Uint8Array", [11]],
      ["potentialEnergy", "Float64Array", [3]],
    ]);
  });

  it("every number of a frame is kept bit for bit", () => {
    const frame = exampleFrame();
    const arrays = decodeNpz(encodeFrameNpz(frame), path);
    expect(bitsOf(arrays.position.data)).toEqual(bitsOf(frame.particles.position));
    expect(bitsOf(arrays.velocity.data)).toEqual(bitsOf(frame.particles.velocity));
    expect(bitsOf(arrays.force.data)).toEqual(bitsOf(frame.force));
    expect(bitsOf(arrays.potentialEnergy.data)).toEqual(bitsOf(frame.potentialEnergy));
    expect(arrays.step.data[0]).toBe(5_000_000_000);
    expect(arrays.time.data[0]).toBe(0.1 + 0.2);
    expect([...arrays.box.data]).toEqual([...frame.box.lower, ...frame.box.lengths]);
    expect([...arrays.boundaries.data]).toEqual([0, 1, 2]);
  });

  it("a frame without energies has no array of them", () => {
    const frame = { ...exampleFrame(), potentialEnergy: undefined };
    expect(decodeNpz(encodeFrameNpz(frame), path)).not.toHaveProperty("potentialEnergy");
  });

  it("particles, names of types and box come back", () => {
    const frame = exampleFrame();
    const file = readFrameNpz(encodeFrameNpz(frame), path);
    const { position, velocity, type, id, image, count } = frame.particles;
    expect(file).toEqual({
      count,
      position,
      velocity,
      type,
      id,
      image,
      box: frame.box,
      typeNames: frame.typeNames,
    });
    expect(labelsOf(file)).toEqual(["Kr", "Ar", "Kr"]);
  });

  it("a two-dimensional box comes back as one", () => {
    const box = { ...exampleFrame().box, dimensions: 2 as const };
    expect(readFrameNpz(encodeFrameNpz({ ...exampleFrame(), box }), path).box).toEqual(box);
  });

  it("positions alone are enough, in float32 too", () => {
    const file = read({ position: { data: Float32Array.of(0.5, 1, 2), shape: [1, 3] } });
    expect(file.position).toEqual(Float64Array.of(0.5, 1, 2));
    expect(file.box ?? file.velocity ?? file.type ?? file.typeNames ?? file.id ?? file.image).toBeUndefined();
  });

  it("types may be int64, as NumPy has them, and a box without boundaries is periodic", () => {
    const box = { data: Float64Array.of(0, 0, 0, 5, 6, 7), shape: [2, 3] };
    const file = read({ position, box, type: { data: BigInt64Array.of(0n, 1n), shape: [2] } });
    expect(file.type).toEqual(Uint32Array.of(0, 1));
    expect(file.box).toEqual({
      dimensions: 3,
      lower: [0, 0, 0],
      lengths: [5, 6, 7],
      boundaries: ["periodic", "periodic", "periodic"],
    });
  });

  it.each<[string, Record<string, NpySource>, string]>([
    ["no positions", { id: { data: Uint32Array.of(1), shape: [1] } }, "found only id"],
    ["no particles", { position: { data: new Float64Array(0), shape: [0, 3] } }, "at least one row"],
    [
      "positions in a plane",
      { position: { data: new Float64Array(4), shape: [2, 2] } },
      "frame.npz/position.npy: expected shape (2, 3), found (2, 2)",
    ],
    [
      "a NaN",
      { position: { data: Float64Array.of(1, 2, 3, 4, NaN, 6), shape: [2, 3] } },
      "position.npy: expected a finite number in row 1, found NaN",
    ],
    [
      "a fractional type",
      { position, type: { data: Float64Array.of(0, 0.5), shape: [2] } },
      "type.npy: expected an integer in [0, 4294967295] in row 1, found 0.5",
    ],
    [
      "a type without a name",
      {
        position,
        type: { data: Uint8Array.of(0, 1), shape: [2] },
        typeNames: { data: new TextEncoder().encode('["A"]'), shape: [5] },
      },
      "type.npy: expected an integer in [0, 0] in row 1, found 1",
    ],
    [
      "names that are not JSON",
      { position, typeNames: { data: Uint8Array.of(65), shape: [1] } },
      "typeNames.npy: expected the bytes of a JSON list of names",
    ],
    [
      "an id 0",
      { position, id: { data: Uint8Array.of(0, 1), shape: [2] } },
      "id.npy: expected an integer in [1,",
    ],
    ["an id twice", { position, id: { data: Uint8Array.of(1, 1), shape: [2] } }, "id.npy: must be unique"],
    [
      "a flat box",
      { position, box: { data: Float64Array.of(0, 0, 0, 5, 5, 0), shape: [2, 3] } },
      "box.npy: must have edges (row 1) above 0",
    ],
    [
      "an unknown boundary",
      { position, boundaries: { data: Uint8Array.of(0, 0, 3), shape: [3] } },
      "boundaries.npy: expected an integer in [0, 2] in row 2, found 3",
    ],
  ])("%s is refused", (_, arrays, message) => {
    expect(() => read(arrays)).toThrow(message);
  });

  it("every problem is reported, not just the first", () => {
    const bad = { data: Uint8Array.of(0), shape: [1] };
    try {
      read({ position, velocity: bad, id: bad, box: bad });
      expect.unreachable();
    } catch (error) {
      expect((error as InputError).problems.map((problem) => problem.path)).toEqual([
        "frame.npz/velocity.npy",
        "frame.npz/id.npy",
        "frame.npz/box.npy",
      ]);
    }
  });
});

import { describe, expect, it } from "vitest";
import type { FluidFrame } from "../../src/core/fluidFrame.ts";
import { encodeFluidFrameNpz } from "../../src/formats/fluidFrameNpz.ts";
import { decodeNpz } from "../../src/formats/npz.ts";
import { awkwardNumbers, bitsOf, exampleFrame } from "./exampleFrame.ts";

const { step, time, box, particles, force } = exampleFrame();
const frame: FluidFrame = {
  step,
  time,
  box,
  particles,
  density: Float64Array.from(awkwardNumbers.slice(0, 3)),
  pressure: Float64Array.from(awkwardNumbers.slice(3, 6)),
  acceleration: force,
  materialNames: ["Wasser", "Öl", "wall"],
  fluidCount: 2,
};

describe("fluid frame npz", () => {
  const arrays = decodeNpz(encodeFluidFrameNpz(frame), "frame.npz");

  it("every array has the documented shape and type", () => {
    const kinds = Object.entries(arrays).map(([name, { data, shape }]) => [
      name,
      data.constructor.name,
      shape,
    ]);
    expect(kinds).toEqual([
      ["position", "Float64Array", [3, 3]],
      ["velocity", "Float64Array", [3, 3]],
      ["acceleration", "Float64Array", [3, 3]],
      ["density", "Float64Array", [3]],
      ["pressure", "Float64Array", [3]],
      ["id", "Uint32Array", [3]],
      ["type", "Uint32Array", [3]],
      ["image", "Int32Array", [3, 3]],
      ["step", "Float64Array", []],
      ["time", "Float64Array", []],
      ["box", "Float64Array", [2, 3]],
      ["boundaries", "Uint8Array", [3]],
      ["dimensions", "Uint8Array", []],
      ["materialNames", "Uint8Array", [new TextEncoder().encode('["Wasser","Öl","wall"]').length]],
      ["fluidCount", "Uint32Array", []],
    ]);
  });

  it("every number comes back bit for bit", () => {
    const { density, pressure, acceleration } = frame;
    const expected = { ...particles, density, pressure, acceleration };
    for (const name of [
      "position",
      "velocity",
      "acceleration",
      "density",
      "pressure",
      "id",
      "type",
      "image",
    ] as const)
      expect(bitsOf(arrays[name].data), name).toEqual(bitsOf(expected[name]));
    expect(arrays.step.data[0]).toBe(5_000_000_000);
    expect(arrays.time.data[0]).toBe(0.1 + 0.2);
    expect([...arrays.box.data]).toEqual([...box.lower, ...box.lengths]);
    expect([...arrays.boundaries.data]).toEqual([0, 1, 2]);
    expect([arrays.dimensions.data[0], arrays.fluidCount.data[0]]).toEqual([3, 2]);
  });

  it("names of materials come back from the bytes of a JSON list", () => {
    const text = new TextDecoder().decode(Uint8Array.from(arrays.materialNames.data));
    expect(JSON.parse(text)).toEqual(["Wasser", "Öl", "wall"]);
  });
});

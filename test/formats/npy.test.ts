import { describe, expect, it } from "vitest";
import type { NumericArray } from "../../src/formats/npy.ts";
import { decodeNpy, encodeNpy } from "../../src/formats/npy.ts";
import { awkwardNumbers, bitsOf } from "./exampleFrame.ts";

/** The bytes of a `.npy` file put together by hand after the format's specification. */
function npyBytes(dictionary: string, data: Uint8Array, version = 1): Uint8Array {
  const header = dictionary.padEnd(128 - 10 - 1) + "\n";
  const prefix = [0x93, ...new TextEncoder().encode("NUMPY"), version, 0, header.length, 0];
  return Uint8Array.from([...prefix, ...new TextEncoder().encode(header), ...data]);
}

describe("npy", () => {
  it("a float64 (2, 3) array is written byte for byte as the specification of version 1.0 says", () => {
    const bytes = encodeNpy({ data: Float64Array.of(1, 2, 3, 4, 5, 6), shape: [2, 3] });
    const header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }";
    const padding = 128 - 10 - header.length - 1;
    expect([...bytes.subarray(0, 10)]).toEqual([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 118, 0]);
    expect(new TextDecoder().decode(bytes.subarray(10, 128))).toBe(header + " ".repeat(padding) + "\n");
    expect(bytes.length).toBe(128 + 48);
    // 1.0 is 0x3ff0000000000000, least byte first.
    expect([...bytes.subarray(128, 136)]).toEqual([0, 0, 0, 0, 0, 0, 0xf0, 0x3f]);
  });

  it.each([
    ["<f8", Float64Array.from(awkwardNumbers)],
    ["<f4", Float32Array.of(0.1, -0, 3e38)],
    ["<i4", Int32Array.of(-2147483648, 0, 2147483647)],
    ["<u4", Uint32Array.of(0, 4294967295)],
    ["|u1", Uint8Array.of(0, 255)],
  ])("%s comes back bit for bit", (dtype, data: NumericArray) => {
    const bytes = encodeNpy({ data, shape: [data.length] });
    expect(new TextDecoder().decode(bytes)).toContain(`'descr': '${dtype}'`);
    const array = decodeNpy(bytes, "a.npy");
    expect(array.data.constructor).toBe(data.constructor);
    expect(array.shape).toEqual([data.length]);
    expect(bitsOf(array.data)).toEqual(bitsOf(data));
  });

  it.each([
    ["()", []],
    ["(1,)", [1]],
    ["(1, 1, 1, 1)", [1, 1, 1, 1]],
  ])("shape %s is written as a Python tuple and comes back", (tuple, shape) => {
    const bytes = encodeNpy({ data: Float64Array.of(7), shape });
    expect(new TextDecoder().decode(bytes)).toContain(`'shape': ${tuple}, }`);
    expect(decodeNpy(bytes, "a.npy")).toEqual({ data: Float64Array.of(7), shape });
  });

  it("an empty array comes back with its shape", () => {
    const bytes = encodeNpy({ data: new Float64Array(0), shape: [0, 3] });
    expect(decodeNpy(bytes, "a.npy")).toEqual({ data: new Float64Array(0), shape: [0, 3] });
  });

  it("the data start at a multiple of 64 bytes for every number of dimensions", () => {
    for (let dimensions = 0; dimensions < 30; dimensions++) {
      const bytes = encodeNpy({ data: Uint8Array.of(1), shape: new Array<number>(dimensions).fill(1) });
      expect((bytes.length - 1) % 64).toBe(0);
    }
  });

  it("a view into a larger buffer is written without its surroundings and read from any offset", () => {
    const data = new Float64Array([1, 2, 3, 4]).subarray(1, 3);
    const bytes = encodeNpy({ data, shape: [2] });
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    expect(decodeNpy(shifted.subarray(1), "a.npy").data).toEqual(Float64Array.of(2, 3));
  });

  it("int64 is read as float64 up to 2⁵³ − 1", () => {
    const bytes = encodeNpy({ data: BigInt64Array.of(-5n, 2n ** 53n - 1n), shape: [2] });
    expect(decodeNpy(bytes, "a.npy").data).toEqual(Float64Array.of(-5, 2 ** 53 - 1));
  });

  it("an int64 that float64 cannot hold is an error naming the element", () => {
    const bytes = encodeNpy({ data: BigInt64Array.of(1n, 2n ** 53n + 1n), shape: [2] });
    expect(() => decodeNpy(bytes, "a.npy")).toThrow("a.npy: element 1 = 9007199254740993 is beyond");
  });

  it("a header of other spacing and key order is read", () => {
    const bytes = npyBytes("{'shape':(2,),'fortran_order':False,'descr':'|u1'}", Uint8Array.of(8, 9));
    expect(decodeNpy(bytes, "a.npy")).toEqual({ data: Uint8Array.of(8, 9), shape: [2] });
  });

  it.each([
    ["{'descr': '<f8', 'fortran_order': True, 'shape': (1,), }", 8, "found Fortran order"],
    ["{'descr': '>f8', 'fortran_order': False, 'shape': (1,), }", 8, "expected dtype <f8, <f4, "],
    ["{'descr': '<U5', 'fortran_order': False, 'shape': (1,), }", 20, "found <U5"],
    ["{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,), }", 8, "found a record"],
    ["{'descr': '<f8', 'fortran_order': False, }", 8, "expected a shape"],
    [
      "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }",
      15,
      "expected 16 bytes for shape (2,) of <f8, found 15",
    ],
  ])("%s is refused", (dictionary, length, message) => {
    const bytes = npyBytes(dictionary, new Uint8Array(length));
    expect(() => decodeNpy(bytes, "a.npy")).toThrow(message);
  });

  it("other data, no data and other versions are refused", () => {
    expect(() => decodeNpy(new TextEncoder().encode("step,time"), "a.npy")).toThrow("expected a .npy array");
    expect(() => decodeNpy(new Uint8Array(0), "a.npy")).toThrow("expected a .npy array");
    expect(() => decodeNpy(npyBytes("{}", new Uint8Array(0), 3), "a.npy")).toThrow("found version 3.0");
  });

  it("a shape that does not hold the data is refused on writing", () => {
    expect(() => encodeNpy({ data: new Float64Array(5), shape: [2, 3] })).toThrow(RangeError);
  });
});

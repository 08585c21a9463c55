import { describe, expect, it } from "vitest";
import { decodeNpz, encodeNpz } from "../../src/formats/npz.ts";

const fromBase64 = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

// numpy.savez(position=[[0.1, 0.2, 0.3]]) of NumPy 2.4, which writes zip64 sizes.
const numpyStored = fromBase64(
  "UEsDBC0AAAAAAAAAIQDbT7PR//////////8MABQAcG9zaXRpb24ubnB5AQAQAJgAAAAAAAAAmAAAAAAAAACTTlVNUFkBAHYAeydk" +
    "ZXNjcic6ICc8ZjgnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMSwgMyksIH0gICAgICAgICAgICAgICAgICAg" +
    "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgCpqZmZmZmbk/mpmZmZmZyT8zMzMzMzPTP1BLAQItAy0AAAAA" +
    "AAAAIQDbT7PRmAAAAJgAAAAMAAAAAAAAAAAAAACAAQAAAABwb3NpdGlvbi5ucHlQSwUGAAAAAAEAAQA6AAAA1gAAAAAA",
);
// numpy.savez_compressed(type=[0, 1, 7]) of NumPy 2.4: int64.
const numpyCompressed = fromBase64(
  "UEsDBC0AAAAIAAAAIQCTTvKi//////////8IABQAdHlwZS5ucHkBABAAmAAAAAAAAABMAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxc" +
    "pG6loG6TaaGuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GsY6mjoKtQoUAC4GKGCE0uxQGgBQSwECLQMtAAAACAAAACEA" +
    "k07yokwAAACYAAAACAAAAAAAAAAAAAAAgAEAAAAAdHlwZS5ucHlQSwUGAAAAAAEAAQA2AAAAhgAAAAAA",
);

const arrays = {
  position: { data: Float64Array.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6), shape: [2, 3] },
  id: { data: Uint32Array.of(1, 2), shape: [2] },
};

describe("npz", () => {
  it.each([0, 6] as const)("arrays come back by name at compression level %i", (level) => {
    expect(decodeNpz(encodeNpz(arrays, level), "a.npz")).toEqual(arrays);
  });

  it("files are stored uncompressed unless a level is given", () => {
    const zeros = { zeros: { data: new Float64Array(1000), shape: [1000] } };
    expect(encodeNpz(zeros).length).toBeGreaterThan(8000);
    expect(encodeNpz(zeros, 6).length).toBeLessThan(1000);
  });

  it("the archive starts with a stored entry NAME.npy dated 1980-01-01, so that equal arrays give equal bytes", () => {
    const bytes = encodeNpz(arrays);
    const header = new DataView(bytes.buffer);
    expect(header.getUint32(0, true)).toBe(0x04034b50);
    expect(header.getUint16(8, true)).toBe(0); // method: stored
    expect(header.getUint16(10, true)).toBe(0); // time 00:00:00
    expect(header.getUint16(12, true)).toBe((1 << 5) | 1); // month 1, day 1 of 1980
    expect(new TextDecoder().decode(bytes.subarray(30, 42))).toBe("position.npy");
    expect(encodeNpz(arrays)).toEqual(bytes);
  });

  it("files of NumPy are read, with zip64 sizes and compressed", () => {
    expect(decodeNpz(numpyStored, "a.npz")).toEqual({
      position: { data: Float64Array.of(0.1, 0.2, 0.3), shape: [1, 3] },
    });
    expect(decodeNpz(numpyCompressed, "a.npz")).toEqual({
      type: { data: Float64Array.of(0, 1, 7), shape: [3] },
    });
  });

  it("a cut file and other data are refused by name", () => {
    const cut = encodeNpz(arrays).subarray(0, 200);
    expect(() => decodeNpz(cut, "cut.npz")).toThrow("cut.npz: expected a whole .npz (zip) file");
    expect(() => decodeNpz(new Uint8Array(0), "no.npz")).toThrow("no.npz: expected a whole .npz (zip) file");
  });

  it("an error inside names the file and the array", () => {
    const integers = { count: { data: BigInt64Array.of(2n ** 60n), shape: [] } };
    expect(() => decodeNpz(encodeNpz(integers), "a.npz")).toThrow("a.npz/count.npy: element 0");
  });

  it("arrays beyond the 4 GiB of a zip file are refused before anything is written", () => {
    const huge = { byteLength: 2 ** 32 } as Float64Array;
    expect(() => encodeNpz({ huge: { data: huge, shape: [2 ** 29] } })).toThrow("more than the 4 GiB");
  });
});

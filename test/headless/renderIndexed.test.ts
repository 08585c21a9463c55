import { decode, encode } from "fast-png";
import { describe, expect, it } from "vitest";
import { indexedColors } from "../../src/headless/render/indexedColors.ts";

describe("a picture with indexed colours", () => {
  it("is the same where there are no more than 256 colours", () => {
    const data = Uint8Array.from({ length: 3 * 256 }, (_, k) => (k % 3 === 0 ? k / 3 : (7 * k) % 256));
    const { palette, data: indices } = indexedColors({ width: 16, height: 16, data }, 256);
    expect([...indices].flatMap((index) => palette[index])).toEqual([...data]);
  });

  it("is close to the original where there are more", () => {
    const [width, height] = [64, 64];
    const data = new Uint8Array(3 * width * height);
    for (let i = 0; i < width * height; i++)
      data.set([4 * (i % width), 4 * Math.floor(i / width), 128], 3 * i);
    const { palette, data: indices } = indexedColors({ width, height, data }, 256);
    expect(palette).toHaveLength(256);
    const errors = [...indices].flatMap((index, i) =>
      palette[index].map((part, k) => Math.abs(part - data[3 * i + k])),
    );
    expect(Math.max(...errors)).toBeLessThanOrEqual(8);
  });

  it("is one that PNG readers understand", () => {
    const data = Uint8Array.of(255, 0, 0, 0, 255, 0);
    const { palette, ...indices } = indexedColors({ width: 2, height: 1, data }, 2);
    const png = decode(encode({ ...indices, palette: palette.map((color) => [...color]), channels: 1 }));
    expect([...png.data].flatMap((index) => (png.palette as number[][])[index])).toEqual([...data]);
  });
});

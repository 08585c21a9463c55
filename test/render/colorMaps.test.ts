import { Color } from "three/webgpu";
import { describe, expect, it } from "vitest";
import {
  colorAt,
  type ColorMapName,
  colorMaps,
  colorMapTexture,
  labelColor,
  labelTexture,
} from "../../src/render/colorMaps.ts";

const hex = (css: string) => `#${new Color(css).getHexString()}`;

describe("colour maps", () => {
  // Ends and middle as their authors publish them.
  it.each([
    ["viridis", "#440154", "#21918c", "#fde725"],
    ["inferno", "#000004", "#bc3754", "#fcffa4"],
    ["red-blue", "#053061", "#f2efee", "#67001f"],
  ] as const)("%s has its published colours", (map, first, middle, last) => {
    expect([0, 0.5, 1].map((share) => hex(colorAt(map, share)))).toEqual([first, middle, last]);
  });

  it("end where their range ends", () => {
    for (const map of Object.keys(colorMaps) as ColorMapName[]) {
      expect(colorAt(map, -3)).toBe(colorAt(map, 0));
      expect(colorAt(map, 7)).toBe(colorAt(map, 1));
    }
  });

  it("as textures hold the colours from end to end", () => {
    const { data, width } = colorMapTexture("viridis").image as { data: Uint8Array; width: number };
    expect(data).toHaveLength(4 * width);
    expect([...data.subarray(0, 4)]).toEqual([68, 1, 84, 255]);
    expect([...data.subarray(-4)]).toEqual([253, 231, 37, 255]);
  });
});

describe("colours of labels", () => {
  it("differ for the first ten and then come round again", () => {
    const first = Array.from({ length: 10 }, (_, label) => labelColor(label));
    expect(new Set(first).size).toBe(10);
    expect(labelColor(10)).toBe(first[0]);
    expect((labelTexture().image as { width: number }).width).toBe(10);
  });
});

import {
  interpolateCividis,
  interpolateInferno,
  interpolateRdBu,
  interpolateTurbo,
  interpolateViridis,
  schemeTableau10,
} from "d3-scale-chromatic";
import { Color, DataTexture, LinearFilter, LinearSRGBColorSpace, RGBAFormat } from "three/webgpu";

/** Colour maps by name: perceptually uniform ones first, `red-blue` for amounts with a middle, `turbo` for detail. */
export const colorMaps = {
  viridis: interpolateViridis,
  cividis: interpolateCividis,
  inferno: interpolateInferno,
  "red-blue": (share: number) => interpolateRdBu(1 - share),
  turbo: interpolateTurbo,
} as const;

export type ColorMapName = keyof typeof colorMaps;

const width = 256;

/** CSS colour at a share from 0 to 1 of a map. */
export function colorAt(map: ColorMapName, share: number): string {
  return colorMaps[map](Math.min(Math.max(share, 0), 1));
}

/** CSS colour of a label: an id, or the number of a kind. */
export function labelColor(label: number): string {
  return schemeTableau10[label % schemeTableau10.length];
}

/** A row of texels along a map. */
export function colorMapTexture(map: ColorMapName): DataTexture {
  return texelRow(width, (texel) => colorAt(map, texel / (width - 1)));
}

/** A row of texels, one for each label; labels beyond come round again. */
export function labelTexture(): DataTexture {
  return texelRow(schemeTableau10.length, labelColor);
}

function texelRow(texels: number, cssAt: (texel: number) => string): DataTexture {
  const data = new Uint8Array(4 * texels);
  const color = new Color();
  for (let texel = 0; texel < texels; texel++) {
    const { r, g, b } = color.setStyle(cssAt(texel), LinearSRGBColorSpace);
    data.set([255 * r, 255 * g, 255 * b, 255].map(Math.round), 4 * texel);
  }
  const texture = new DataTexture(data, texels, 1, RGBAFormat);
  texture.minFilter = texture.magFilter = LinearFilter;
  texture.needsUpdate = true;
  return texture;
}

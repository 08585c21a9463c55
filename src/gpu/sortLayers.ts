/** Particles that are sorted apart: each layer has all cells of the box, those of the next follow. */
export interface SortLayers {
  readonly count: number;
  /**
   * WGSL of `fn layerOf(kind: u32) -> u32`, of a type or material, and of `fn layersSeenBy(layer: u32) -> u32`: particles of a layer are neighbours of those
   * of so many of the first layers, and of nobody else.
   */
  readonly code: string;
}

/** All together; the kind is not looked at. */
export const oneLayer: SortLayers = {
  count: 1,
  code: /* wgsl */ `
fn layerOf(kind: u32) -> u32 { return 0u; }
fn layersSeenBy(layer: u32) -> u32 { return 1u; }`,
};

/** The layers' own WGSL, and `fn cellOf(place: vec4u) -> u32`, the cell among those of all layers; geometry.wgsl goes with it. */
export function sortCode({ code }: SortLayers): string {
  return `${code}
fn cellOf(place: vec4u) -> u32 { return layerOf(place.w) * cellsOfLayer() + cellIndex(place.xyz); }`;
}

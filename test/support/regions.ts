import type { Region } from "../../src/gpu/cellLayout.ts";

/** Regions that cells of an open box are laid out for: with particles on all sides of them. */
export const regions: readonly (readonly [string, Region])[] = [
  ["around the middle", { lower: [-1, -1, -1], upper: [2, 2, 2] }],
  ["thin", { lower: [-2, 0.5, -2], upper: [5, 0.6, 4] }],
  ["beside all of them", { lower: [9, 9, 9], upper: [10, 10, 10] }],
];

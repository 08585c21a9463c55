import type { Picture } from "../../render/snapshot.ts";

/** A picture whose pixels are places in a list of colours. */
export interface IndexedPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  readonly palette: readonly (readonly number[])[];
}

/** A colour as one number, with how many pixels have it. */
interface Counted {
  readonly color: number;
  readonly pixels: number;
}

/**
 * The same picture with fewer colours, as a third of the bytes or less: the median cut of P. Heckbert, "Color image quantization
 * for frame buffer display", SIGGRAPH 1982. The set with the widest spread, weighed by its pixels, is cut in two until there are enough.
 *
 * @param picture with 3 bytes a pixel
 * @param most colours, from 2 to 256
 */
export function indexedColors({ width, height, data }: Picture, most: number): IndexedPicture {
  const counts = new Map<number, number>();
  for (let at = 0; at < data.length; at += 3) {
    const color = (data[at] << 16) | (data[at + 1] << 8) | data[at + 2];
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  const sets = cut(
    [...counts].map(([color, pixels]) => ({ color, pixels })),
    most,
  );
  const places = new Map<number, number>();
  sets.forEach((set, place) => set.forEach(({ color }) => places.set(color, place)));
  const indices = Uint8Array.from({ length: width * height }, (_, pixel) => {
    const [red, green, blue] = data.subarray(3 * pixel, 3 * pixel + 3);
    return places.get((red << 16) | (green << 8) | blue) as number;
  });
  return { width, height, data: indices, palette: sets.map(mean) };
}

const shifts = [16, 8, 0] as const;
const part = (color: number, shift: number) => (color >> shift) & 255;
const pixelsOf = (set: readonly Counted[]) => set.reduce((sum, { pixels }) => sum + pixels, 0);

function cut(all: Counted[], most: number): Counted[][] {
  const sets = [{ colors: all, ...spreadOf(all) }];
  while (sets.length < most) {
    const widest = sets.reduce((best, set) => (set.weight > best.weight ? set : best));
    if (widest.weight === 0) break;
    const sorted = widest.colors.sort((a, b) => part(a.color, widest.shift) - part(b.color, widest.shift));
    const middle = sorted.length >> 1;
    const halves = [sorted.slice(0, middle), sorted.slice(middle)];
    sets.splice(sets.indexOf(widest), 1, ...halves.map((colors) => ({ colors, ...spreadOf(colors) })));
  }
  return sets.map(({ colors }) => colors);
}

/** The part of the colours that differs most, and how much there is to be gained by cutting there; 0 where nothing differs. */
function spreadOf(set: readonly Counted[]): { readonly shift: number; readonly weight: number } {
  const spreads = shifts.map((shift) => {
    const parts = set.map(({ color }) => part(color, shift));
    const bounds = parts.reduce(
      ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
      [255, 0],
    );
    return bounds[1] - bounds[0];
  });
  const spread = Math.max(...spreads);
  return { shift: shifts[spreads.indexOf(spread)], weight: Math.max(spread, 0) * pixelsOf(set) ** 0.3 };
}

function mean(set: readonly Counted[]): number[] {
  const total = pixelsOf(set);
  return shifts.map((shift) =>
    Math.round(set.reduce((sum, { color, pixels }) => sum + part(color, shift) * pixels, 0) / total),
  );
}

import type { Picture } from "./snapshot.ts";

/** Amounts of light for the 256 values of sRGB (IEC 61966-2-1). */
const light = Float32Array.from({ length: 256 }, (_, value) => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});

/** Steps of the table back: fine enough that dark values come out right. */
const steps = 4096;
const value = Uint8Array.from({ length: steps + 1 }, (_, step) => {
  const amount = step / steps;
  const share = amount <= 0.0031308 ? 12.92 * amount : 1.055 * amount ** (1 / 2.4) - 0.055;
  return Math.round(255 * share);
});

/**
 * A picture of which each pixel is the mean of a square of pixels: what was drawn larger than it is shown has smooth edges, and
 * small particles do not shimmer. The mean is that of the light, not of the numbers that stand for it.
 *
 * @param factor edge of the square [pixels]; width and height are multiples of it
 * @returns the three colours alone, 3 bytes a pixel
 */
export function pictureAverage({ width, height, data }: Picture, factor: number): Picture {
  const [columns, rows] = [width / factor, height / factor];
  const averaged = new Uint8Array(3 * columns * rows);
  const scale = steps / factor ** 2;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (let part = 0; part < 3; part++) {
        let sum = 0;
        for (let y = 0; y < factor; y++) {
          let at = 4 * ((row * factor + y) * width + column * factor) + part;
          for (let x = 0; x < factor; x++, at += 4) sum += light[data[at]];
        }
        averaged[3 * (row * columns + column) + part] = value[Math.round(sum * scale)];
      }
    }
  }
  return { width: columns, height: rows, data: averaged };
}

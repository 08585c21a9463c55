import type { ColorMapName } from "../../render/colorMaps.ts";

export type Range = readonly [number, number];

/** What the ends of a colour map stand for, over many pictures: it grows with what is measured, and never shrinks. */
export class GrowingRange {
  #ends?: Range;
  #shown: Range = [0, 1];

  /** @param map `red-blue` has its middle at 0 wherever amounts lie on both sides of it */
  constructor(private readonly map: ColorMapName) {}

  /** Ends on round numbers, so that small changes leave it as it is. */
  get range(): Range {
    return this.#shown;
  }

  /** Takes in amounts; undefined where no particle has one. */
  include(measured: Range | undefined): void {
    if (!measured) return;
    const [least, largest] = this.#ends ?? measured;
    this.#ends = [Math.min(least, measured[0]), Math.max(largest, measured[1])];
    this.#shown = rounded(this.#spread());
  }

  #spread(): Range {
    const [least, largest] = this.#ends as Range;
    if (this.map === "red-blue" && least < 0 && largest > 0) {
      const most = Math.max(-least, largest);
      return [-most, most];
    }
    // Amounts that begin near 0, such as speeds, are seen from 0 on.
    return least > 0 && least < largest / 3 ? [0, largest] : [least, largest];
  }
}

/** The range between multiples of a round step that holds another one, with 10 to 25 steps in it. */
function rounded([least, largest]: Range): Range {
  const span = largest - least;
  if (!(span > 0)) return [least, least + (Math.abs(least) || 1)];
  const rough = span / 10;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([5, 2].find((factor) => factor * power <= rough) ?? 1);
  // Fewer digits than the quotients have, so that 0.30000000000000004 is 0.3.
  const multiple = (count: number) => Number((count * step).toPrecision(12));
  return [multiple(Math.floor(least / step + 1e-9)), multiple(Math.ceil(largest / step - 1e-9))];
}

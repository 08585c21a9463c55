import type { GpuContext } from "../../gpu/context.ts";
import type { DrawableField, DrawableParticles } from "../../gpu/drawable.ts";
import { evaluateField } from "../../render/evaluateField.ts";
import { FieldRange } from "../../render/fieldRange.ts";

/** Between two looks at the range of what is shown as colour [ms]. */
const interval = 400;
/** Share by which the ends of the colours shrink at each look. */
const shrinking = 0.15;

export type Range = readonly [number, number];

/** Lets the ends of the colours follow what is shown. Frames do not wait for it. */
export class ColorRange {
  /** The range stays as it is. */
  isHeld = false;
  private measured?: {
    readonly particles: DrawableParticles;
    readonly field: string;
    readonly range: FieldRange;
  };
  private lastLook = 0;
  private isLooking = false;

  constructor(private readonly context: GpuContext) {}

  /** Whether it is time for another look. */
  get isDue(): boolean {
    return !this.isLooking && performance.now() - this.lastLook > interval;
  }

  /** Looks again with the next frame. */
  hurry(): void {
    this.lastLook = 0;
  }

  /**
   * The range to show next; undefined where it stays, because it is held, or because the device has gone or shows something else by now.
   *
   * @param shown the range that is shown now
   */
  async next(particles: DrawableParticles, field: DrawableField, shown: Range): Promise<Range | undefined> {
    if (this.isLooking) return undefined;
    this.lastLook = performance.now();
    if (field.isLabel) return undefined;
    if (this.isHeld) {
      // Else the measure of the range does it.
      evaluateField(this.context, particles, field);
      return undefined;
    }
    this.isLooking = true;
    try {
      const measured = await this.rangeOf(particles, field);
      const range = await measured.measure();
      return range && eased(shown, range);
    } catch {
      // A device that has gone is told of where steps need it.
      return undefined;
    } finally {
      this.isLooking = false;
    }
  }

  /** Other particles come, or none: what was measured on is let go of. */
  release(): void {
    this.measured?.range.destroy();
    this.measured = undefined;
  }

  private async rangeOf(particles: DrawableParticles, field: DrawableField): Promise<FieldRange> {
    const { measured } = this;
    if (measured?.particles === particles && measured.field === field.name) return measured.range;
    this.release();
    const range = await FieldRange.create(this.context, particles, field);
    this.measured = { particles, field: field.name, range };
    return range;
  }
}

/** Ends of colours grow at once, and shrink slowly: a picture whose colours jump says nothing. */
export function eased([from, to]: Range, [least, largest]: Range): Range {
  const isFirst = from === 0 && to === 1;
  if (isFirst || !(to > from)) return [least, largest > least ? largest : least + 1];
  return [
    least < from ? least : from + shrinking * (least - from),
    largest > to ? largest : to + shrinking * (largest - to),
  ];
}

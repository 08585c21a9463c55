import type { DrawableField, DrawableKind } from "../../gpu/drawable.ts";
import { colorAt, type ColorMapName, labelColor } from "../../render/colorMaps.ts";
import { element } from "../dom.ts";

const stops = 12;

/** Tells what the colours of the particles stand for, with the unit. */
export class ColorBar {
  readonly root = element("div", { className: "color-bar", attributes: { role: "img" } });

  show(
    { name, unit, isLabel }: DrawableField,
    map: ColorMapName,
    [from, to]: readonly [number, number],
    kinds: readonly DrawableKind[],
  ): void {
    const title = element("div", { className: "color-title" }, unit ? `${name} [${unit}]` : name);
    const entries = isLabel ? labels(kinds) : [scale(map), ticks(from, to)];
    this.root.setAttribute("aria-label", isLabel ? name : `${name} from ${from} to ${to} ${unit}`);
    this.root.replaceChildren(title, ...entries);
  }
}

function scale(map: ColorMapName): HTMLElement {
  const colors = Array.from({ length: stops }, (_, k) => colorAt(map, k / (stops - 1)));
  const strip = element("div", { className: "color-scale" });
  strip.style.background = `linear-gradient(to right, ${colors.join(", ")})`;
  return strip;
}

function ticks(from: number, to: number): HTMLElement {
  const values = [from, (from + to) / 2, to].map((value) =>
    element("span", {}, shortNumber(value, to - from)),
  );
  return element("div", { className: "color-ticks" }, ...values);
}

function labels(kinds: readonly DrawableKind[]): HTMLElement[] {
  return kinds.flatMap(({ name, role }, kind) => {
    if (role === "waiting") return [];
    const swatch = element("i", {});
    swatch.style.background = labelColor(kind);
    return [element("div", { className: "color-label" }, swatch, name)];
  });
}

/** A number with as many digits as tell apart the ends of a range. */
export function shortNumber(value: number, range = Math.abs(value)): string {
  // What no eye could tell from nothing is nothing.
  if (Math.abs(value) < 1e-4 * range) return "0";
  const digits = range > 0 ? Math.min(Math.max(Math.ceil(Math.log10(Math.abs(value) / range)) + 3, 3), 8) : 3;
  const text = Number(value.toPrecision(Number.isFinite(digits) ? digits : 3));
  return Math.abs(text) >= 1e5 || (text !== 0 && Math.abs(text) < 1e-3)
    ? text.toExponential(2)
    : String(text);
}

import { type ColorMapName, colorMaps } from "../../render/colorMaps.ts";
import type { ColorRange } from "./colorRange.ts";
import type { View } from "./view.ts";

/** What a link carries of a view. */
export type ViewText = Readonly<Record<string, string>>;

/** The view as a link carries it; the range only where it is held. */
export function viewText(view: View, range: ColorRange): ViewText {
  const { look } = view;
  const [from, to] = look.range.map((end) => String(Number(end.toPrecision(4))));
  return {
    colour: look.colorBy,
    map: look.colorMap,
    style: look.style,
    ...(look.fluidTint && { tint: look.fluidTint }),
    ...(look.ambientOcclusion !== undefined && { occlusion: look.ambientOcclusion ? "on" : "off" }),
    camera: view.cameraText,
    ...(range.isHeld && { from, to }),
  };
}

/** Looks as a link says; what it leaves out, or says wrongly, stays as it is. */
export function applyViewText(
  view: View,
  range: ColorRange,
  { colour, map, style, tint, occlusion, camera, from, to }: ViewText,
): void {
  const { look } = view;
  const ends = [Number(from), Number(to)] as const;
  range.isHeld = from !== undefined && ends.every(Number.isFinite);
  view.setLook({
    ...look,
    colorBy: colour ?? look.colorBy,
    colorMap: map !== undefined && map in colorMaps ? (map as ColorMapName) : look.colorMap,
    style: style === "points" || style === "fluid" ? style : look.style,
    fluidTint: tint === "water" || tint === "field" ? tint : look.fluidTint,
    ambientOcclusion: occlusion === undefined ? look.ambientOcclusion : occlusion === "on",
    range: range.isHeld ? ends : look.range,
  });
  if (camera) view.cameraText = camera;
}

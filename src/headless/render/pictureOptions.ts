import type { InputProblem } from "../../core/failure.ts";
import { InputError } from "../../core/failure.ts";
import { unknownName } from "../../core/unknownName.ts";
import { type ColorMapName, colorMaps } from "../../render/colorMaps.ts";
import { type ViewName, viewNames } from "../../render/fitCamera.ts";
import type { DrawingStyle, Look } from "../../render/particleScene.ts";

/** Options as they were typed. */
export interface TypedPictureOptions {
  readonly size: string;
  readonly colorBy?: string;
  readonly colorMap?: string;
  readonly range?: string;
  readonly style?: string;
  readonly camera?: string;
  readonly orthographic?: boolean;
  readonly hide?: readonly string[];
  readonly region?: string;
  readonly slice?: string;
  readonly radiusScale?: string;
  readonly ambientOcclusion?: boolean;
  readonly background?: string;
  readonly colors?: string;
  /** False where it was asked to be left out. */
  readonly outline?: boolean;
}

/** How pictures are to be; what is left out follows from what there is to see. */
export interface PictureOptions {
  readonly width: number;
  readonly height: number;
  /** Names of fields and kinds, which only the particles can tell right from wrong. */
  readonly colorBy?: string;
  readonly hidden?: readonly string[];
  readonly colorMap?: ColorMapName;
  readonly range?: readonly [number, number];
  readonly style?: DrawingStyle;
  readonly view?: ViewName;
  readonly isOrthographic?: boolean;
  /** Lower corner and upper corner of what is to be in the picture [length]. */
  readonly corners?: readonly (readonly number[])[];
  readonly slice?: Look["slice"];
  readonly radiusScale?: number;
  readonly ambientOcclusion?: boolean;
  readonly background?: string;
  readonly showOutline?: boolean;
  /** Most colours in a file. */
  readonly colors?: number;
}

const styles: readonly DrawingStyle[] = ["spheres", "points", "fluid"];
const largestEdge = 4096;

/**
 * Reads the options of `render`, before anything is opened for them.
 *
 * @throws InputError with every problem
 */
export function readPictureOptions(typed: TypedPictureOptions): PictureOptions {
  const problems: InputProblem[] = [];
  const fail = (option: string, expected: string, found: string) => {
    problems.push({ path: option, message: `must be ${expected}, got "${found}"` });
    return undefined;
  };
  const oneOf = <Name extends string>(
    option: string,
    kind: string,
    names: readonly Name[],
    name?: string,
  ) => {
    if (name === undefined || names.includes(name as Name)) return name as Name | undefined;
    problems.push(unknownName(option, kind, name, names));
    return undefined;
  };
  const matched = (option: string, pattern: RegExp, expected: string, text?: string) =>
    text === undefined ? undefined : (pattern.exec(text) ?? fail(option, expected, text));

  const size = matched("--size", /^(\d+)x(\d+)$/, "WIDTHxHEIGHT in pixels, e.g. 1280x720", typed.size);
  const [width, height] = size ? size.slice(1).map(Number) : [0, 0];
  if (size && (Math.min(width, height) < 16 || Math.max(width, height) > largestEdge)) {
    fail("--size", `between 16x16 and ${largestEdge}x${largestEdge}`, typed.size);
  }
  const ends = numbers(typed.range);
  if (ends && !(ends.length === 2 && ends[0] < ends[1] && ends.every(Number.isFinite))) {
    fail("--range", "two numbers LEAST,LARGEST, the first below the second", typed.range as string);
  }
  const edges = numbers(typed.region);
  const axes = (edges?.length ?? 0) / 2;
  const corners = edges && [edges.slice(0, axes), edges.slice(axes)];
  const isRegion = axes === 2 || axes === 3;
  if (corners && !(isRegion && corners[0].every((lower, axis) => lower < corners[1][axis]))) {
    const expected = "a lower and an upper corner, e.g. 0,0,4,2 or, in three dimensions, 0,0,0,4,2,1";
    fail("--region", expected, typed.region as string);
  }
  const slice = matched("--slice", /^([xyz])=(.+)$/, "an axis and a place on it, e.g. x=0.3", typed.slice);
  if (slice && !Number.isFinite(Number(slice[2]))) fail("--slice", "AXIS=NUMBER", slice[0]);
  const radiusScale = typed.radiusScale === undefined ? undefined : Number(typed.radiusScale);
  if (radiusScale !== undefined && !(radiusScale > 0 && radiusScale < Infinity)) {
    fail("--radius-scale", "a number above 0", typed.radiusScale as string);
  }
  const background = matched("--background", /^#[0-9a-f]{6}$/i, "a colour #rrggbb", typed.background);
  const colors = typed.colors === undefined ? undefined : Number(typed.colors);
  if (colors !== undefined && !(Number.isInteger(colors) && colors >= 2 && colors <= 256)) {
    fail("--colors", "a whole number from 2 to 256", typed.colors as string);
  }
  const options: PictureOptions = {
    width,
    height,
    colorBy: typed.colorBy,
    hidden: typed.hide,
    colorMap: oneOf("--color-map", "colour map", Object.keys(colorMaps) as ColorMapName[], typed.colorMap),
    range: ends as [number, number] | undefined,
    style: oneOf("--style", "style", styles, typed.style),
    view: oneOf("--camera", "view", viewNames, typed.camera),
    isOrthographic: typed.orthographic,
    corners,
    slice: slice && { axis: "xyz".indexOf(slice[1]) as 0 | 1 | 2, at: Number(slice[2]) },
    radiusScale,
    ambientOcclusion: typed.ambientOcclusion,
    background: background?.[0],
    colors,
    showOutline: typed.outline === false ? false : undefined,
  };
  if (problems.length > 0) throw new InputError(problems);
  return options;
}

/** Numbers between commas; NaN where there is none. */
function numbers(text: string | undefined): number[] | undefined {
  return text?.split(",").map((part) => (part.trim() === "" ? NaN : Number(part)));
}

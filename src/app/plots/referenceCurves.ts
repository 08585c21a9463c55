import { koshizukaOka } from "../../../validation/dam-break/koshizukaOka.ts";

/** Measured or analytic values to be drawn beside what a scenario's column does. */
export interface ReferenceCurve {
  readonly scenario: string;
  readonly table: string;
  readonly column: string;
  readonly label: string;
  /** Pairs of time and value, in the scenario's units. */
  readonly points: readonly (readonly [time: number, value: number])[];
}

const [columnWidth, gravity] = [1, 9.81];

/** Of published cases whose scenario is in the gallery. */
export const referenceCurves: readonly ReferenceCurve[] = [
  {
    scenario: "dam-break-2d",
    table: "gauges.csv",
    column: "frontPosition",
    label: "Koshizuka & Oka 1996",
    points: koshizukaOka.map(([scaledTime, scaledFront]) => [
      scaledTime / Math.sqrt((2 * gravity) / columnWidth),
      scaledFront * columnWidth,
    ]),
  },
];

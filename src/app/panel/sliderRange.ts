import type { PanelControl } from "./panelItem.ts";

export interface SliderRange {
  readonly minimum: number;
  readonly maximum: number;
  readonly step: number;
}

/** Steps from one end of a slider to the other, about. */
const steps = 200;

/**
 * Ends and step of a slider for a number: the ends of the schema where it gives both, else from 0 to about four times the
 * present value, as far as that is allowed. Ends that are no values themselves are a step away.
 */
export function sliderRange(control: PanelControl): SliderRange {
  const { type, minimum, maximum } = control;
  const [from, to] =
    minimum !== undefined && maximum !== undefined ? [minimum, maximum] : rangeAround(control);
  const width = roundedUp((to - from) / steps);
  const step = type === "integer" ? Math.max(1, width) : width;
  return {
    minimum: from === minimum && control.excludesMinimum ? from + step : from,
    maximum: to === maximum && control.excludesMaximum ? to - step : to,
    step,
  };
}

function rangeAround({ value, minimum = -Infinity, maximum = Infinity }: PanelControl): [number, number] {
  const present = value as number;
  const reach = present === 0 ? 1 : roundedUp(4 * Math.abs(present));
  const isBothWays = present === 0 && minimum < 0;
  const lower = Math.max(minimum, present < 0 || isBothWays ? -reach : 0);
  const upper = Math.min(maximum, present < 0 ? 0 : reach);
  return lower < upper ? [lower, upper] : [lower, lower + reach];
}

/** The first of …, 1, 2, 5, 10, … that is no less than a number above 0. */
function roundedUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 5].find((candidate) => candidate * power >= value * (1 - 1e-9)) ?? 10;
  return Number((factor * power).toPrecision(1));
}

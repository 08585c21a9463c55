import { InputError } from "../../../core/failure.ts";
import { unknownName } from "../../../core/unknownName.ts";
import { flux } from "./flux.ts";
import { front } from "./front.ts";
import type { Gauge } from "./gauge.ts";
import { level } from "./level.ts";
import { point } from "./point.ts";

/** Every gauge. One line here, and schema, recorder, tests and documentation pick it up. */
export const gauges: readonly Gauge[] = [point, level, front, flux];

/** The gauge of that name; InputError on `record.gauges` where there is none. */
export function findGauge(name: string): Gauge {
  const found = gauges.find((gauge) => gauge.name === name);
  if (found) return found;
  const names = gauges.map((gauge) => gauge.name);
  throw new InputError([unknownName("record.gauges", "gauge", name, names)]);
}

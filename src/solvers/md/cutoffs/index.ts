import { InputError } from "../../../core/failure.ts";
import { unknownName } from "../../../core/unknownName.ts";
import type { CutoffTreatment } from "./cutoffTreatment.ts";
import { forceShifted } from "./forceShifted.ts";
import { shifted } from "./shifted.ts";
import { switched } from "./switched.ts";
import { truncated } from "./truncated.ts";

/** Every cutoff treatment. One line here, and schema, tests and documentation pick it up. */
export const cutoffTreatments: readonly CutoffTreatment[] = [truncated, shifted, forceShifted, switched];

/** The treatment of that name; InputError on `solver.pair.cutoff` where there is none. */
export function findCutoffTreatment(name: string): CutoffTreatment {
  const found = cutoffTreatments.find((treatment) => treatment.name === name);
  if (found) return found;
  const names = cutoffTreatments.map((treatment) => treatment.name);
  throw new InputError([unknownName("solver.pair.cutoff", "cutoff treatment", name, names)]);
}

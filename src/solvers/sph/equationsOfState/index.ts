import { InputError } from "../../../core/failure.ts";
import { unknownName } from "../../../core/unknownName.ts";
import type { EquationOfState } from "./equationOfState.ts";
import { linear } from "./linear.ts";
import { tait } from "./tait.ts";

/** Every equation of state. One line here, and tests and documentation pick it up. */
export const equationsOfState: readonly EquationOfState[] = [tait, linear];

/** The equation of that name; InputError on `solver.scheme.equationOfState.kind` where there is none. */
export function findEquationOfState(name: string): EquationOfState {
  const found = equationsOfState.find((equation) => equation.name === name);
  if (found) return found;
  const names = equationsOfState.map((equation) => equation.name);
  throw new InputError([unknownName("solver.scheme.equationOfState.kind", "equation of state", name, names)]);
}

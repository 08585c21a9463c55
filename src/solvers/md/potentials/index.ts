import { InputError } from "../../../core/failure.ts";
import { unknownName } from "../../../core/unknownName.ts";
import { buckingham } from "./buckingham.ts";
import { gaussian } from "./gaussian.ts";
import { inversePower } from "./inversePower.ts";
import { lennardJones } from "./lennardJones.ts";
import { mie } from "./mie.ts";
import { morse } from "./morse.ts";
import type { PairPotential } from "./pairPotential.ts";
import { soft } from "./soft.ts";
import { wca } from "./wca.ts";
import { yukawa } from "./yukawa.ts";

/** Every pair potential. One line here, and schema, tests and documentation pick it up. */
export const pairPotentials: readonly PairPotential[] = [
  lennardJones,
  wca,
  mie,
  morse,
  buckingham,
  yukawa,
  soft,
  gaussian,
  inversePower,
];

/** The potential of that name; InputError on `solver.pair.potential` where there is none. */
export function findPairPotential(name: string): PairPotential {
  const found = pairPotentials.find((potential) => potential.name === name);
  if (found) return found;
  const names = pairPotentials.map((potential) => potential.name);
  throw new InputError([unknownName("solver.pair.potential", "potential", name, names)]);
}

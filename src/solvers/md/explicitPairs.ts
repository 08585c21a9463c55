import type { InputProblem } from "../../core/failure.ts";
import type { PairParameters } from "./potentials/pairPotential.ts";
import { unknownName } from "../../core/unknownName.ts";

/** A pair of types as a document gives it: indices of the two, lower first, and the path of its parameters. */
export interface ExplicitPair {
  readonly types: readonly [number, number];
  readonly path: string;
  readonly parameters: PairParameters;
}

/** Splits `A-B` at the hyphen that has a type on both sides (names may hold hyphens), else at the first one. */
function splitKey(key: string, typeNames: readonly string[]): readonly string[] {
  const parts = key.split("-");
  const splits = parts
    .slice(1)
    .map((_, k) => [parts.slice(0, k + 1).join("-"), parts.slice(k + 1).join("-")]);
  return splits.find((names) => names.every((name) => typeNames.includes(name))) ?? splits[0] ?? [];
}

/** Reads `solver.pair.pairs`; what is wrong with it goes to `problems`. */
export function readExplicitPairs(
  pairs: Readonly<Record<string, PairParameters>>,
  typeNames: readonly string[],
  problems: InputProblem[],
): ExplicitPair[] {
  const found: ExplicitPair[] = [];
  for (const [key, parameters] of Object.entries(pairs)) {
    const path = `solver.pair.pairs.${key}`;
    const names = splitKey(key, typeNames);
    const [first, second] = names.map((name) => typeNames.indexOf(name)).sort((a, b) => a - b);
    const twin = found.find(({ types }) => types[0] === first && types[1] === second);
    if (names.length === 0 || names.includes("")) {
      problems.push({ path, message: `must be two type names with a hyphen between, like A-B` });
    } else if (first < 0) {
      const unknown = names.filter((name) => !typeNames.includes(name));
      problems.push(...unknown.map((name) => unknownName(path, "type", name, typeNames)));
    } else if (first === second) {
      problems.push({ path, message: `a type with itself belongs in solver.pair.types.${names[0]}` });
    } else if (twin) {
      problems.push({ path, message: `is the same pair as ${twin.path}: give one of them` });
    } else {
      found.push({ types: [first, second], path, parameters });
    }
  }
  return found;
}

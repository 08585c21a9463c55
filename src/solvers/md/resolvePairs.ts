import type { InputProblem } from "../../core/failure.ts";
import { readExplicitPairs } from "./explicitPairs.ts";
import { mixParameters } from "./mixing.ts";
import type { PairSection } from "./pairParameters.ts";
import type { MixingRole, PairParameters, PairPotential } from "./potentials/pairPotential.ts";
import { unknownName } from "../../core/unknownName.ts";

/** An unordered pair of types with its parameters. */
export interface ResolvedPair {
  /** Indices of the types, lower first. */
  readonly types: readonly [number, number];
  /** `A-B` */
  readonly name: string;
  readonly parameters: PairParameters;
  /** [length] */
  readonly cutoffRadius: number;
}

type Roles = Readonly<Record<string, MixingRole>>;

/** Types that have parameters but do not exist, and types that exist but have none. */
function typeProblems(section: PairSection, typeNames: readonly string[]): InputProblem[] {
  const path = (name: string) => `solver.pair.types.${name}`;
  const unknown = Object.keys(section.types).filter((name) => !typeNames.includes(name));
  const missing = typeNames.filter((name) => !Object.hasOwn(section.types, name));
  return [
    ...unknown.map((name) => unknownName(path(name), "type", name, typeNames)),
    ...missing.map((name) => ({ path: path(name), message: "is missing: every type needs its parameters" })),
  ];
}

/** Types and explicit pairs that no cutoff radius holds for. */
function cutoffProblems({ types, pairs, cutoffRadius }: PairSection): InputProblem[] {
  if (cutoffRadius !== undefined) return [];
  const given = { types, pairs };
  return (["types", "pairs"] as const).flatMap((part) =>
    Object.entries(given[part])
      .filter(([, parameters]) => parameters.cutoffRadius === undefined)
      .map(([name]) => ({
        path: `solver.pair.${part}.${name}.cutoffRadius`,
        message: "is needed where solver.pair.cutoffRadius is not given: a length > 0",
      })),
  );
}

function unmixable(name: string, rule: string, undetermined: string, a: number, b: number): InputProblem {
  const reason =
    rule === "explicit"
      ? `mixing is "explicit"`
      : `no rule mixes the ${undetermined} of its types (${a} and ${b})`;
  return { path: `solver.pair.pairs.${name}`, message: `must be given: ${reason}` };
}

/**
 * Finds the parameters of every pair of types: those of a type with itself, explicit ones, mixed ones. Every problem
 * on the way is listed; pairs are complete only where there is none.
 */
export function resolvePairs(
  section: PairSection,
  potential: PairPotential,
  typeNames: readonly string[],
): { readonly pairs: readonly ResolvedPair[]; readonly problems: InputProblem[] } {
  const endsByItself = potential.ownCutoffRadius !== undefined;
  const problems = [...typeProblems(section, typeNames), ...(endsByItself ? [] : cutoffProblems(section))];
  const explicitPairs = readExplicitPairs(section.pairs, typeNames, problems);
  const roles: Roles = endsByItself ? potential.mixing : { ...potential.mixing, cutoffRadius: "size" };
  // Where no radius holds, cutoffProblems has said so and nothing is built of the NaN.
  const withCutoff = (parameters: PairParameters): PairParameters =>
    endsByItself ? parameters : { cutoffRadius: section.cutoffRadius ?? NaN, ...parameters };

  const parametersOf = (i: number, j: number): PairParameters | undefined => {
    const explicit = explicitPairs.find(({ types }) => types[0] === i && types[1] === j);
    if (explicit) return withCutoff(explicit.parameters);
    const [a, b] = [i, j].map((type) => section.types[typeNames[type]]);
    if (!a || !b) return undefined;
    if (i === j) return withCutoff(a);
    const { parameters, undetermined } = mixParameters(roles, section.mixing, withCutoff(a), withCutoff(b));
    if (undetermined.length === 0) return parameters;
    const [first] = undetermined;
    problems.push(unmixable(`${typeNames[i]}-${typeNames[j]}`, section.mixing, first, a[first], b[first]));
    return undefined;
  };

  const pairs: ResolvedPair[] = [];
  for (let i = 0; i < typeNames.length; i++) {
    for (let j = i; j < typeNames.length; j++) {
      const given = parametersOf(i, j);
      if (!given) continue;
      const parameters = Object.fromEntries(Object.keys(potential.mixing).map((name) => [name, given[name]]));
      const cutoffRadius = potential.ownCutoffRadius?.(parameters) ?? given.cutoffRadius;
      pairs.push({ types: [i, j], name: `${typeNames[i]}-${typeNames[j]}`, parameters, cutoffRadius });
    }
  }
  return { pairs, problems };
}

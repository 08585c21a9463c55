import type { MixingRole, PairParameters } from "./potentials/pairPotential.ts";

export const mixingRules = ["lorentz-berthelot", "geometric", "explicit"] as const;

/**
 * How unlike pairs that are not given follow from the like ones.
 *
 * - `lorentz-berthelot`: sizes by the arithmetic, energies by the geometric mean
 *   (H. A. Lorentz, Ann. Phys. 248, 127 (1881); D. Berthelot, C. R. Acad. Sci. 126, 1703 (1898));
 * - `geometric`: both by the geometric mean (R. J. Good & C. J. Hope, J. Chem. Phys. 53, 540 (1970));
 * - `explicit`: they do not; every unlike pair has to be given.
 */
export type MixingRule = (typeof mixingRules)[number];

function geometricMean(a: number, b: number): number | undefined {
  return a * b < 0 ? undefined : Math.sign(a) * Math.sqrt(a * b);
}

function mix(role: MixingRole, rule: MixingRule, a: number, b: number): number | undefined {
  if (role === "equal") return a === b ? a : undefined;
  if (role === "size" && rule === "lorentz-berthelot") return (a + b) / 2;
  return geometricMean(a, b);
}

/** Parameters of an unlike pair, and the names of those that no rule determines. */
export interface MixedParameters {
  readonly parameters: PairParameters;
  readonly undetermined: readonly string[];
}

/** Mixes the parameters of two types, each by its role; under the rule `explicit` none is determined. */
export function mixParameters(
  roles: Readonly<Record<string, MixingRole>>,
  rule: MixingRule,
  a: PairParameters,
  b: PairParameters,
): MixedParameters {
  const parameters: Record<string, number> = {};
  const undetermined: string[] = [];
  for (const [name, role] of Object.entries(roles)) {
    const value = rule === "explicit" ? undefined : mix(role, rule, a[name], b[name]);
    if (value === undefined) undetermined.push(name);
    else parameters[name] = value;
  }
  return { parameters, undetermined };
}

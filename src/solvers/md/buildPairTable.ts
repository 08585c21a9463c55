import { InputError, type InputProblem } from "../../core/failure.ts";
import type { UnitSystem } from "../../core/units.ts";
import { findCutoffTreatment } from "./cutoffs/index.ts";
import { switched } from "./cutoffs/switched.ts";
import { truncated } from "./cutoffs/truncated.ts";
import type { PairSection } from "./pairParameters.ts";
import type { PairEntry, PairTable } from "./pairTable.ts";
import { findPairPotential } from "./potentials/index.ts";
import type { PairPotential } from "./potentials/pairPotential.ts";
import { type ResolvedPair, resolvePairs } from "./resolvePairs.ts";

function switchProblems(
  { cutoff, switchRadius }: PairSection,
  pairs: readonly ResolvedPair[],
  lengthSymbol: string,
): InputProblem[] {
  const path = "solver.pair.switchRadius";
  if (cutoff !== switched.name) {
    const message = `belongs to the cutoff "${switched.name}" alone, got it with "${cutoff}"`;
    return switchRadius === undefined ? [] : [{ path, message }];
  }
  if (switchRadius === undefined) {
    return [
      { path, message: `is needed by the cutoff "${switched.name}": a length below the cutoff radius` },
    ];
  }
  return pairs
    .filter(({ cutoffRadius }) => switchRadius >= cutoffRadius)
    .map(({ name, cutoffRadius }) => {
      const range = `(0, ${cutoffRadius})${lengthSymbol} (below the cutoff radius of ${name})`;
      return { path, message: `must lie in ${range}, got ${switchRadius}` };
    });
}

function tailProblems({ cutoff, tailCorrection }: PairSection): InputProblem[] {
  if (!tailCorrection || cutoff === truncated.name) return [];
  const message = `is for the cutoff "${truncated.name}" alone: "${cutoff}" changes the energy inside the cutoff too`;
  return [{ path: "solver.pair.tailCorrection", message }];
}

function pairEntry(
  potential: PairPotential,
  pair: ResolvedPair,
  switchRadius: number | undefined,
): PairEntry {
  const { parameters, cutoffRadius } = pair;
  return {
    parameters,
    cutoffRadius,
    energyAtCutoff: potential.energy(cutoffRadius, parameters),
    forceAtCutoff: potential.force(cutoffRadius, parameters),
    switchRadius: switchRadius ?? cutoffRadius,
  };
}

/**
 * The pair table of a model: explicit pairs taken, the other unlike pairs mixed.
 *
 * @param section the `solver.pair` part of a scenario, as pairParameters parses it
 * @param typeNames the particle types in the order of their index
 * @param units gives the messages their unit
 * @throws InputError with every problem, paths starting with `solver.pair`: unknown or missing types, malformed or
 *   repeated pairs, parameters that cannot be mixed, missing cutoff radii, a switch that does not begin inside the
 *   cutoff, tail corrections of a potential that is not plainly truncated.
 */
export function buildPairTable(
  section: PairSection,
  typeNames: readonly string[],
  units?: UnitSystem,
): PairTable {
  const potential = findPairPotential(section.potential);
  const cutoff = findCutoffTreatment(section.cutoff);
  const { pairs, problems } = resolvePairs(section, potential, typeNames);
  const lengthSymbol = units ? ` ${units.symbols.length}` : "";
  problems.push(...switchProblems(section, pairs, lengthSymbol), ...tailProblems(section));
  if (problems.length > 0) throw new InputError(problems);

  const typeCount = typeNames.length;
  const entries = new Array<PairEntry>(typeCount ** 2);
  for (const pair of pairs) {
    const [i, j] = pair.types;
    const entry = pairEntry(potential, pair, section.switchRadius);
    entries[i * typeCount + j] = entry;
    entries[j * typeCount + i] = entry;
  }
  return {
    potential,
    cutoff,
    typeCount,
    entries,
    cutoffRadius: Math.max(...entries.map((entry) => entry.cutoffRadius)),
    tailCorrection: section.tailCorrection ?? false,
  };
}

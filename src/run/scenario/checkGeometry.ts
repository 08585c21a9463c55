import type { Box } from "../../core/box.ts";
import type { InputProblem } from "../../core/failure.ts";
import { unitSystems } from "../../core/units.ts";
import type { PairTable } from "../../solvers/md/pairTable.ts";
import type { ScenarioSections } from "./checkScenario.ts";
import { latticeGeometry } from "./resolveBox.ts";
import type { LatticePart, RandomPart, Setup } from "./setupSchema.ts";

const axes = ["x", "y", "z"] as const;

/** Lengths of a scenario that do not go together with its box. */
export function checkGeometry(
  { setup, pair, record }: ScenarioSections & { readonly setup: Setup },
  box: Box,
  pairs: PairTable | undefined,
): InputProblem[] {
  const unit = unitSystems[setup.units].symbols.length;
  const half = shortestPeriodicEdge(box) / 2;
  const withinHalf = (path: string, value: number | undefined, subject = ""): InputProblem[] => {
    if (value === undefined || value <= half) return [];
    const range = `(0, ${rounded(half)}] ${unit} (half the shortest box edge)`;
    return [{ path, message: `${subject}must lie in ${range}, got ${value}` }];
  };
  const cutoffProblems =
    pair?.cutoffRadius === pairs?.cutoffRadius
      ? withinHalf("solver.pair.cutoffRadius", pairs?.cutoffRadius)
      : withinHalf("solver.pair", pairs?.cutoffRadius, "the largest cutoff radius ");
  return [
    ...cutoffProblems,
    ...withinHalf("record.radialDistribution.maximumDistance", record?.radialDistribution?.maximumDistance),
    ...setup.particles.flatMap((part, index) => {
      const path = `setup.particles.${index}`;
      if (part.kind === "lattice") return latticeProblems(part, path, box, unit);
      return part.kind === "random" ? regionProblems(part, path, box, unit) : [];
    }),
  ];
}

/** Beyond half of this a particle would meet more than one image of another [length]. */
function shortestPeriodicEdge(box: Box): number {
  const periodic = box.lengths.filter(
    (_, axis) => axis < box.dimensions && box.boundaries[axis] === "periodic",
  );
  return Math.min(...periodic);
}

/** Whole cells must fit between the sides, or the images of the last one would lie on the first. */
function latticeProblems(part: LatticePart, path: string, box: Box, unit: string): InputProblem[] {
  const { edges } = latticeGeometry(part);
  return axes.slice(0, box.dimensions).flatMap((name, axis) => {
    if (edges[axis] <= box.lengths[axis] * (1 + 1e-9)) return [];
    const message = `${part.cells[axis]} cells are ${rounded(edges[axis])} ${unit} long along ${name}, the box ${rounded(box.lengths[axis])} ${unit}`;
    return [{ path: `${path}.cells.${axis}`, message }];
  });
}

function regionProblems({ region }: RandomPart, path: string, box: Box, unit: string): InputProblem[] {
  if (!region) return [];
  return axes.slice(0, box.dimensions).flatMap((_, axis) => {
    const problems: InputProblem[] = [];
    const [lower, upper] = [region.lower[axis], region.upper[axis]];
    const [start, end] = [box.lower[axis], box.lower[axis] + box.lengths[axis]];
    if (lower < start || lower >= end) {
      const message = `must lie in [${rounded(start)}, ${rounded(end)}) ${unit} (the box), got ${lower}`;
      problems.push({ path: `${path}.region.lower.${axis}`, message });
    }
    if (upper <= lower || upper > end) {
      const message = `must lie in (${lower}, ${rounded(end)}] ${unit} (above the lower corner, inside the box), got ${upper}`;
      problems.push({ path: `${path}.region.upper.${axis}`, message });
    }
    return problems;
  });
}

function rounded(value: number): number {
  return Number(value.toPrecision(6));
}

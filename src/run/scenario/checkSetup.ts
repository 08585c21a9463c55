import type { InputProblem } from "../../core/failure.ts";
import { lattices } from "../../core/setup/lattices.ts";
import { unknownName } from "../../core/unknownName.ts";
import { boxDefiningPart } from "./resolveBox.ts";
import type { LatticePart, ParticlePart, Setup } from "./setupSchema.ts";

/** Ids and counts are kept in 32-bit words, one bit of which flags. */
const maximumCount = 2 ** 31;

/** Contradictions inside `setup`; where there is none, its box can be worked out. */
export function checkStructure(setup: Setup): InputProblem[] {
  return [
    ...axisProblems(setup),
    ...boxProblems(setup),
    ...countProblems(setup),
    ...setup.particles.flatMap((part, index) =>
      part.kind === "lattice" ? latticeProblems(part, `setup.particles.${index}`, setup) : [],
    ),
  ];
}

/** Types that `setup` names but `solver.types` does not have. */
export function checkTypeNames({ particles }: Setup, typeNames: readonly string[]): InputProblem[] {
  return particles.flatMap((part, index) => typeProblems(part, `setup.particles.${index}`, typeNames));
}

/** Lists with one entry per axis have as many entries as the space has dimensions. */
function axisProblems({ dimensions, box, particles }: Setup): InputProblem[] {
  const lists: Record<string, readonly unknown[] | undefined> = {
    "setup.box.lengths": box?.lengths,
    "setup.box.lower": box?.lower,
    "setup.box.boundaries": box?.boundaries,
  };
  particles.forEach((part, index) => {
    const path = `setup.particles.${index}`;
    if (part.kind === "lattice") {
      lists[`${path}.cells`] = part.cells;
      lists[`${path}.origin`] = part.origin;
    } else if (part.kind === "random") {
      lists[`${path}.region.lower`] = part.region?.lower;
      lists[`${path}.region.upper`] = part.region?.upper;
    }
  });
  return Object.entries(lists)
    .filter(([, list]) => list && list.length !== dimensions)
    .map(([path, list]) => ({
      path,
      message: `needs ${dimensions} entries, one for each of setup.dimensions, got ${list?.length}`,
    }));
}

function boxProblems(setup: Setup): InputProblem[] {
  if (setup.box?.lengths || boxDefiningPart(setup)) return [];
  const message = "is needed: only where there is one lattice or one file does that define the box";
  return [{ path: "setup.box.lengths", message }];
}

function countProblems({ particles }: Setup): InputProblem[] {
  const count = particles.reduce((sum, part) => sum + countOf(part), 0);
  if (count <= maximumCount) return [];
  return [{ path: "setup.particles", message: `must make [1, ${maximumCount}] particles, got ${count}` }];
}

/** Particles of a part, as far as the document says. */
function countOf(part: ParticlePart): number {
  if (part.kind === "random") return part.count;
  if (part.kind === "file") return 0;
  return lattices[part.lattice].basis.length * part.cells.reduce((product, cells) => product * cells, 1);
}

function latticeProblems(part: LatticePart, path: string, { dimensions }: Setup): InputProblem[] {
  const problems: InputProblem[] = [];
  const lattice = lattices[part.lattice];
  if (lattice.dimensions !== dimensions) {
    const fitting = Object.entries(lattices).filter(([, { dimensions: its }]) => its === dimensions);
    const names = fitting.map(([name]) => name).join(", ");
    const message = `"${part.lattice}" has ${lattice.dimensions} dimensions, setup.dimensions is ${dimensions}; valid: ${names}`;
    problems.push({ path: `${path}.lattice`, message });
  }
  if (Array.isArray(part.types) && part.types.length !== lattice.basis.length) {
    const message = `needs ${lattice.basis.length} types, one for each site of the ${part.lattice} cell, got ${part.types.length}`;
    problems.push({ path: `${path}.types`, message });
  }
  return problems;
}

function typeProblems(part: ParticlePart, path: string, typeNames: readonly string[]): InputProblem[] {
  const used: [string, string][] = [];
  if (part.kind !== "file" && part.type !== undefined) used.push([`${path}.type`, part.type]);
  for (const [key, value] of Object.entries(part.types ?? {})) {
    // The entries of a mixture are types by name; of a list, or of a file's labels, they stand on the right.
    used.push([`${path}.types.${key}`, typeof value === "string" ? value : key]);
  }
  return used
    .filter(([, name]) => !typeNames.includes(name))
    .map(([place, name]) => unknownName(place, "type", name, typeNames));
}

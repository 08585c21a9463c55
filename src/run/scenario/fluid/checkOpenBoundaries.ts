import type { InputProblem } from "../../../core/failure.ts";
import { unknownName } from "../../../core/unknownName.ts";
import { shapeProblems } from "./checkShape.ts";
import type { FluidSetup } from "./fluidSetupSchema.ts";
import type { InletPart } from "./openBoundarySchema.ts";

/** Contradictions of inlets and outlets in themselves. */
export function openBoundaryProblems(setup: FluidSetup, symbol: string): InputProblem[] {
  const { inlets, outlets, solids, dimensions, capacity } = setup;
  const taken = [...solids, ...inlets, ...outlets].map(({ name }) => name);
  const twice = [...inlets, ...outlets].flatMap(({ name }, k) => {
    const path = k < inlets.length ? `setup.inlets.${k}` : `setup.outlets.${k - inlets.length}`;
    if (taken.indexOf(name) === solids.length + k) return [];
    return [{ path: `${path}.name`, message: `"${name}" is the name of another solid, inlet or outlet too` }];
  });
  return [
    ...twice,
    ...inlets.flatMap((inlet, k) => openingProblems(inlet, `setup.inlets.${k}`, dimensions, symbol)),
    ...outlets.flatMap(({ shape }, k) =>
      shapeProblems(shape, `setup.outlets.${k}.shape`, dimensions, symbol),
    ),
    ...(capacity !== undefined && inlets.length === 0
      ? [{ path: "setup.capacity", message: "has no meaning without setup.inlets" }]
      : []),
  ];
}

function openingProblems(
  { lower, upper, normal }: InletPart,
  path: string,
  dimensions: 2 | 3,
  symbol: string,
): InputProblem[] {
  const flow = "xyz".indexOf(normal[1]);
  const lists = Object.entries({ lower, upper }).filter(([, list]) => list.length !== dimensions);
  if (lists.length > 0) {
    return lists.map(([key, list]) => ({
      path: `${path}.${key}`,
      message: `needs ${dimensions} entries, one for each of setup.dimensions, got ${list.length}`,
    }));
  }
  if (flow >= dimensions) {
    return [{ path: `${path}.normal`, message: `"${normal}" has 3 dimensions, setup.dimensions is 2` }];
  }
  const unit = symbol && ` ${symbol}`;
  return upper.flatMap((end, axis) => {
    const start = lower[axis];
    if (axis === flow ? end === start : end > start) return [];
    const message =
      axis === flow
        ? `must be that of the lower corner, ${start}${unit}: the opening is perpendicular to ${normal}; got ${end}`
        : `must lie in (${start}, ∞)${unit} (above the lower corner), got ${end}`;
    return [{ path: `${path}.upper.${axis}`, message }];
  });
}

/** Fluids that come in which are none of the solver's, and names that are fluids'. */
export function openMaterialProblems({ inlets }: FluidSetup, materials: readonly string[]): InputProblem[] {
  return inlets.flatMap(({ name, material }, k) => {
    const path = `setup.inlets.${k}`;
    const problems = materials.includes(material)
      ? []
      : [unknownName(`${path}.material`, "material", material, materials)];
    if (materials.includes(name)) {
      problems.push({ path: `${path}.name`, message: `"${name}" is the name of a fluid too` });
    }
    return problems;
  });
}

/** Room for fewer particles than there are at the start. */
export function capacityProblem({ capacity }: FluidSetup, fluidCount: number): InputProblem[] {
  if (capacity === undefined || capacity >= fluidCount) return [];
  const message = `must be at least ${fluidCount}, the fluid particles at the start, got ${capacity}`;
  return [{ path: "setup.capacity", message }];
}

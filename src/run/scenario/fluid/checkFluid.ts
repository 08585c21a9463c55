import type { InputProblem } from "../../../core/failure.ts";
import { unitSystems } from "../../../core/units.ts";
import { unknownName } from "../../../core/unknownName.ts";
import { fluidSolverParameters } from "../../../solvers/sph/parameters/fluidSolverParameters.ts";
import type { FluidSolverParameters } from "../../../solvers/sph/parameters/fluidSolverParameters.ts";
import { valueAt } from "../schemaNode.ts";
import { courantProblems } from "./checkCourant.ts";
import { openBoundaryProblems, openMaterialProblems } from "./checkOpenBoundaries.ts";
import { shapeProblems } from "./checkShape.ts";
import { fieldProblem } from "./expression.ts";
import { fluidRecordProblems, fluidRecordSchema } from "./fluidRecordSchema.ts";
import { type FluidSetup, fluidSetupSchema } from "./fluidSetupSchema.ts";

/** Problems of a fluid scenario that span fields or sections, as far as its valid sections allow to see them. */
export function checkFluidDocument(document: unknown): InputProblem[] {
  const setup = fluidSetupSchema.safeParse(valueAt(document, ["setup"])).data;
  const solver = fluidSolverParameters.safeParse(valueAt(document, ["solver"])).data;
  const record = fluidRecordSchema.safeParse(valueAt(document, ["record"]) ?? {}).data;
  return [
    ...(setup ? setupProblems(setup) : []),
    ...(setup && solver ? materialProblems(setup, solver) : []),
    ...(setup && solver ? dimensionProblems(setup, solver) : []),
    ...(solver ? solverProblems(solver) : []),
    ...(solver ? courantProblems(solver, valueAt(document, ["run", "courantNumber"])) : []),
    ...(setup && record ? fluidRecordProblems(record, setup.dimensions) : []),
  ];
}

function setupProblems(setup: FluidSetup): InputProblem[] {
  const { dimensions, box, fluids, solids, units } = setup;
  const symbol = unitSystems[units].symbols.length;
  const lists: Record<string, readonly unknown[] | undefined> = {
    "setup.box.lower": box.lower,
    "setup.box.lengths": box.lengths,
    "setup.box.boundaries": box.boundaries,
    ...Object.fromEntries(fluids.map((part, k) => [`setup.fluids.${k}.velocity`, part.velocity])),
  };
  const names = solids.map(({ name }) => name);
  return [
    ...axisProblems(lists, dimensions),
    ...[...fluids, ...solids].flatMap((part, k) => {
      const path = k < fluids.length ? `setup.fluids.${k}` : `setup.solids.${k - fluids.length}`;
      return shapeProblems(part.shape, `${path}.shape`, dimensions, symbol);
    }),
    ...fluids.flatMap((part, k) => expressionProblems(part, `setup.fluids.${k}`)),
    ...openBoundaryProblems(setup, symbol),
    ...solids.flatMap(({ motion, body }, k) =>
      motion && body
        ? [{ path: `setup.solids.${k}.body`, message: "a solid has a motion or is a free body, not both" }]
        : [],
    ),
    ...names.flatMap((name, k) =>
      names.indexOf(name) < k
        ? [{ path: `setup.solids.${k}.name`, message: `"${name}" is the name of another solid too` }]
        : [],
    ),
  ];
}

function expressionProblems(part: FluidSetup["fluids"][number], path: string): InputProblem[] {
  const fields = (part.velocity ?? []).map((source, axis) => ({ source, path: `${path}.velocity.${axis}` }));
  if (part.pressure !== "rest" && part.pressure !== "hydrostatic") {
    fields.push({ source: part.pressure, path: `${path}.pressure` });
  }
  return fields.flatMap(({ source, path: place }) => {
    const message = fieldProblem(source);
    return message ? [{ path: place, message }] : [];
  });
}

function materialProblems(setup: FluidSetup, { materials }: FluidSolverParameters): InputProblem[] {
  const names = Object.keys(materials);
  const { fluids, solids } = setup;
  return [
    ...openMaterialProblems(setup, names),
    ...fluids.flatMap(({ material }, k) =>
      names.includes(material)
        ? []
        : [unknownName(`setup.fluids.${k}.material`, "material", material, names)],
    ),
    ...solids.flatMap(({ name }, k) =>
      names.includes(name)
        ? [{ path: `setup.solids.${k}.name`, message: `"${name}" is the name of a fluid too` }]
        : [],
    ),
  ];
}

function dimensionProblems({ dimensions, solids }: FluidSetup, { acceleration }: FluidSolverParameters) {
  // Three zeros are the default also in two dimensions.
  const constant = acceleration.constant.some((value) => value !== 0) ? acceleration.constant : undefined;
  const lists: Record<string, readonly unknown[] | undefined> = {
    "solver.acceleration.constant": constant,
    "solver.acceleration.oscillation.amplitude": acceleration.oscillation?.amplitude,
  };
  solids.forEach(({ motion, body }, k) => {
    const path = `setup.solids.${k}.motion`;
    const velocity = body?.velocity.some((value) => value !== 0) ? body.velocity : undefined;
    lists[`setup.solids.${k}.body.velocity`] = velocity;
    if (!motion) return;
    if ("velocity" in motion) lists[`${path}.velocity`] = motion.velocity;
    if ("center" in motion) lists[`${path}.center`] = motion.center;
    if (motion.kind === "sinusoidal") lists[`${path}.amplitude`] = motion.amplitude;
    if (motion.kind === "tabulated") {
      motion.displacements.forEach((row, index) => (lists[`${path}.displacements.${index}`] = row));
    }
  });
  return [...axisProblems(lists, dimensions), ...tableProblems(solids)];
}

function tableProblems(solids: FluidSetup["solids"]): InputProblem[] {
  return solids.flatMap(({ motion }, k) => {
    if (motion?.kind !== "tabulated") return [];
    const path = `setup.solids.${k}.motion`;
    const { times, displacements } = motion;
    const problems: InputProblem[] = [];
    if (times.length !== displacements.length) {
      const message = `needs one entry for each of the ${times.length} times, got ${displacements.length}`;
      problems.push({ path: `${path}.displacements`, message });
    }
    const wrong = times.findIndex((time, index) => (index === 0 ? time !== 0 : time <= times[index - 1]));
    if (wrong >= 0) {
      const message = `times must rise from 0, got ${times[wrong]}`;
      problems.push({ path: `${path}.times.${wrong}`, message });
    }
    return problems;
  });
}

/** Lists with one entry per axis have as many entries as the space has dimensions. */
function axisProblems(
  lists: Record<string, readonly unknown[] | undefined>,
  dimensions: 2 | 3,
): InputProblem[] {
  return Object.entries(lists).flatMap(([path, list]) => {
    if (!list || list.length === dimensions) return [];
    return [
      {
        path,
        message: `needs ${dimensions} entries, one for each of setup.dimensions, got ${list.length}`,
      },
    ];
  });
}

/** A sound speed below this many times the speed of the flow makes the fluid visibly compressible. */
const leastSoundRatio = 5;

function solverProblems({ soundSpeed, expectedSpeed }: FluidSolverParameters): InputProblem[] {
  if (soundSpeed === undefined || expectedSpeed === undefined) return [];
  if (soundSpeed >= leastSoundRatio * expectedSpeed) return [];
  const message =
    `must be at least ${leastSoundRatio} times solver.expectedSpeed, ${leastSoundRatio * expectedSpeed}, ` +
    `so that the density stays near its reference, got ${soundSpeed}; leave one of the two out`;
  return [{ path: "solver.soundSpeed", message }];
}

/** A sound speed that the flow to be expected makes too small; `expected` comes from the set-up. */
export function soundSpeedProblem(
  soundSpeed: number,
  expected: number,
  unit: string,
): InputProblem | undefined {
  if (soundSpeed >= leastSoundRatio * expected) return undefined;
  const message =
    `must be at least ${leastSoundRatio} times the speed to be expected, ${Number(expected.toPrecision(4))} ${unit}, got ${soundSpeed}: ` +
    "leave it out, or say in solver.expectedSpeed that the flow is slower";
  return { path: "solver.soundSpeed", message };
}

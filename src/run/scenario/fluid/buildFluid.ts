import { InputError, type InputProblem } from "../../../core/failure.ts";
import type { TriangleMesh } from "../../../core/geometry/triangleMesh.ts";
import { RandomSequence, randomStreams } from "../../../core/random.ts";
import type { Particles } from "../../../core/particles.ts";
import { rigidBodyFrom } from "../../../solvers/sph/solids/rigidBodyFrom.ts";
import { readTriangleMesh } from "../../../formats/readTriangleMesh.ts";
import type { FluidModel, FluidParticles, Solid } from "../../../solvers/sph/model.ts";
import { type ReadFile, readNamedFile } from "../readFile.ts";
import { buildShape } from "./buildShape.ts";
import { soundSpeedProblem } from "./checkFluid.ts";
import { boxProblems, layersProblem, particleProblems, thicknessProblem } from "./checkFluidParticles.ts";
import { shapeMeshProblems } from "./checkShape.ts";
import { capacityProblem } from "./checkOpenBoundaries.ts";
import { describeFluid, type Derived } from "./describeFluid.ts";
import { expectedSpeed } from "./expectedSpeed.ts";
import { fluidBox } from "./fluidBox.ts";
import type { FluidScenario } from "./fluidScenario.ts";
import { initialDensity } from "./initialDensity.ts";
import { addOpenings, resolveInlet } from "./openBoundaryParts.ts";
import { inletLayers, layersNeeded, placeFluid, type PlacedPart } from "./placeFluid.ts";
import { primitiveShapes } from "./primitiveShapes.ts";
import { resolveFluid, resolveKernel } from "./resolveFluid.ts";

/** What an engine starts from, and what a user should know about it. */
export interface BuiltFluid {
  readonly model: FluidModel;
  /** In the order of their ids: the fluids, then the solids. */
  readonly particles: FluidParticles;
  /** Numbers that follow from those of the scenario, for `run.json`. */
  readonly derived: Derived;
  readonly notices: readonly string[];
}

/**
 * Resolves a fluid scenario into numbers: particles on their lattices, sound speed, masses, kernel. The same scenario
 * gives the same particles, digit by digit.
 *
 * @param readFile called for the meshes that the set-up names
 * @throws InputError that lists every problem of the stage that has any: meshes, the document's numbers, particles
 */
export async function buildFluid(scenario: FluidScenario, readFile: ReadFile): Promise<BuiltFluid> {
  const { setup, solver } = scenario;
  const meshes = await readMeshes(scenario, readFile);
  const box = fluidBox(setup);
  const { supportRadius } = resolveKernel(scenario);
  const fluidNames = Object.keys(solver.materials);
  const random = new RandomSequence(scenario.run.seed, randomStreams.placement);
  const { particles, parts } = placeFluid({ setup, box, supportRadius, fluidNames, meshes, random });
  const fluidParts = parts.slice(0, setup.fluids.length);
  const fluidCount = fluidParts.reduce((sum, { count }) => sum + count, 0);

  const expected = solver.expectedSpeed ?? expectedSpeed(scenario, particles, fluidCount);
  throwAny(speedProblems(scenario, expected));
  const inletParts = parts.slice(parts.length - setup.inlets.length);
  const walls = resolveSolids(setup, particles, parts.slice(setup.fluids.length));
  throwAny(capacityProblem(setup, fluidCount));
  const opens = setup.inlets.length + setup.outlets.length > 0;
  const layers = inletLayers(supportRadius, setup.spacing);
  const openings = opens
    ? addOpenings({
        setup,
        box,
        inlets: setup.inlets.map((part) => resolveInlet(part, fluidNames, layers)),
        particles,
        inletCounts: inletParts.map(({ count }) => count),
        fluidCount,
        reserve: fluidNames.length + walls.length + setup.inlets.length,
        duration: scenario.run.duration,
      })
    : undefined;
  const solids = [...walls, ...(openings?.solids ?? [])];
  const resolved = resolveFluid(scenario, box, expected, solids);
  const model = openings ? { ...resolved, openBoundaries: openings.openBoundaries } : resolved;
  throwAny([
    ...boxProblems(model),
    ...particleProblems(model, particles, parts),
    ...wallProblems(scenario, model, particles, parts, meshes),
  ]);
  const all = openings?.particles ?? particles;
  const density = initialDensity(model, all, parts, setup.fluids);
  const inletCount = inletParts.reduce((sum, { count }) => sum + count, 0);
  return {
    model,
    particles: { ...all, density },
    derived: describeFluid(model, {
      fluids: fluidCount,
      walls: particles.count - fluidCount - inletCount,
      inlets: inletCount,
      waiting: all.count - particles.count,
    }),
    notices: notices(scenario, model),
  };
}

/** Motions, and bodies with the mass and the inertia of their particles. */
function resolveSolids(
  { solids, spacing, dimensions }: FluidScenario["setup"],
  { position }: Particles,
  parts: readonly PlacedPart[],
): Solid[] {
  return solids.map(({ name, slip, motion, body }, k) => {
    const { first, count } = parts[k];
    if (!body || count === 0) return { name, slip, motion };
    const points = position.subarray(3 * first, 3 * (first + count));
    return { name, slip, body: rigidBodyFrom(points, spacing ** dimensions, dimensions, body) };
  });
}

function throwAny(problems: readonly InputProblem[]): void {
  if (problems.length > 0) throw new InputError(problems);
}

async function readMeshes({ setup }: FluidScenario, readFile: ReadFile): Promise<Map<string, TriangleMesh>> {
  const meshes = new Map<string, TriangleMesh>();
  const problems: InputProblem[] = [];
  const parts = [
    ...setup.fluids.map(({ shape }, k) => ({ shape, path: `setup.fluids.${k}.shape` })),
    ...setup.solids.map(({ shape }, k) => ({ shape, path: `setup.solids.${k}.shape` })),
  ];
  for (const part of parts) {
    for (const { shape, path } of primitiveShapes(part.shape, part.path)) {
      if (shape.kind !== "mesh" || meshes.has(shape.path)) continue;
      try {
        const bytes = await readNamedFile(readFile, shape.path, `${path}.path`);
        meshes.set(shape.path, await readTriangleMesh(bytes, shape.path));
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        problems.push(...error.problems);
      }
    }
    problems.push(...shapeMeshProblems(part.shape, part.path, meshes));
  }
  throwAny(problems);
  return meshes;
}

function speedProblems({ setup, solver }: FluidScenario, expected: number): InputProblem[] {
  if (solver.soundSpeed === undefined) {
    if (expected > 0) return [];
    const message =
      "missing: nothing in the set-up moves or accelerates, so no speed follows from it that the sound speed could be taken from";
    return [{ path: "solver.expectedSpeed", message }];
  }
  const unit = setup.units === "si" ? "m/s" : "";
  const problem = soundSpeedProblem(solver.soundSpeed, expected, unit);
  return problem ? [problem] : [];
}

function wallProblems(
  { setup }: FluidScenario,
  model: FluidModel,
  particles: Particles,
  parts: readonly PlacedPart[],
  meshes: ReadonlyMap<string, TriangleMesh>,
): InputProblem[] {
  const needed = layersNeeded(model.supportRadius, model.spacing);
  return setup.solids.flatMap((solid, k) => {
    const part = parts[setup.fluids.length + k];
    if (solid.fill === "shell") return layersProblem(part.path, solid.layers, needed);
    return thicknessProblem(model, particles, part, buildShape(solid.shape, setup.dimensions, meshes));
  });
}

/** Mach number above which a run carries a notice. */
const usualSoundRatio = 10;

function notices({ solver }: FluidScenario, { fluids, expectedSpeed: speed, scheme }: FluidModel): string[] {
  const isCompressible = scheme.kind === "weakly-compressible" || scheme.kind === "entropically-damped";
  if (!isCompressible || solver.soundSpeed === undefined) return [];
  const ratio = fluids[0].soundSpeed / speed;
  if (ratio >= usualSoundRatio * 0.999) return [];
  return [
    `The sound speed is ${Number(ratio.toPrecision(3))} times the expected speed: the density will vary by about ${Number((100 / ratio ** 2).toPrecision(2))} %.`,
  ];
}

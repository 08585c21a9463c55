import type { Box } from "../../core/box.ts";
import { InputError } from "../../core/failure.ts";
import type { InputProblem } from "../../core/failure.ts";
import type { Particles } from "../../core/particles.ts";
import { RandomSequence, randomStreams } from "../../core/random.ts";
import { drawVelocities } from "../../core/setup/drawVelocities.ts";
import { unitSystems } from "../../core/units.ts";
import type { ParticleFile } from "../../formats/particleFile.ts";
import { buildPairTable } from "../../solvers/md/buildPairTable.ts";
import { degreesOfFreedom } from "../../solvers/md/model.ts";
import type { MolecularModel } from "../../solvers/md/model.ts";
import { checkParticles } from "./checkParticles.ts";
import { checkScenario } from "./checkScenario.ts";
import type { MolecularScenario } from "./molecularScenario.ts";
import { placeParticles } from "./placeParticles.ts";
import type { ReadFile } from "./readFile.ts";
import { readParticleFiles } from "./readParticleFiles.ts";
import { boxDefiningPart, resolveBox } from "./resolveBox.ts";
import type { Setup } from "./setupSchema.ts";

/** What an engine starts from. */
export interface BuiltModel {
  readonly model: MolecularModel;
  /** In the order of their ids. */
  readonly particles: Particles;
}

/**
 * Resolves a scenario of molecular dynamics into numbers: box, pair table, particles with velocities, in the units of `setup.units`,
 * masses converted. The same scenario gives the same particles, digit by digit.
 *
 * @param readFile called for the particle files that the set-up names
 * @throws InputError that lists every problem of the stage that has any: files, document, placement, configuration
 */
export async function buildModel(scenario: MolecularScenario, readFile: ReadFile): Promise<BuiltModel> {
  const { setup, solver, run, record } = scenario;
  const files = await readParticleFiles(setup, readFile);
  const fileBox = boxIn(setup, files);
  throwAny(checkScenario({ setup, record, ...solver }, fileBox));
  const box = resolveBox(setup, fileBox);
  if (!box)
    throw new InputError([{ path: "setup.box.lengths", message: "is needed: the file holds no box" }]);

  const model = resolveModel(scenario, box);
  const placement = new RandomSequence(run.seed, randomStreams.placement);
  const particles = placeParticles(setup, files, {
    box,
    lengthSymbol: model.units.symbols.length,
    typeNames: model.types.map((type) => type.name),
    uniform: () => placement.uniform(),
  });
  throwAny(checkParticles(model, particles));
  return { model, particles: withVelocities(setup, model, particles) };
}

function throwAny(problems: readonly InputProblem[]): void {
  if (problems.length > 0) throw new InputError(problems);
}

/** Box of the file that defines the box. */
function boxIn(setup: Setup, files: ReadonlyMap<number, ParticleFile>): Box | undefined {
  const part = boxDefiningPart(setup);
  return part && files.get(setup.particles.indexOf(part))?.box;
}

function resolveModel({ setup, solver, run }: MolecularScenario, box: Box): MolecularModel {
  const units = unitSystems[setup.units];
  const types = Object.entries(solver.types).map(([name, { mass }]) => ({
    name,
    mass: mass * units.massFactor,
  }));
  const typeNames = types.map((type) => type.name);
  return {
    units,
    box,
    types,
    pairs: buildPairTable(solver.pair, typeNames, units),
    skin: solver.skin,
    timeStep: run.timeStep,
    integrator: solver.integrator,
    seed: run.seed,
    totalSteps: run.steps,
  };
}

function withVelocities({ velocities }: Setup, model: MolecularModel, particles: Particles): Particles {
  if (velocities === undefined || velocities === "fromFile") return particles;
  const { temperature, removeMomentum } = velocities;
  if (removeMomentum && particles.count === 1 && temperature > 0) {
    const message = "must be false for a single particle, which would have no velocity left";
    throw new InputError([{ path: "setup.velocities.removeMomentum", message }]);
  }
  const distribution = {
    dimensions: model.box.dimensions,
    mass: Float64Array.from(particles.type, (type) => model.types[type].mass),
    thermalEnergy: model.units.boltzmann * temperature,
    degreesOfFreedom: degreesOfFreedom(model, particles.count),
    removeMomentum,
  };
  const random = new RandomSequence(model.seed, randomStreams.velocities);
  return { ...particles, velocity: drawVelocities(distribution, () => random.gaussian()) };
}

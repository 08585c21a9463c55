import type { Frame } from "../../src/core/frame.ts";
import { type Experiment, withExperiment } from "../experiment.ts";
import { buildDocument } from "../scenarioDocument.ts";
import type { ValidationEnvironment } from "../validationCase.ts";
import document from "./scenario.json";

/** Samples of one thermostat at one temperature. */
export interface Ensemble {
  readonly temperature: number;
  readonly degreesOfFreedom: number;
  /** Every 25 steps [ε]. */
  readonly kineticEnergy: readonly number[];
  /** Every 25 steps [ε]. */
  readonly potentialEnergy: readonly number[];
  /** 2K/(g k_B) of the atoms of a type or of an axis, by its name: every 100 steps [ε/k_B]. */
  readonly groupTemperatures: Readonly<Record<string, readonly number[]>>;
}

const settlingSteps = 2000;
const energyStride = 25;
const frameStride = 100;

/** Runs the scenario with a thermostat and samples it after the liquid has settled. */
export async function sampleEnsemble(
  environment: ValidationEnvironment,
  thermostat: object,
  temperature: number,
  steps: number,
): Promise<Ensemble> {
  const integrator = { ...thermostat, temperature };
  const built = await buildDocument(document, { "solver.integrator": integrator });
  return withExperiment(environment, built, async (liquid) => {
    await liquid.advance(settlingSteps);
    return sample(liquid, temperature, steps);
  });
}

async function sample(liquid: Experiment, temperature: number, steps: number): Promise<Ensemble> {
  const kineticEnergy: number[] = [];
  const potentialEnergy: number[] = [];
  const groupTemperatures: Record<string, number[]> = {};
  for (let step = 0; step < steps; step += frameStride) {
    const { states } = await liquid.advance(frameStride, { totals: energyStride });
    kineticEnergy.push(...states.map((state) => state.kineticEnergy));
    potentialEnergy.push(...states.map((state) => state.potentialEnergy));
    for (const [name, value] of temperaturesOfGroups(liquid, await liquid.frame())) {
      (groupTemperatures[name] ??= []).push(value);
    }
  }
  const { degreesOfFreedom } = liquid.context.thermodynamics;
  return { temperature, degreesOfFreedom, kineticEnergy, potentialEnergy, groupTemperatures };
}

/**
 * Instantaneous temperatures of each type and axis. Where the total momentum is kept at zero an atom of mass m has
 * ⟨m v²⟩ = 3 k_B T (1 − m/M), M being the mass of all.
 */
function temperaturesOfGroups({ model, context }: Experiment, { particles }: Frame): [string, number][] {
  const { count, velocity, type } = particles;
  const mass = (i: number) => model.types[type[i]].mass;
  const total = [...type].reduce((sum, _, i) => sum + mass(i), 0);
  const momentumKept = context.thermodynamics.degreesOfFreedom < 3 * count;
  const temperature = (belongs: (i: number, axis: number) => boolean) => {
    let twiceKinetic = 0;
    let freedom = 0;
    for (let k = 0; k < 3 * count; k++) {
      const i = Math.floor(k / 3);
      if (!belongs(i, k % 3)) continue;
      twiceKinetic += mass(i) * velocity[k] ** 2;
      freedom += momentumKept ? 1 - mass(i) / total : 1;
    }
    return twiceKinetic / freedom;
  };
  return [
    ...model.types.map(({ name }, index): [string, number] => [
      `the ${name} atoms`,
      temperature((i) => type[i] === index),
    ]),
    ...["x", "y", "z"].map((name, index): [string, number] => [
      `the ${name} axis`,
      temperature((_, axis) => axis === index),
    ]),
  ];
}

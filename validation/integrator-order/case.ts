import type { Particles } from "../../src/core/particles.ts";
import { withExperiment } from "../experiment.ts";
import { within } from "../rows.ts";
import { buildDocument } from "../scenarioDocument.ts";
import { slope, standardDeviation } from "../statistics.ts";
import type { ValidationCase, ValidationEnvironment, ValidationRow } from "../validationCase.ts";
import document from "./scenario.json";

/** Energy fluctuation of velocity Verlet at one time step. */
export interface EnergyFluctuation {
  readonly timeStep: number;
  /** Standard deviation of the total energy per atom over the first τ [ε]. */
  readonly firstDeviation: number;
  /** The same over the whole run [ε]. */
  readonly deviation: number;
}

const published: ReadonlyMap<number, number> = new Map([
  [0.001, 2.5e-6],
  [0.002, 9.3e-6],
  [0.004, 3.9e-5],
  [0.008, 1.5e-4],
]);

const temperature = 0.722;
const source = "LAMMPS";
/** [τ] */
const samplingTime = 0.008;

export const integratorOrder: ValidationCase = {
  name: "integrator-order",
  title: "velocity Verlet: the energy error falls as the square of the time step",
  source: "LAMMPS; W. C. Swope et al., J. Chem. Phys. 76, 637 (1982)",
  async run(environment) {
    environment.report("force-shifted liquid: 4500 steps of melting");
    const liquid = await orderLiquid(environment, 3000);
    return orderRows(await measureFluctuations(environment, liquid, [...published.keys()], 8));
  },
};

/** The crystal melted and cooled to the liquid's temperature. */
export async function orderLiquid(environment: ValidationEnvironment, steps: number): Promise<Particles> {
  const integrator = { kind: "bussi", temperature: { from: 3, to: temperature }, relaxationTime: 0.5 };
  const ramp = await buildDocument(document, { "solver.integrator": integrator, "run.steps": steps });
  const hold = { "solver.integrator": { ...integrator, temperature }, "run.steps": steps };
  const melted = await withExperiment(environment, ramp, async (melt) => {
    await melt.advance(steps);
    return (await melt.frame()).particles;
  });
  return withExperiment(environment, await buildDocument(document, hold, melted), async (settling) => {
    await settling.advance(Math.ceil(steps / 2));
    return (await settling.frame()).particles;
  });
}

/** Runs the same liquid for the same time with each time step. */
export async function measureFluctuations(
  environment: ValidationEnvironment,
  liquid: Particles,
  timeSteps: readonly number[],
  time: number,
): Promise<EnergyFluctuation[]> {
  const fluctuations: EnergyFluctuation[] = [];
  for (const timeStep of timeSteps) {
    const steps = Math.round(time / timeStep);
    environment.report(`force-shifted liquid: ${steps} steps of ${timeStep} τ`);
    const built = await buildDocument(document, { "run.timeStep": timeStep, "run.steps": steps }, liquid);
    const { states } = await withExperiment(environment, built, (run) =>
      run.advance(steps, { totals: Math.max(1, Math.round(samplingTime / timeStep)) }),
    );
    const energies = states.map((state) => state.totalEnergy / liquid.count);
    fluctuations.push({
      timeStep,
      firstDeviation: standardDeviation(energies.slice(0, Math.round(1 / samplingTime))),
      deviation: standardDeviation(energies),
    });
  }
  return fluctuations;
}

/**
 * The order, from the first τ, in which all time steps still follow one trajectory; and the fluctuation over each
 * whole run against the published one.
 */
export function orderRows(fluctuations: readonly EnergyFluctuation[]): ValidationRow[] {
  const logarithm = (values: readonly number[]) => values.map(Math.log);
  return [
    within({
      quantity: "order of the energy error over the first τ",
      reference: 2,
      measured: slope(
        logarithm(fluctuations.map(({ timeStep }) => timeStep)),
        logarithm(fluctuations.map(({ firstDeviation }) => firstDeviation)),
      ),
      tolerance: 0.1,
      source: "velocity Verlet is of second order",
    }),
    ...fluctuations.flatMap(({ timeStep, deviation }) => {
      const reference = published.get(timeStep);
      if (reference === undefined) return [];
      const quantity = `standard deviation of the energy per atom, time step ${timeStep}`;
      return [
        within({ quantity, unit: "ε", reference, measured: deviation, tolerance: 0.25 * reference, source }),
      ];
    }),
  ];
}

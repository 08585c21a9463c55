import type { Particles } from "../../src/core/particles.ts";
import { withExperiment } from "../experiment.ts";
import { within } from "../rows.ts";
import { buildDocument } from "../scenarioDocument.ts";
import { slope, standardDeviation } from "../statistics.ts";
import type { ValidationCase, ValidationEnvironment, ValidationRow } from "../validationCase.ts";
import document from "./scenario.json";

const temperature = 0.8;

/** Every integrator that conserves something, by the name its rows carry. */
export const conservingIntegrators: Readonly<Record<string, object>> = {
  "velocity Verlet": { kind: "velocity-verlet" },
  Langevin: { kind: "langevin", temperature, friction: 0.1 },
  "Nosé–Hoover chain": { kind: "nose-hoover", temperature, relaxationTime: 0.5, chainLength: 3 },
  Bussi: { kind: "bussi", temperature, relaxationTime: 0.5 },
  Berendsen: { kind: "berendsen", temperature, relaxationTime: 0.5 },
};

/** Rate of change per degree of freedom [k_B T/τ], over a run and over each quarter of it. */
export interface Drift {
  readonly whole: number;
  readonly quarters: readonly number[];
}

/** 4.3·10⁻⁴ k_B T/ns of OpenMM in single precision, with τ = 2.156 ps of argon. */
const bound = 4.3e-4 * 2.156e-3;
const source = "OpenMM User Guide, single precision";

export const thermostatDrift: ValidationCase = {
  name: "thermostat-drift",
  title: "what each integrator conserves stays where it is",
  source,
  async run(environment) {
    environment.report("liquid for the drift: 3000 steps of melting");
    const liquid = await driftLiquid(environment, 3000);
    const rows: ValidationRow[] = [];
    for (const name of Object.keys(conservingIntegrators)) {
      environment.report(`${name}: 10000 steps`);
      rows.push(driftRow(name, await measureDrift(environment, liquid, name, 10000)));
    }
    return rows;
  },
};

/** The crystal melted and cooled by the scenario's own thermostat. */
export async function driftLiquid(environment: ValidationEnvironment, steps: number): Promise<Particles> {
  const built = await buildDocument(document, { "run.steps": steps });
  return withExperiment(environment, built, async (melt) => {
    await melt.advance(steps);
    return (await melt.frame()).particles;
  });
}

/** What the integrator should conserve, followed from the liquid on. */
export async function measureDrift(
  environment: ValidationEnvironment,
  liquid: Particles,
  name: string,
  steps: number,
): Promise<Drift> {
  const settings = { "solver.integrator": conservingIntegrators[name], "run.steps": steps };
  const built = await buildDocument(document, settings, liquid);
  return withExperiment(environment, built, async (run) => {
    const { states } = await run.advance(steps, { totals: 10 });
    const thermalEnergy = run.context.thermodynamics.degreesOfFreedom * temperature;
    const rate = (part: typeof states) =>
      slope(
        part.map(({ step }) => step * run.model.timeStep),
        part.map(({ conservedEnergy }) => conservedEnergy / thermalEnergy),
      );
    const quarter = Math.floor(states.length / 4);
    const quarters = [0, 1, 2, 3].map((k) => rate(states.slice(k * quarter, (k + 1) * quarter)));
    return { whole: rate(states), quarters };
  });
}

export function driftRow(name: string, { whole, quarters }: Drift): ValidationRow {
  return within({
    quantity: `drift of the conserved energy per degree of freedom, ${name}`,
    unit: "k_B T/τ",
    reference: 0,
    measured: whole,
    standardError: standardDeviation(quarters) / 2,
    tolerance: bound,
    source,
  });
}

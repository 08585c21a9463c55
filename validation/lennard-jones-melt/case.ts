import document from "../../scenarios/lennard-jones-melt.json";
import type { ThermodynamicState } from "../../src/observables/thermodynamics.ts";
import { type Experiment, withExperiment } from "../experiment.ts";
import { within } from "../rows.ts";
import { buildDocument } from "../scenarioDocument.ts";
import { mean } from "../statistics.ts";
import type { ValidationCase, ValidationEnvironment, ValidationRow } from "../validationCase.ts";

const bench = "LAMMPS benchmark in.lj";
const seeds = "LAMMPS 29 Sep 2021, in.lj, 16 seeds of Gaussian velocities";

/** What LAMMPS calls neighbours: cutoff radius + skin. */
const listRadius = 2.8;

export const lennardJonesMelt: ValidationCase = {
  name: "lennard-jones-melt",
  title: "an fcc crystal of 32,000 atoms melts",
  source: bench,
  async run(environment) {
    environment.report("melt, truncated: 100 steps");
    const truncated = await withMelt(environment, "truncated", async (melt) => [
      ...(await stepZeroRows(melt)),
      ...(await hundredStepRows(melt)),
    ]);
    environment.report("melt, shifted: 100 steps");
    const shifted = await withMelt(environment, "shifted", shiftedRows);
    return [...truncated, ...shifted];
  },
};

/** The scenario of the benchmark with another cutoff treatment. */
export async function withMelt<T>(
  environment: ValidationEnvironment,
  cutoff: "truncated" | "shifted",
  action: (melt: Experiment) => Promise<T>,
): Promise<T> {
  const built = await buildDocument(document, { "solver.pair.cutoff": cutoff });
  const pairHistogram = { bins: 1, maximumDistance: listRadius };
  return withExperiment(environment, built, action, { pairHistogram });
}

/** The perfect crystal: no step is done. */
export async function stepZeroRows(melt: Experiment): Promise<ValidationRow[]> {
  const state = await melt.state();
  return [
    within({
      quantity: "potential energy per atom, step 0",
      unit: "ε",
      reference: -6.7733681,
      measured: state.potentialEnergy / melt.engine.particleCount,
      tolerance: 1e-5,
      source: bench,
    }),
    within({
      quantity: "pressure, step 0",
      unit: "ε/σ³",
      reference: -5.0197073,
      measured: state.pressure,
      tolerance: 1e-3,
      source: bench,
    }),
    within({
      quantity: "temperature, step 0",
      unit: "ε/k_B",
      reference: 1.44,
      measured: state.temperature,
      tolerance: 1e-6,
      source: bench,
    }),
    within({
      quantity: "pairs within 2.8 σ, step 0",
      reference: 1_248_000,
      measured: await melt.countPairs(),
      tolerance: 0,
      source: "fcc shells of 12 + 6 + 24 + 12 + 24 neighbours",
    }),
  ];
}

async function hundredStepRows(melt: Experiment): Promise<ValidationRow[]> {
  const atoms = melt.engine.particleCount;
  const start = await melt.state();
  await melt.advance(45);
  const { states } = await melt.advance(55, { totals: 5 });
  const end = states[states.length - 1];
  const average = (quantity: (state: ThermodynamicState) => number) => mean(states.map(quantity));
  const row = (
    quantity: string,
    unit: string | undefined,
    reference: number,
    measured: number,
    tolerance: number,
  ) => within({ quantity, unit, reference, measured, tolerance, source: seeds });
  return [
    row("temperature, step 100", "ε/k_B", 0.7571, end.temperature, 0.0088),
    row("potential energy per atom, step 100", "ε", -5.7579, end.potentialEnergy / atoms, 0.0132),
    row("total energy per atom, step 100", "ε", -4.6224, end.totalEnergy / atoms, 0.001),
    row(
      "change of the total energy per atom",
      "ε",
      -0.00893,
      (end.totalEnergy - start.totalEnergy) / atoms,
      3.8e-4,
    ),
    row(
      "mean temperature, steps 50–100",
      "ε/k_B",
      0.7529,
      average((s) => s.temperature),
      0.0033,
    ),
    row(
      "mean potential energy per atom, steps 50–100",
      "ε",
      -5.7511,
      average((s) => s.potentialEnergy / atoms),
      0.005,
    ),
    row(
      "mean pressure, steps 50–100",
      "ε/σ³",
      0.258,
      average((s) => s.pressure),
      0.038,
    ),
    row("pairs within 2.8 σ, step 100", undefined, 1_201_919, await melt.countPairs(), 1_280),
  ];
}

async function shiftedRows(melt: Experiment): Promise<ValidationRow[]> {
  const start = await melt.state();
  await melt.advance(100);
  const end = await melt.state();
  return [
    within({
      quantity: "change of the total energy per atom, shifted potential",
      unit: "ε",
      reference: -3.2e-5,
      measured: (end.totalEnergy - start.totalEnergy) / melt.engine.particleCount,
      tolerance: 2.2e-5,
      source: "LAMMPS 29 Sep 2021, in.lj shifted, 8 seeds of Gaussian velocities",
    }),
  ];
}

import type { Particles } from "../../src/core/particles.ts";
import { einsteinDiffusion } from "../../src/observables/diffusion.ts";
import { binCentres, radialDistribution } from "../../src/observables/radialDistribution.ts";
import type { DisplacementSample, PairHistogram } from "../../src/observables/samples.ts";
import type { ThermodynamicState } from "../../src/observables/thermodynamics.ts";
import { type Experiment, withExperiment } from "../experiment.ts";
import { within } from "../rows.ts";
import { buildDocument } from "../scenarioDocument.ts";
import { blockError, mean, standardError } from "../statistics.ts";
import type { ValidationCase, ValidationEnvironment, ValidationRow } from "../validationCase.ts";
import document from "./scenario.json";

/** Published values of one state at temperature 0.851. */
export interface FluidReference {
  readonly density: number;
  readonly energyPerAtom: number;
  readonly pressure: number;
  readonly diffusion: number;
  readonly peakHeight: number;
}

export const fluidReferences: readonly FluidReference[] = [
  { density: 0.776, energyPerAtom: -5.511, pressure: 0.002, diffusion: 0.0625, peakHeight: 2.69 },
  { density: 0.84, energyPerAtom: -5.912, pressure: 0.889, diffusion: 0.041, peakHeight: 2.87 },
];

/** Everything that was sampled in equilibrium. */
export interface FluidMeasurement {
  readonly states: readonly ThermodynamicState[];
  readonly atoms: number;
  /** Diffusion coefficient of each stretch. */
  readonly diffusion: readonly number[];
  readonly peak: { readonly distance: number; readonly height: number };
}

const histogram = { bins: 150, maximumDistance: 3 };
const meltingSteps = 4000;
const settlingSteps = 2000;
/** 5 τ: the second half of it is far beyond ballistic motion. */
const stretchSteps = 1000;

export const lennardJonesFluid: ValidationCase = {
  name: "lennard-jones-fluid",
  title: "500 atoms of liquid near the triple point: energy, pressure, diffusion, structure",
  source: "LAMMPS; J. Kolafa & I. Nezbeda, Fluid Phase Equilib. 100, 1 (1994); NIST",
  async run(environment) {
    const rows: ValidationRow[] = [];
    for (const reference of fluidReferences) {
      rows.push(...fluidRows(reference, await measureFluid(environment, reference.density, 20)));
    }
    return rows;
  },
};

/** Melts the crystal, lets the liquid settle, and samples it for a number of stretches. */
export async function measureFluid(
  environment: ValidationEnvironment,
  density: number,
  stretches: number,
): Promise<FluidMeasurement> {
  environment.report(`liquid at density ${density}: ${meltingSteps} steps of melting`);
  const settings = { "setup.particles.0.density": density };
  const liquid = await meltedLiquid(environment, settings);
  const built = await buildDocument(document, settings, liquid);
  const steps = stretches * stretchSteps;
  environment.report(`liquid at density ${density}: ${steps} steps in ${stretches} stretches`);
  const options = { pairHistogram: histogram, displacement: true };
  return withExperiment(environment, built, (fluid) => sampleFluid(fluid, stretches), options);
}

function meltedLiquid(
  environment: ValidationEnvironment,
  settings: Record<string, unknown>,
): Promise<Particles> {
  const ramp = {
    "solver.integrator.temperature": { from: 3, to: 0.851 },
    "run.steps": meltingSteps,
  };
  return buildDocument(document, { ...settings, ...ramp }).then((built) =>
    withExperiment(environment, built, async (melt) => {
      await melt.advance(meltingSteps);
      return (await melt.frame()).particles;
    }),
  );
}

async function sampleFluid(fluid: Experiment, stretches: number): Promise<FluidMeasurement> {
  await fluid.advance(settlingSteps);
  const states: ThermodynamicState[] = [];
  const pairHistograms: PairHistogram[] = [];
  const diffusion: number[] = [];
  for (let stretch = 0; stretch < stretches; stretch++) {
    await fluid.engine.setDisplacementOrigin();
    const samples = await fluid.advance(stretchSteps, { totals: 10, pairHistogram: 50, displacement: 100 });
    states.push(...samples.states);
    pairHistograms.push(...samples.pairHistograms);
    diffusion.push(diffusionCoefficient(samples.displacements, fluid.model.timeStep));
  }
  const atoms = fluid.engine.particleCount;
  return { states, atoms, diffusion, peak: firstPeak(structure(fluid, pairHistograms)) };
}

function diffusionCoefficient(samples: readonly DisplacementSample[], timeStep: number): number {
  const curve = {
    elapsed: samples.map(({ step, originStep }) => (step - originStep) * timeStep),
    meanSquareDisplacement: samples.map((sample) => sample.meanSquareDisplacement),
    velocityAutocorrelation: samples.map((sample) => sample.velocityAutocorrelation),
  };
  return einsteinDiffusion(curve, 3) ?? NaN;
}

function structure(fluid: Experiment, pairHistograms: readonly PairHistogram[]): Float64Array {
  const counts = new Float64Array(histogram.bins);
  for (const sample of pairHistograms) sample.counts.forEach((count, bin) => (counts[bin] += count));
  const { typeCounts, thermodynamics } = fluid.context;
  const { volume } = thermodynamics;
  const statistics = { ...histogram, counts, samples: pairHistograms.length, typeCounts, volume };
  return radialDistribution({ ...statistics, dimensions: 3 })[0];
}

/** Vertex of the parabola through the highest bin and its two neighbours. */
function firstPeak(distribution: Float64Array): FluidMeasurement["peak"] {
  const top = distribution.indexOf(Math.max(...distribution));
  const [left, height, right] = distribution.subarray(top - 1, top + 2);
  const curvature = left - 2 * height + right;
  const offset = (left - right) / (2 * curvature);
  const width = histogram.maximumDistance / histogram.bins;
  return {
    distance: binCentres(histogram.bins, histogram.maximumDistance)[top] + offset * width,
    height: height - ((left - right) * offset) / 4,
  };
}

/** Compares a measurement with the published values. */
export function fluidRows(reference: FluidReference, measurement: FluidMeasurement): ValidationRow[] {
  const { states, atoms, diffusion, peak } = measurement;
  const energies = states.map((state) => state.potentialEnergy / atoms);
  const pressures = states.map((state) => state.pressure);
  const at = `, ρ ${reference.density}`;
  return [
    within({
      quantity: `potential energy per atom${at}`,
      unit: "ε",
      reference: reference.energyPerAtom,
      measured: mean(energies),
      standardError: blockError(energies),
      tolerance: 0.02,
      source: "LAMMPS; Kolafa & Nezbeda (1994)",
    }),
    within({
      quantity: `pressure${at}`,
      unit: "ε/σ³",
      reference: reference.pressure,
      measured: mean(pressures),
      standardError: blockError(pressures),
      tolerance: 0.06,
      source: "LAMMPS; Kolafa & Nezbeda (1994)",
    }),
    within({
      quantity: `diffusion coefficient${at}`,
      unit: "σ²/τ",
      reference: reference.diffusion,
      measured: mean(diffusion),
      standardError: standardError(diffusion),
      tolerance: 0.1 * reference.diffusion,
      source: "LAMMPS; NIST",
    }),
    within({
      quantity: `height of the first peak of g(r)${at}`,
      reference: reference.peakHeight,
      measured: peak.height,
      tolerance: 0.05,
      source: "LAMMPS",
    }),
    within({
      quantity: `distance of the first peak of g(r)${at}`,
      unit: "σ",
      reference: 1.08,
      measured: peak.distance,
      tolerance: 0.02,
      source: "LAMMPS",
    }),
  ];
}

import { csvHeader, csvRow } from "../../formats/csv.ts";
import type { DisplacementCurve } from "../../observables/diffusion.ts";
import { einsteinDiffusion, greenKuboDiffusion } from "../../observables/diffusion.ts";
import type { DisplacementSample } from "../../observables/samples.ts";
import type { Engine } from "../engine.ts";
import type { Schedule } from "../schedule.ts";
import { nextDue } from "../schedule.ts";
import type { Recorder, Results, Samples, Write } from "./recorder.ts";
import type { RecorderContext } from "./recorderContext.ts";

const file = "displacement.csv";

export interface DisplacementPlan extends Schedule {
  /** A new origin is taken at the first sample this many steps after the last one; never where left out. */
  readonly originEvery?: number;
}

/** Sums over all origins at one number of steps since the origin. */
interface ElapsedSums {
  meanSquareDisplacement: number;
  velocityAutocorrelation: number;
  samples: number;
}

/**
 * Appends mean square displacement and velocity autocorrelation to `displacement.csv`, and gives the diffusion
 * coefficient from their averages over all origins.
 */
export class DisplacementRecorder implements Recorder {
  readonly name = "displacement";
  readonly source = "displacementAt";
  readonly columns;
  readonly appendedFiles = [file];
  #originStep: number | undefined;
  readonly #sums = new Map<number, ElapsedSums>();

  constructor(
    readonly schedule: DisplacementPlan,
    private readonly context: RecorderContext,
  ) {
    const { length, time, velocity } = context.units.symbols;
    this.columns = {
      [file]: {
        step: "",
        time,
        originStep: "",
        elapsed: time,
        meanSquareDisplacement: squared(length),
        velocityAutocorrelation: squared(velocity),
      },
    };
  }

  readonly begin: Write = (output) => output.append(file, [csvHeader(Object.keys(this.columns[file]))]);

  takeSamples({ displacements }: Samples): Write | undefined {
    // Before the schedule's first step the engine measures from an origin of its own.
    const samples = displacements.filter((sample) => sample.originStep === this.#originStep);
    if (samples.length === 0) return undefined;
    samples.forEach((sample) => this.#accumulate(sample));
    const rows = samples.map((sample) => csvRow(columnValues(sample, this.context.timeStep)));
    return (output) => output.append(file, rows);
  }

  nextStop(after: number): number {
    if (this.#originStep === undefined) return nextDue(this.schedule, after);
    const { originEvery } = this.schedule;
    return originEvery ? nextDue(this.schedule, this.#originStep + originEvery - 1) : Infinity;
  }

  async atStop(engine: Engine): Promise<Write | undefined> {
    const { step } = engine;
    if (this.nextStop(step - 1) !== step) return undefined;
    await engine.setDisplacementOrigin();
    this.#originStep = step;
    return this.takeSamples(
      await engine.advance({ untilStep: step, totalsAt: [], pairHistogramAt: [], displacementAt: [step] }),
    );
  }

  results(): Results {
    const { units, box } = this.context;
    const unit = `${squared(units.symbols.length)}/${units.symbols.time}`;
    const curve = this.#averages();
    const values = {
      diffusionCoefficientEinstein: einsteinDiffusion(curve, box.dimensions),
      diffusionCoefficientGreenKubo: greenKuboDiffusion(curve, box.dimensions),
    };
    return Object.fromEntries(
      Object.entries(values).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, { value, unit }]],
      ),
    );
  }

  saveState(): Float64Array {
    const rows = [...this.#sums].map(([elapsed, sums]) => [
      elapsed,
      sums.meanSquareDisplacement,
      sums.velocityAutocorrelation,
      sums.samples,
    ]);
    return Float64Array.from([this.#originStep ?? NaN, ...rows.flat()]);
  }

  loadState(state: Float64Array): void {
    this.#originStep = Number.isNaN(state[0]) ? undefined : state[0];
    for (let k = 1; k < state.length; k += 4) {
      const [elapsed, meanSquareDisplacement, velocityAutocorrelation, samples] = state.subarray(k, k + 4);
      this.#sums.set(elapsed, { meanSquareDisplacement, velocityAutocorrelation, samples });
    }
  }

  #accumulate(sample: DisplacementSample): void {
    const elapsed = sample.step - sample.originStep;
    const sums = this.#sums.get(elapsed) ?? {
      meanSquareDisplacement: 0,
      velocityAutocorrelation: 0,
      samples: 0,
    };
    sums.meanSquareDisplacement += sample.meanSquareDisplacement;
    sums.velocityAutocorrelation += sample.velocityAutocorrelation;
    sums.samples++;
    this.#sums.set(elapsed, sums);
  }

  #averages(): DisplacementCurve {
    const rows = [...this.#sums].sort(([a], [b]) => a - b);
    return {
      elapsed: rows.map(([steps]) => steps * this.context.timeStep),
      meanSquareDisplacement: rows.map(([, sums]) => sums.meanSquareDisplacement / sums.samples),
      velocityAutocorrelation: rows.map(([, sums]) => sums.velocityAutocorrelation / sums.samples),
    };
  }
}

function columnValues(sample: DisplacementSample, timeStep: number): number[] {
  return [
    sample.step,
    sample.step * timeStep,
    sample.originStep,
    (sample.step - sample.originStep) * timeStep,
    sample.meanSquareDisplacement,
    sample.velocityAutocorrelation,
  ];
}

function squared(unit: string): string {
  return unit.includes("/") ? `(${unit})²` : `${unit}²`;
}

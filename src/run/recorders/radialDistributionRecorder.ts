import { boxVolume } from "../../core/box.ts";
import { csvHeader, csvRow } from "../../formats/csv.ts";
import { binCentres, radialDistribution, typePairs } from "../../observables/radialDistribution.ts";
import type { Schedule } from "../schedule.ts";
import type { Recorder, Samples, Write } from "./recorder.ts";
import type { RecorderContext } from "./recorderContext.ts";

const file = "radialDistribution.csv";

export interface RadialDistributionPlan extends Schedule {
  readonly bins: number;
  /** Upper edge of the last bin [length]. */
  readonly maximumDistance: number;
}

/** Averages g(r) over its samples and writes `radialDistribution.csv`: `r,g`, with several types `r,gAA,gAB,…`. */
export class RadialDistributionRecorder implements Recorder {
  readonly name = "radialDistribution";
  readonly source = "pairHistogramAt";
  readonly columns;
  readonly appendedFiles = [];
  readonly #counts: Float64Array;
  #samples = 0;

  constructor(
    readonly schedule: RadialDistributionPlan,
    private readonly context: RecorderContext,
  ) {
    const { typeNames, units } = context;
    const pairs = typePairs(typeNames.length);
    const names = pairs.length === 1 ? ["g"] : pairs.map(([i, j]) => `g${typeNames[i]}${typeNames[j]}`);
    this.columns = {
      [file]: { r: units.symbols.length, ...Object.fromEntries(names.map((name) => [name, ""])) },
    };
    this.#counts = new Float64Array(pairs.length * schedule.bins);
  }

  takeSamples({ pairHistograms }: Samples): undefined {
    for (const { counts } of pairHistograms) {
      counts.forEach((count, bin) => (this.#counts[bin] += count));
      this.#samples++;
    }
  }

  report(): Write {
    const { bins, maximumDistance } = this.schedule;
    const { typeCounts, box } = this.context;
    const curves = radialDistribution({
      counts: this.#counts,
      samples: this.#samples,
      bins,
      maximumDistance,
      typeCounts,
      dimensions: box.dimensions,
      volume: boxVolume(box),
    });
    const rows = Array.from(binCentres(bins, maximumDistance), (r, bin) =>
      csvRow([r, ...curves.map((g) => g[bin])]),
    );
    const text = csvHeader(Object.keys(this.columns[file])) + rows.join("");
    return (output) => output.writeFile(file, text);
  }

  saveState(): Float64Array {
    const state = new Float64Array(1 + this.#counts.length);
    state[0] = this.#samples;
    state.set(this.#counts, 1);
    return state;
  }

  loadState(state: Float64Array): void {
    this.#samples = state[0];
    this.#counts.set(state.subarray(1));
  }
}

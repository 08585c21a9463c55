import type { FluidFrame } from "../../../core/fluidFrame.ts";
import type { Dimension } from "../../../core/units.ts";
import { csvHeader, csvRow } from "../../../formats/csv.ts";
import type { Gauge } from "../../../observables/fluid/gauges/gauge.ts";
import { findGauge } from "../../../observables/fluid/gauges/index.ts";
import { FluidNeighbourhood } from "../../../observables/fluid/neighbourhood.ts";
import type { FluidClock } from "../../fluidEngine.ts";
import type { ColumnUnits, Results, Write } from "../recorder.ts";
import { capitalised, columnUnit, type FluidRecorder, type FluidRecorderContext } from "./fluidRecorder.ts";

const file = "gauges.csv";

/** One entry of a scenario's `record.gauges`: a name, the kind of gauge, and that kind's parameters. */
export interface NamedGauge {
  readonly name: string;
  readonly kind: string;
  readonly [parameter: string]: unknown;
}

interface GaugeColumn {
  /** Name of the gauge and what it measures: `wallPressure`. */
  readonly name: string;
  readonly dimension: Dimension;
  readonly extreme?: "maximum" | "minimum";
}

/** Appends what gauges measure to `gauges.csv`, NaN where there is nothing to measure; keeps peaks and their times. */
export class GaugeRecorder implements FluidRecorder {
  readonly name = "gauges";
  readonly columns: ColumnUnits;
  readonly appendedFiles = [file];
  readonly #gauges: readonly { readonly gauge: Gauge; readonly plan: NamedGauge }[];
  readonly #columns: readonly GaugeColumn[];
  /** Value and time of the extreme of every column that has one; NaN where nothing was measured yet. */
  readonly #extremes: Float64Array;

  constructor(
    readonly every: number,
    plans: readonly NamedGauge[],
    private readonly context: FluidRecorderContext,
  ) {
    this.#gauges = plans.map((plan) => ({ gauge: findGauge(plan.kind), plan }));
    this.#columns = this.#gauges.flatMap(({ gauge, plan }) => {
      const extremes = gauge.extremes(plan);
      return Object.entries(gauge.columns(plan, context.fluid)).map(([column, dimension]) => ({
        name: plan.name + capitalised(column),
        dimension,
        extreme: extremes[column],
      }));
    });
    const units = this.#columns.map(({ name, dimension }) => [name, columnUnit(dimension, context)]);
    this.columns = { [file]: { step: "", time: context.units.symbols.time, ...Object.fromEntries(units) } };
    this.#extremes = new Float64Array(2 * this.#withExtreme.length).fill(NaN);
  }

  readonly begin: Write = (output) => output.append(file, [csvHeader(Object.keys(this.columns[file]))]);

  take(frame: FluidFrame, { step, time }: FluidClock): Write {
    const { fluid } = this.context;
    const neighbourhood = new FluidNeighbourhood(frame, fluid);
    const values = this.#gauges.flatMap(({ gauge, plan }) =>
      gauge.measure(frame, fluid, neighbourhood, plan),
    );
    this.#withExtreme.forEach((column, k) => {
      const value = values[this.#columns.indexOf(column)];
      const sign = column.extreme === "maximum" ? 1 : -1;
      const isFirst = Number.isNaN(this.#extremes[2 * k]);
      if (sign * value > sign * this.#extremes[2 * k] || isFirst) this.#extremes.set([value, time], 2 * k);
    });
    const row = csvRow([step, time, ...values]);
    return (output) => output.append(file, [row]);
  }

  /** `wallPressureMaximum` and `wallPressureMaximumTime`; nothing of a gauge that has measured nothing. */
  results(): Results {
    const entries = this.#withExtreme.flatMap(({ name, dimension, extreme = "" }, k) => {
      const [value, time] = this.#extremes.subarray(2 * k, 2 * k + 2);
      if (Number.isNaN(value)) return [];
      const result = name + capitalised(extreme);
      return [
        [result, { value, unit: columnUnit(dimension, this.context) }],
        [`${result}Time`, { value: time, unit: this.context.units.symbols.time }],
      ];
    });
    return Object.fromEntries(entries);
  }

  saveState(): Float64Array {
    return this.#extremes.slice();
  }

  loadState(state: Float64Array): void {
    this.#extremes.set(state);
  }

  get #withExtreme(): readonly GaugeColumn[] {
    return this.#columns.filter(({ extreme }) => extreme !== undefined);
  }
}

import type { FluidFrame } from "../../../core/fluidFrame.ts";
import type { Vector3 } from "../../../core/vector.ts";
import { csvHeader, csvRow } from "../../../formats/csv.ts";
import { type FluidTotals, fluidTotals } from "../../../observables/fluid/fluidTotals.ts";
import type { FluidClock } from "../../fluidEngine.ts";
import type { ColumnUnits, Results, Write } from "../recorder.ts";
import {
  type ColumnDimension,
  columnUnit,
  componentNames,
  type FluidRecorder,
  type FluidRecorderContext,
} from "./fluidRecorder.ts";

const file = "fluid.csv";

interface Column {
  readonly name: string;
  readonly dimension: ColumnDimension;
  readonly value: (totals: FluidTotals) => number;
}

/** Results of the last state, and of the whole run the largest so far. */
const lastResults = [
  "kineticEnergy",
  "potentialEnergy",
  "internalEnergy",
  "mass",
  "densityErrorMean",
] as const;
const largestResults = { largestDensityError: "densityErrorMaximum", largestSpeed: "maximumSpeed" } as const;

/**
 * Appends energies, momenta, extremes and density errors of the fluid to `fluid.csv`; in 2D they are per unit depth. Where
 * fluid comes in or leaves also how many particles have done so since time 0.
 */
export class FluidTotalsRecorder implements FluidRecorder {
  readonly name = "totals";
  readonly columns: ColumnUnits;
  readonly appendedFiles = [file];
  readonly #columns: readonly Column[];
  /** Values of lastResults, then of largestResults; NaN before the first record. */
  #results: number[] = [...lastResults, ...Object.keys(largestResults)].map(() => NaN);

  constructor(
    readonly every: number,
    private readonly context: FluidRecorderContext,
  ) {
    this.#columns = columnsOf(context.fluid.box.dimensions);
    const { time } = context.units.symbols;
    const units = this.#columns.map(({ name, dimension }) => [name, columnUnit(dimension, context)]);
    const number = columnUnit("1", context);
    const exchange = context.exchanges ? { added: number, removed: number } : {};
    this.columns = { [file]: { step: "", time, timeStep: time, ...Object.fromEntries(units), ...exchange } };
  }

  readonly begin: Write = (output) => output.append(file, [csvHeader(Object.keys(this.columns[file]))]);

  take(frame: FluidFrame, { step, time, timeStep, exchange }: FluidClock): Write {
    const totals = fluidTotals(frame, this.context.fluid);
    const before = this.#results.slice(lastResults.length);
    this.#results = [
      ...lastResults.map((name) => totals[name]),
      ...Object.values(largestResults).map((name, k) =>
        before[k] > totals[name] ? before[k] : totals[name],
      ),
    ];
    const exchanged = this.context.exchanges ? [exchange?.added ?? 0, exchange?.removed ?? 0] : [];
    const row = csvRow([
      step,
      time,
      timeStep,
      ...this.#columns.map(({ value }) => value(totals)),
      ...exchanged,
    ]);
    return (output) => output.append(file, [row]);
  }

  /** Nothing before the first record. */
  results(): Results {
    if (Number.isNaN(this.#results[0])) return {};
    const units = this.columns[file];
    const names = [...lastResults.map((name) => [name, name]), ...Object.entries(largestResults)];
    return Object.fromEntries(
      names.map(([name, column], k) => [name, { value: this.#results[k], unit: units[column] }]),
    );
  }

  saveState(): Float64Array {
    return Float64Array.from(this.#results);
  }

  loadState(state: Float64Array): void {
    this.#results = [...state];
  }
}

function columnsOf(dimensions: 2 | 3): Column[] {
  const vector = (name: string, dimension: ColumnDimension, value: (totals: FluidTotals) => Vector3) =>
    componentNames(name, dimensions).map((component, axis) => ({
      name: component,
      dimension,
      value: (totals: FluidTotals) => value(totals)[axis],
    }));
  const scalar = (name: keyof FluidTotals & string, dimension: ColumnDimension): Column => ({
    name,
    dimension,
    value: (totals) => totals[name] as number,
  });
  const angular = vector("angularMomentum", "angularMomentum", (totals) => totals.angularMomentum);
  const aboutZ: Column = {
    name: "angularMomentumZ",
    dimension: "angularMomentum",
    value: (totals) => totals.angularMomentum[2],
  };
  return [
    scalar("kineticEnergy", "energy"),
    scalar("potentialEnergy", "energy"),
    scalar("internalEnergy", "energy"),
    scalar("mass", "mass"),
    scalar("particles", "1"),
    ...vector("centerOfMass", "length", (totals) => totals.centerOfMass),
    ...vector("momentum", "momentum", (totals) => totals.momentum),
    ...(dimensions === 3 ? angular : [aboutZ]),
    scalar("maximumSpeed", "velocity"),
    scalar("densityErrorMean", "1"),
    scalar("densityErrorMaximum", "1"),
    scalar("minimumPressure", "pressure"),
    scalar("maximumPressure", "pressure"),
  ];
}

import type { FluidFrame } from "../../../core/fluidFrame.ts";
import type { Dimension, UnitSystem } from "../../../core/units.ts";
import type { FluidContext } from "../../../observables/fluid/fluidContext.ts";
import type { FluidClock } from "../../fluidEngine.ts";
import type { ColumnUnits, Results, Write } from "../recorder.ts";

/** What recorders know about the fluid they record. */
export interface FluidRecorderContext {
  readonly units: UnitSystem;
  readonly fluid: FluidContext;
  /** Whether particles come in or leave while the run goes on. */
  readonly exchanges?: boolean;
}

/** Turns frames into files, one each time so much simulated time has passed, and of the first and the last state. */
export interface FluidRecorder {
  readonly name: string;
  /** Time between records [time]. */
  readonly every: number;
  readonly columns: ColumnUnits;
  /** Files it appends to: a resumed run cuts them to their length at the checkpoint. */
  readonly appendedFiles: readonly string[];
  /** Puts down what precedes the first record. */
  begin?: Write;
  /** @param frame keeps its numbers: it may be read when the write is called */
  take(frame: FluidFrame, clock: FluidClock): Write;
  /** Files that are written anew with every checkpoint and at the end. */
  reports?(): readonly Write[];
  results?(): Results;
  /** What it keeps between records goes into checkpoints. */
  saveState?(): Float64Array;
  loadState?(state: Float64Array): void;
}

/** Dimensions of columns; the last is momentum · length. */
export type ColumnDimension = Dimension | "angularMomentum";

/** Of these a fluid in two dimensions has so much per unit depth. */
const extensive: readonly ColumnDimension[] = [
  "mass",
  "energy",
  "momentum",
  "angularMomentum",
  "force",
  "torque",
  "power",
  "volumeFlow",
];

/** Symbol of the unit of a column: `kg`, in two dimensions `kg/m`. */
export function columnUnit(dimension: ColumnDimension, { units, fluid }: FluidRecorderContext): string {
  const { symbols } = units;
  if (symbols.length === "") return "";
  const symbol = dimension === "angularMomentum" ? `${symbols.torque}·${symbols.time}` : symbols[dimension];
  if (fluid.box.dimensions === 3 || !extensive.includes(dimension)) return symbol;
  return symbol.includes("/") ? `(${symbol})/${symbols.length}` : `${symbol}/${symbols.length}`;
}

/** `name` with a capital: `velocityX` → `VelocityX`, as it follows another name. */
export function capitalised(name: string): string {
  return name[0].toUpperCase() + name.slice(1);
}

/** `xValue`, `yValue` and so on of a vector: the axes that there are. */
export function componentNames(name: string, dimensions: 2 | 3): string[] {
  return ["X", "Y", "Z"].slice(0, dimensions).map((axis) => name + axis);
}

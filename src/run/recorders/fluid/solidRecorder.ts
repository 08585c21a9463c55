import type { FluidFrame } from "../../../core/fluidFrame.ts";
import { csvHeader, csvRow } from "../../../formats/csv.ts";
import { isWall, type SolidForce, solidForces } from "../../../observables/fluid/solidForces.ts";
import type { FluidClock } from "../../fluidEngine.ts";
import type { ColumnUnits, Write } from "../recorder.ts";
import {
  columnUnit,
  componentNames,
  type FluidRecorder,
  type FluidRecorderContext,
} from "./fluidRecorder.ts";

const file = "solids.csv";

/**
 * Appends the force of the fluid on every solid and its torque about the centre of the solid's particles to `solids.csv`;
 * in 2D per unit depth.
 */
export class SolidRecorder implements FluidRecorder {
  readonly name = "solids";
  readonly columns: ColumnUnits;
  readonly appendedFiles = [file];

  constructor(
    readonly every: number,
    private readonly context: FluidRecorderContext,
  ) {
    const { fluid, units } = context;
    const { dimensions } = fluid.box;
    const [force, torque] = [columnUnit("force", context), columnUnit("torque", context)];
    const entries = fluid.materials
      .filter(isWall)
      .flatMap(({ name }) => [
        ...componentNames(`${name}Force`, dimensions).map((column) => [column, force]),
        ...torqueAxes(componentNames(`${name}Torque`, 3), dimensions).map((column) => [column, torque]),
      ]);
    this.columns = { [file]: { step: "", time: units.symbols.time, ...Object.fromEntries(entries) } };
  }

  readonly begin: Write = (output) => output.append(file, [csvHeader(Object.keys(this.columns[file]))]);

  take(frame: FluidFrame, { step, time }: FluidClock): Write {
    const { fluid } = this.context;
    const { dimensions } = fluid.box;
    const values = solidForces(frame, fluid).flatMap(({ force, torque }: SolidForce) => [
      ...force.slice(0, dimensions),
      ...torqueAxes(torque, dimensions),
    ]);
    const row = csvRow([step, time, ...values]);
    return (output) => output.append(file, [row]);
  }
}

/** Of a torque in two dimensions there is the part about z. */
function torqueAxes<T>(components: readonly T[], dimensions: 2 | 3): readonly T[] {
  return dimensions === 3 ? components : components.slice(2);
}

import { minimumImage } from "../../../core/box.ts";
import type { FluidModel } from "../../../solvers/sph/model.ts";
import type { FluidState } from "../../../solvers/sph/reference/fluidState.ts";
import { FluidSystem } from "../../../solvers/sph/reference/fluidSystem.ts";
import { saveFluid } from "../../../solvers/sph/reference/savedFluid.ts";
import type { GpuContext } from "../../../gpu/context.ts";
import type { GpuFluidEngine } from "../../gpuFluidEngine.ts";
import { roundingRow, type VerificationRow } from "../verificationRow.ts";
import { bodyErrors } from "./bodyErrors.ts";
import { type DeviceFields, readDeviceFields } from "./deviceFields.ts";
import { aboveUnderflow } from "./rowsOf.ts";
import { fluidStateOf } from "./fluidStateOf.ts";
import { type FluidStepScales, fluidStepScales } from "./fluidStepScales.ts";

/** Later than any run. */
const never = 1e30;

/**
 * Whole steps of the device and of the reference from the same state: after the first step particle by particle, after
 * the last as root mean square over all particles, since single trajectories drift apart by themselves.
 */
export async function verifyFluidSteps(
  context: GpuContext,
  model: FluidModel,
  engine: GpuFluidEngine,
  steps: number,
): Promise<VerificationRow[]> {
  const start = await readDeviceFields(context, engine.solver.system);
  const reference = referenceAt(model, start);
  const rows: VerificationRow[] = [];
  for (const until of new Set([1, steps])) {
    const duration = reference.state.timeStep;
    await engine.advance({ untilTime: never, maximumSteps: until - (rows.length > 0 ? 1 : 0) });
    while (reference.state.step < engine.clock.step) reference.advance();
    const device = await readDeviceFields(context, engine.solver.system);
    const scales = fluidStepScales(model, reference.state, duration);
    rows.push(...wholeStepRows(model, device, reference.state, scales, until));
  }
  return rows;
}

/** The reference in the state of the device. */
function referenceAt(model: FluidModel, fields: DeviceFields): FluidSystem {
  const { particles, density } = fields;
  const reference = new FluidSystem(model, { ...particles, density });
  const state = fluidStateOf(fields);
  const isDamped = model.scheme.kind === "entropically-damped";
  (isDamped ? state.pressure : state.density).set(fields.kept);
  reference.restore(saveFluid(state));
  return reference;
}

/**
 * The device and the reference side by side after so many steps.
 *
 * @param nextStepScale of the step chosen [time]
 */
export function wholeStepRows(
  model: FluidModel,
  device: DeviceFields,
  state: FluidState,
  scales: FluidStepScales,
  steps: number,
  nextStepScale = steps * state.timeStep,
): VerificationRow[] {
  const { particles } = state;
  const detail = steps === 1 ? "after 1 step" : `after ${steps} steps, root mean square`;
  const row = (pass: string, scale: Iterable<number>, error: ArrayLike<number>) => {
    const sizes = aboveUnderflow([...scale]);
    const decided = [...sizes.keys()].filter((k) => sizes[k] < Infinity);
    const errors = decided.map((k) => (error[k] === 0 ? 0 : error[k] / sizes[k]));
    return steps === 1
      ? roundingRow(
          pass,
          detail,
          errors,
          errors.map(() => 0),
          errors.map(() => 1),
        )
      : roundingRow(pass, detail, [rootMeanSquare(errors)], [0], [steps]);
  };
  return [
    row(
      "whole step: positions",
      scales.position,
      device.particles.position.map((x, k) => minimumImage(x - particles.position[k], k % 3, model.box)),
    ),
    row(
      "whole step: velocities",
      scales.velocity,
      device.velocity.map((v, k) => v - particles.velocity[k]),
    ),
    row(
      "whole step: densities",
      scales.density,
      device.density.map((rho, i) => rho - state.density[i]),
    ),
    row(
      "whole step: pressures",
      scales.pressure,
      device.pressure.map((p, i) => p - state.pressure[i]),
    ),
    ...bodyErrors(model, device.bodies, state.bodies, scales.bodies).map(({ quantity, error, scale }) =>
      row(`whole step: ${quantity} of bodies`, scale, error),
    ),
    roundingRow(
      "whole step: next step",
      detail,
      [device.clock.nextTimeStep],
      [state.timeStep],
      [nextStepScale],
    ),
  ];
}

function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}

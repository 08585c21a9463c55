import type { GpuContext } from "../../../gpu/context.ts";
import { type FluidModel, isSolid } from "../../../solvers/sph/model.ts";
import type { FluidState } from "../../../solvers/sph/reference/fluidState.ts";
import {
  type PositionBasedModel,
  PositionBasedSystem,
} from "../../../solvers/sph/reference/positionBasedSystem.ts";
import { saveFluid } from "../../../solvers/sph/reference/savedFluid.ts";
import { timeStepCriteria } from "../../../solvers/sph/reference/timeStep.ts";
import type { GpuFluidEngine } from "../../gpuFluidEngine.ts";
import type { VerificationRow } from "../verificationRow.ts";
import { readDeviceFields } from "./deviceFields.ts";
import { fluidStateOf } from "./fluidStateOf.ts";
import type { FluidStepScales } from "./fluidStepScales.ts";
import { positionBasedScales } from "./positionBasedScales.ts";
import { volumesAtRest } from "./solveFields.ts";
import { errorOfLongest } from "./travelScales.ts";
import { wholeStepRows } from "./verifyFluidSteps.ts";

/** Later than any run. */
const never = 1e30;

/**
 * Whole steps of position-based fluids on the device and in the reference from the same state: after the first step
 * particle by particle, after the last as root mean square.
 */
export async function verifyPositionBasedSteps(
  context: GpuContext,
  model: PositionBasedModel,
  engine: GpuFluidEngine,
  steps: number,
): Promise<VerificationRow[]> {
  const start = await readDeviceFields(context, engine.solver.system);
  const reference = new PositionBasedSystem(model, { ...start.particles, density: start.density });
  reference.restore({ ...saveFluid(fluidStateOf(start)), volume: volumesAtRest(model, start) });
  const rows: VerificationRow[] = [];
  for (const until of new Set([1, steps])) {
    await engine.advance({ untilTime: never, maximumSteps: until - (rows.length > 0 ? 1 : 0) });
    let duration = reference.state.timeStep;
    while (reference.state.step < engine.clock.step) {
      duration = reference.state.timeStep;
      reference.advance();
    }
    const device = await readDeviceFields(context, engine.solver.system);
    const { state } = reference;
    const scales = positionBasedScales(model, state, volumesAtRest(model, device), duration);
    const ofNext = until * state.timeStep * (1 + nextStepError(model, state, scales, duration));
    rows.push(...wholeStepRows(model, device, state, scales, until, ofNext));
  }
  return rows;
}

/** Relative, of the particle that sets the step. */
function nextStepError(
  model: FluidModel,
  { particles, acceleration, criterion }: FluidState,
  { velocity: speeds }: FluidStepScales,
  duration: number,
): number {
  const isFluid = (i: number) => !isSolid(model, particles.type[i]);
  switch (timeStepCriteria[criterion]) {
    case "sound":
      return errorOfLongest(particles.velocity, speeds, isFluid);
    case "acceleration": {
      const scales = speeds.map((v) => v / duration);
      // Its root counts.
      return errorOfLongest(acceleration, scales, isFluid) / 2;
    }
    default:
      return 0;
  }
}

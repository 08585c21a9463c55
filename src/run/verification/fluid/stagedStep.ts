import type { GpuContext } from "../../../gpu/context.ts";
import { haltCodes, packStatus, statusBytes, statusFields } from "../../../gpu/status.ts";
import type { GpuFluidEngine } from "../../gpuFluidEngine.ts";
import { describeFluidHalt } from "../../fluidFailure.ts";
import type { FluidModel } from "../../../solvers/sph/model.ts";
import { type DeviceFields, readDeviceFields } from "./deviceFields.ts";
import { timeOf } from "./fluidStateOf.ts";

/** One step, with what the buffers held between its passes. */
export interface StagedStep {
  readonly before: DeviceFields;
  /** After the pass of a label; of one that is recorded several times after the first, and as `last LABEL` after the last. */
  readonly after: Readonly<Record<string, DeviceFields>>;
}

/**
 * Takes one step pass by pass, then puts the engine back to where it was.
 *
 * @param rebuild sorts particles and builds the neighbour list in this step, also where nothing asks for that
 * @throws Error where the step halts
 */
export async function takeStagedStep(
  context: GpuContext,
  model: FluidModel,
  engine: GpuFluidEngine,
  rebuild: boolean,
): Promise<StagedStep> {
  const { system, stages } = engine.solver;
  const { queue } = context.device;
  const state = await engine.saveState();
  const [step, builds, rebuilding] = state.counters;
  const { status } = system.buffers;
  queue.writeBuffer(status, 0, packStatus({ step, builds, rebuilding }));
  queue.writeBuffer(status, statusBytes, state.clock as Uint32Array<ArrayBuffer>);
  const before = await readDeviceFields(context, system);
  const labels = stages.map(({ label }) => label);
  const after: Record<string, DeviceFields> = {};
  for (const [k, { label, record }] of stages.entries()) {
    const [isFirst, isLast] = [labels.indexOf(label) === k, labels.lastIndexOf(label) === k];
    if (label === "rebuild" && rebuild && isFirst) {
      queue.writeBuffer(status, 4 * statusFields.indexOf("rebuilding"), Uint32Array.of(1));
    }
    const encoder = context.device.createCommandEncoder({ label });
    const pass = encoder.beginComputePass({ label });
    record(pass);
    pass.end();
    queue.submit([encoder.finish()]);
    if (!isFirst && !isLast) continue;
    const fields = await readDeviceFields(context, system);
    if (isFirst) after[label] = fields;
    if (isLast) after[`last ${label}`] = fields;
  }
  await engine.loadState(state);
  const end = after[`last ${labels[labels.length - 1]}`];
  const last = end.status;
  if (last.halt !== haltCodes.running) {
    throw new Error(`a step cannot be verified: ${describeFluidHalt(last, model, timeOf(end))}`);
  }
  return { before, after };
}

import { shortestEdge } from "../core/box.ts";
import type { Particles } from "../core/particles.ts";
import type { GpuContext } from "../gpu/context.ts";
import { byReaches } from "../gpu/nearness.ts";
import type { MolecularModel } from "../solvers/md/model.ts";
import { reachLimits } from "../solvers/md/uniforms.ts";
import type { EngineOptions } from "./engine.ts";
import { GpuEngine } from "./gpuEngine.ts";
import { ReferenceEngine } from "./referenceEngine.ts";
import type { Verification, VerificationRow } from "./verification/verificationRow.ts";
import { verifyConfiguration } from "./verification/verifyConfiguration.ts";
import { type ListRule, verifyList } from "./verification/verifyList.ts";
import { verifyObservables } from "./verification/verifyObservables.ts";
import { verifySteps } from "./verification/verifySteps.ts";

/** Steps after which a crystal is no longer so symmetric that errors of its forces cancel. */
const warmUpSteps = 25;

/**
 * Every pass of a scenario's solver on the device against the float64 reference, and whole steps of both side by side:
 * from the initial state, and from the state that the device has come to some steps later.
 *
 * @param steps whole steps to compare, at least 1
 */
export async function verifyScenario(
  context: GpuContext,
  model: MolecularModel,
  particles: Particles,
  { steps }: { readonly steps: number },
): Promise<Verification> {
  const fresh = await verifyFrom(context, model, particles, steps, "initial state");
  const moved = await warmUp(context, model, particles);
  const later = await verifyFrom(context, model, moved, steps, `state after ${warmUpSteps} steps`);
  return { rows: [...fresh, ...later] };
}

async function verifyFrom(
  context: GpuContext,
  model: MolecularModel,
  particles: Particles,
  steps: number,
  label: string,
): Promise<VerificationRow[]> {
  const maximumDistance = Math.min(1.5 * model.pairs.cutoffRadius, shortestEdge(model.box) / 2);
  const options: EngineOptions = { pairHistogram: { bins: 100, maximumDistance }, displacement: true };
  const device = await GpuEngine.create(context, model, particles, options);
  try {
    // The reference starts from what the device holds: fixed-point positions and float32 velocities.
    const { particles: start } = await device.frame();
    const reference = new ReferenceEngine(model, start, options);
    const rows = [
      ...(await verifyList(context, listRule(model), device.solver)),
      ...(await verifyConfiguration(model, device)),
      ...(await verifySteps(model, device, reference, steps)),
      ...(await verifyObservables(model, device, reference)),
    ];
    return rows.map((row) => ({ ...row, detail: `${label}: ${row.detail}` }));
  } finally {
    device.destroy();
  }
}

function listRule(model: MolecularModel): ListRule {
  const { box, pairs } = model;
  return { box, listRadius: pairs.cutoffRadius, nearness: byReaches(reachLimits(model).longest) };
}

async function warmUp(context: GpuContext, model: MolecularModel, particles: Particles): Promise<Particles> {
  const device = await GpuEngine.create(context, model, particles);
  try {
    await device.advance({ untilStep: warmUpSteps, totalsAt: [], pairHistogramAt: [], displacementAt: [] });
    return (await device.frame()).particles;
  } finally {
    device.destroy();
  }
}

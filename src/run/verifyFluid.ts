import type { GpuContext } from "../gpu/context.ts";
import { byPaths } from "../gpu/nearness.ts";
import type { FluidModel, FluidParticles } from "../solvers/sph/model.ts";
import { interacts } from "../solvers/sph/model.ts";
import { GpuFluidEngine } from "./gpuFluidEngine.ts";
import { verifyDivergenceFree } from "./verification/fluid/verifyDivergenceFree.ts";
import { verifyDivergenceFreeSteps } from "./verification/fluid/verifyDivergenceFreeSteps.ts";
import { verifyFluidSteps } from "./verification/fluid/verifyFluidSteps.ts";
import { verifyPositionBased } from "./verification/fluid/verifyPositionBased.ts";
import { verifyPositionBasedSteps } from "./verification/fluid/verifyPositionBasedSteps.ts";
import { verifyWeaklyCompressible } from "./verification/fluid/verifyWeaklyCompressible.ts";
import type { Verification, VerificationRow } from "./verification/verificationRow.ts";
import { type ListedParticles, verifyList, verifyReach } from "./verification/verifyList.ts";

/** Steps after which particles have left their lattice. */
const warmUpSteps = 25;
/** Later than any run. */
const never = 1e30;

/**
 * Every pass of a fluid's solver on the device against the float64 reference, and whole steps of both side by side: from
 * the initial state, and from the state that the device has come to some steps later, there with a sort in the step.
 *
 * @param options.steps whole steps to compare, at least 1
 */
export async function verifyFluid(
  context: GpuContext,
  model: FluidModel,
  particles: FluidParticles,
  { steps }: { readonly steps: number },
): Promise<Verification> {
  const engine = await GpuFluidEngine.create(context, model, particles);
  try {
    const fresh = await verifyFrom(context, model, engine, steps, false, "initial state");
    await engine.advance({ untilTime: never, maximumSteps: warmUpSteps });
    const label = `state after ${engine.clock.step} steps`;
    return { rows: [...fresh, ...(await verifyFrom(context, model, engine, steps, true, label))] };
  } finally {
    engine.destroy();
  }
}

async function verifyFrom(
  context: GpuContext,
  model: FluidModel,
  engine: GpuFluidEngine,
  steps: number,
  rebuild: boolean,
  label: string,
): Promise<VerificationRow[]> {
  const { system } = engine.solver;
  const rule = {
    box: model.box,
    listRadius: model.supportRadius,
    nearness: byPaths(model.skin / 2),
    interacts: (own: number, other: number) => interacts(model, own, other),
  };
  const { list, count, grid, pool } = system;
  const buffers = system.buffers as ListedParticles["buffers"];
  const listed = list && { list, count, grid, pool, buffers };
  const rows = listed ? await verifyList(context, rule, listed) : [];
  rows.push(...(await verifyPasses(context, model, engine, steps, rebuild)));
  // Without a list, the sums of the passes say whether neighbours are missing.
  if (listed) rows.push(await verifyReach(context, rule, listed));
  return rows.map((row) => ({ ...row, detail: `${label}: ${row.detail}` }));
}

/** The passes of the model's scheme, and whole steps. */
async function verifyPasses(
  context: GpuContext,
  model: FluidModel,
  engine: GpuFluidEngine,
  steps: number,
  rebuild: boolean,
): Promise<VerificationRow[]> {
  switch (model.scheme.kind) {
    case "weakly-compressible":
    case "entropically-damped":
      return [
        ...(await verifyWeaklyCompressible(context, model, engine, rebuild)),
        ...(await verifyFluidSteps(context, model, engine, steps)),
      ];
    case "position-based":
      return [
        ...(await verifyPositionBased(context, model, engine, rebuild)),
        ...(await verifyPositionBasedSteps(context, { ...model, scheme: model.scheme }, engine, steps)),
      ];
    case "divergence-free":
      return [
        ...(await verifyDivergenceFree(context, model, engine, rebuild)),
        ...(await verifyDivergenceFreeSteps(context, model, engine, steps)),
      ];
  }
}

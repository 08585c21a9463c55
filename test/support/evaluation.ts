import type { Frame } from "../../src/core/frame.ts";
import type { Particles } from "../../src/core/particles.ts";
import type { GpuContext } from "../../src/gpu/context.ts";
import type { Totals } from "../../src/observables/samples.ts";
import { GpuEngine } from "../../src/run/gpuEngine.ts";
import type { MolecularModel } from "../../src/solvers/md/model.ts";

export interface Evaluation {
  readonly frame: Frame;
  readonly totals: Totals;
}

/** Forces, energies and totals of the first state, and after some steps where asked. */
export async function evaluateOn(
  context: GpuContext,
  model: MolecularModel,
  particles: Particles,
  steps = 0,
): Promise<Evaluation> {
  const engine = await GpuEngine.create(context, model, particles);
  const { totals } = await engine.advance({
    untilStep: steps,
    totalsAt: [steps],
    pairHistogramAt: [],
    displacementAt: [],
  });
  const frame = await engine.frame({ potentialEnergy: true });
  engine.destroy();
  return { frame, totals: totals[0] };
}

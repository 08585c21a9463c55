import type { GpuContext } from "../gpu/context.ts";
import { idOrder } from "../gpu/particleState.ts";
import type { Readback } from "../gpu/readback.ts";
import { haltCodes, type StatusBlock } from "../gpu/status.ts";
import { type DisplacementOrigin, DisplacementPass } from "../observables/displacement.ts";
import { PairHistogramPass } from "../observables/pairHistogram.ts";
import type { DisplacementSample, PairHistogram, Totals } from "../observables/samples.ts";
import type { MolecularModel } from "../solvers/md/model.ts";
import { reachLimits } from "../solvers/md/uniforms.ts";
import { type MolecularDynamics } from "../solvers/md/molecularDynamics.ts";
import { finishTotals } from "../solvers/md/totals.ts";
import type { BatchPlan, BatchResult, EngineOptions, EngineState } from "./engine.ts";

/** Records what a batch samples, on the device, and turns what comes back into samples. */
export class GpuSampler {
  private origin?: DisplacementOrigin & { readonly step: number };

  private constructor(
    private readonly model: MolecularModel,
    private readonly solver: MolecularDynamics,
    private readonly histogram?: PairHistogramPass,
    private readonly displacement?: DisplacementPass,
  ) {}

  static async create(
    context: GpuContext,
    model: MolecularModel,
    solver: MolecularDynamics,
    { pairHistogram, displacement }: EngineOptions,
  ): Promise<GpuSampler> {
    const { pool, buffers, particles, count, grid } = solver;
    const { geometry, status, position } = buffers;
    const resources = { status, geometry, position, cellStart: grid.cellStart };
    const options = pairHistogram && {
      ...pairHistogram,
      typeCount: model.types.length,
      longestReach: reachLimits(model).longest,
    };
    const [histogramPass, displacementPass] = await Promise.all([
      options && PairHistogramPass.create(context, pool, resources, count, options),
      displacement ? DisplacementPass.create(context, pool, { ...particles, geometry }, count) : undefined,
    ]);
    return new GpuSampler(model, solver, histogramPass, displacementPass);
  }

  /** Steps at which a batch samples anything. */
  steps(plan: BatchPlan): Set<number> {
    return new Set([...plan.totalsAt, ...plan.pairHistogramAt, ...plan.displacementAt].sort((a, b) => a - b));
  }

  /** Bytes that all samples of a batch bring back. */
  bytes(plan: BatchPlan): number {
    const { partialTotals, control } = this.solver.buffers;
    return (
      plan.totalsAt.length * (partialTotals.size + control.size) +
      plan.pairHistogramAt.length * (this.histogram?.counts.size ?? 0) +
      plan.displacementAt.length * (this.displacement?.partialSums.size ?? 0)
    );
  }

  /** Records the samples of one step. */
  encode(encoder: GPUCommandEncoder, readback: Readback, plan: BatchPlan, step: number): void {
    const { solver } = this;
    if (plan.totalsAt.includes(step)) {
      const pass = encoder.beginComputePass({ label: "totals" });
      solver.encodeTotals(pass);
      pass.end();
      readback.copy(encoder, solver.buffers.partialTotals);
      readback.copy(encoder, solver.buffers.control);
    }
    if (plan.pairHistogramAt.includes(step)) {
      const histogram = required(this.histogram, "pair histogram");
      histogram.encode(encoder);
      readback.copy(encoder, histogram.counts);
    }
    if (plan.displacementAt.includes(step)) {
      const displacement = required(this.displacement, "displacement");
      const pass = encoder.beginComputePass({ label: "displacement" });
      displacement.encode(pass);
      pass.end();
      readback.copy(encoder, displacement.partialSums);
    }
  }

  /** Samples from what came back, in the order of encoding. A run that converged has none beyond its last step. */
  decode(parts: readonly ArrayBuffer[], plan: BatchPlan, status: StatusBlock): BatchResult {
    const { count, buffers } = this.solver;
    const remaining = [...parts];
    const next = () => remaining.shift() as ArrayBuffer;
    const totals: Totals[] = [];
    const pairHistograms: PairHistogram[] = [];
    const displacements: DisplacementSample[] = [];
    for (const step of this.steps(plan)) {
      if (plan.totalsAt.includes(step)) {
        const partialTotals = new Float32Array(next(), 0, buffers.partialTotals.size / 4);
        totals.push(finishTotals(this.model, count, step, partialTotals, new Float32Array(next())));
      }
      if (plan.pairHistogramAt.includes(step)) {
        const words = new Uint32Array(next());
        pairHistograms.push({ step, counts: Float64Array.from(words.subarray(0, this.histogram?.words)) });
      }
      if (plan.displacementAt.includes(step)) {
        const partialSums = new Float32Array(next());
        const sum = (first: number) =>
          partialSums.reduce((total, value, k) => (k % 2 === first ? total + value : total), 0) / count;
        const originStep = this.origin?.step ?? 0;
        displacements.push({
          step,
          originStep,
          meanSquareDisplacement: sum(0),
          velocityAutocorrelation: sum(1),
        });
      }
    }
    const until = ({ step }: { step: number }) => step <= status.step;
    return {
      totals: totals.filter(until),
      pairHistograms: pairHistograms.filter(until),
      displacements: displacements.filter(until),
      converged: status.halt === haltCodes.converged,
    };
  }

  /** Makes a configuration the origin; records in any order. */
  setOrigin({ position, velocity, tag }: DisplacementOrigin, step: number): void {
    const order = idOrder(tag);
    const sorted = <T extends Uint32Array | Float32Array | Int32Array>(records: T): T => {
      const result = records.slice() as T;
      order.forEach((i, row) => result.set(records.subarray(4 * i, 4 * i + 4), 4 * row));
      return result;
    };
    this.takeOrigin({ position: sorted(position), velocity: sorted(velocity), tag: sorted(tag), step });
  }

  /** The origin as named arrays for a checkpoint; none where displacements are not sampled. */
  saveOrigin(): EngineState {
    if (!this.origin) return {};
    const { position, velocity, tag, step } = this.origin;
    return {
      originPosition: position,
      originVelocity: velocity,
      originTag: tag,
      originStep: new Uint32Array([step]),
    };
  }

  loadOrigin(state: EngineState): void {
    if (!this.displacement || !state.originStep) return;
    this.takeOrigin({
      position: state.originPosition as DisplacementOrigin["position"],
      velocity: state.originVelocity as DisplacementOrigin["velocity"],
      tag: state.originTag as DisplacementOrigin["tag"],
      step: state.originStep[0],
    });
  }

  private takeOrigin(origin: DisplacementOrigin & { readonly step: number }): void {
    required(this.displacement, "displacement").setOrigin(origin);
    this.origin = origin;
  }
}

function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`the engine was created without ${name} sampling`);
  return value;
}

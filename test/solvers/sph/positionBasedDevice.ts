import type { Particles } from "../../../src/core/particles.ts";
import type { GpuContext } from "../../../src/gpu/context.ts";
import { idOrder, unpackParticles } from "../../../src/gpu/particleState.ts";
import { GpuFluidEngine } from "../../../src/run/gpuFluidEngine.ts";
import type { FluidParticles } from "../../../src/solvers/sph/model.ts";
import type { PositionBased } from "../../../src/solvers/sph/positionBased/positionBased.ts";
import { allowedError, type ScaledValues } from "../../../src/solvers/sph/reference/termSum.ts";
import { readBuffer, submit } from "../../support/device.ts";
import type { PositionBasedModel } from "./positionBasedCases.ts";

/** An engine for the length of an action. */
export async function withEngine<T>(
  context: GpuContext,
  { model, particles }: Case,
  action: (engine: GpuFluidEngine) => Promise<T>,
): Promise<T> {
  const engine = await GpuFluidEngine.create(context, model, particles);
  return action(engine).finally(() => engine.destroy());
}

export type Case = { readonly model: PositionBasedModel; readonly particles: FluidParticles };

export const steps = (maximumSteps: number) => ({ untilTime: 1e9, maximumSteps });

/** Largest error in units of what float32 sums may be off; NaN fails every comparison. */
export function worstError(actual: ArrayLike<number>, expected: ScaledValues, factor = 1): number {
  let worst = 0;
  expected.value.forEach((value, k) => {
    const error = Math.abs(actual[k] - factor * value);
    worst = Math.max(worst, error === 0 ? 0 : error / (factor * expected.scale[k] * allowedError));
  });
  return worst;
}

/** Buffers of the device in id order. */
export class Snapshot {
  readonly order: Uint32Array;
  readonly particles: Particles;
  readonly volume: Float64Array;

  private constructor(
    model: PositionBasedModel,
    private readonly arrays: Readonly<Record<string, ArrayBuffer>>,
  ) {
    const records = {
      position: new Uint32Array(arrays.position),
      velocity: new Float32Array(arrays.velocity),
      tag: new Int32Array(arrays.tag),
    };
    this.order = idOrder(records.tag);
    this.particles = unpackParticles(records, this.order, model.box);
    this.volume = Float64Array.from(this.order, (row) => records.velocity[4 * row + 3]);
  }

  static async of(context: GpuContext, { solver }: GpuFluidEngine): Promise<Snapshot> {
    const { buffers, model } = solver.system;
    const names = ["position", "velocity", "tag", "rate", "thermo", "deviation", "scratchB", "scratchC"];
    const parts: [string, ArrayBuffer][] = [];
    for (const name of names) parts.push([name, await readBuffer(context, buffers[name])]);
    return new Snapshot(model as PositionBasedModel, Object.fromEntries(parts));
  }

  /** `columns` of the `stride` numbers of each particle. */
  floats(name: string, stride: number, columns: readonly number[]): Float64Array {
    const values = new Float32Array(this.arrays[name]);
    return Float64Array.from(
      { length: columns.length * this.order.length },
      (_, k) => values[stride * this.order[Math.floor(k / columns.length)] + columns[k % columns.length]],
    );
  }

  readonly vectors = (name: string) => this.floats(name, 4, [0, 1, 2]);
}

/** Records the passes of a step up to and including the `nth` of that label, and looks at the device. */
export async function stopAfter(
  context: GpuContext,
  engine: GpuFluidEngine,
  label: string,
  nth = 1,
): Promise<Snapshot> {
  const { stages } = engine.solver as PositionBased;
  let seen = 0;
  submit(context, (pass) => {
    for (const stage of stages) {
      if (seen === nth) break;
      stage.record(pass);
      if (stage.label === label) seen++;
    }
  });
  if (seen !== nth) throw new RangeError(`a step has no ${nth} passes ${label}`);
  return Snapshot.of(context, engine);
}

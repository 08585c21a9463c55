import type { Particles } from "../../../core/particles.ts";
import type { GpuContext } from "../../../gpu/context.ts";
import { idOrder, unpackParticles } from "../../../gpu/particleState.ts";
import { Readback } from "../../../gpu/readback.ts";
import type { StatusBlock } from "../../../gpu/status.ts";
import { type ClockState, fluidStatusBytes, unpackFluidStatus } from "../../../solvers/sph/fluidStatus.ts";
import type { FluidSystem } from "../../../solvers/sph/fluidSystem.ts";
import type { FluidFields } from "../../../solvers/sph/reference/fluidState.ts";

/** What the buffers of a fluid hold between two passes, in id order. */
export interface DeviceFields extends FluidFields {
  readonly particles: Particles;
  /** (N), what stands beside the velocity: a density, or in EDAC a pressure. */
  readonly kept: Float64Array;
  /** (N, 3) [acceleration] */
  readonly acceleration: Float64Array;
  /** (N), what a particle takes pressures relative to [pressure]. */
  readonly pressureReference: Float64Array;
  /** (N, 3), what the advection keeps for the next drift; zero where it keeps nothing. */
  readonly drift: Float64Array;
  /** (N, 3), drift velocity less the particle's own; zero where no neighbour needs to know. */
  readonly deviation: Float64Array;
  /** (N, 3), of meaning between computeDensityGradient and the end of the step. */
  readonly gradient: Float64Array;
  /**
   * Numbers of each particle in a buffer of any use, (N, columns).
   *
   * @param stride 32-bit words a particle
   * @param columns which of them
   */
  floats(buffer: BufferName, stride: number, columns: readonly number[]): Float64Array;
  readonly status: StatusBlock;
  readonly clock: ClockState;
}

const names = ["position", "velocity", "tag", "rate", "thermo", "scratchA", "scratchB", "scratchC"] as const;
type BufferName = (typeof names)[number] | "deviation";

/** Brings the buffers of a fluid to the host. `rate` and `thermo` mean nothing between a sort and the evaluation. */
export async function readDeviceFields(context: GpuContext, system: FluidSystem): Promise<DeviceFields> {
  const { buffers, pool, model, count } = system;
  const read: readonly BufferName[] = "deviation" in buffers ? [...names, "deviation"] : names;
  const readback = new Readback(context, pool);
  const encoder = context.device.createCommandEncoder({ label: "verify" });
  readback.begin(read.reduce((sum, name) => sum + buffers[name].size, fluidStatusBytes));
  for (const name of read) readback.copy(encoder, buffers[name]);
  readback.copy(encoder, buffers.status, fluidStatusBytes);
  context.device.queue.submit([encoder.finish()]);
  const parts = await readback.take();
  readback.release();

  const content = Object.fromEntries(read.map((name, k) => [name, parts[k]])) as Record<
    BufferName,
    ArrayBuffer
  >;
  const records = {
    position: new Uint32Array(content.position),
    velocity: new Float32Array(content.velocity),
    tag: new Int32Array(content.tag),
  };
  const order = idOrder(records.tag);
  const particles = unpackParticles(records, order, model.box);
  const floats = (name: BufferName, stride: number, columns: readonly number[]) => {
    const rows = new Float64Array(columns.length * count);
    if (!content[name]) return rows;
    const data = new Float32Array(content[name]);
    order.forEach((from, row) => {
      columns.forEach((column, k) => (rows[columns.length * row + k] = data[stride * from + column]));
    });
    return rows;
  };
  const rateStride = content.rate.byteLength / (4 * count);
  return {
    particles,
    type: particles.type,
    velocity: particles.velocity,
    kept: floats("velocity", 4, [3]),
    density: floats("thermo", 2, [0]),
    pressure: floats("thermo", 2, [1]),
    acceleration: floats("rate", rateStride, [0, 1, 2]),
    pressureReference: floats("rate", rateStride, [3]),
    drift: rateStride > 4 ? floats("rate", rateStride, [4, 5, 6]) : new Float64Array(3 * count),
    deviation: floats("deviation", 4, [0, 1, 2]),
    gradient: floats("scratchA", 4, [0, 1, 2]),
    floats,
    ...unpackFluidStatus(parts[parts.length - 1]),
  };
}

import type { Particles } from "../../../core/particles.ts";
import type { GpuContext } from "../../../gpu/context.ts";
import { idOrder, unpackParticles } from "../../../gpu/particleState.ts";
import { Readback } from "../../../gpu/readback.ts";
import type { StatusBlock } from "../../../gpu/status.ts";
import { type ClockState, fluidStatusBytes, unpackFluidStatus } from "../../../solvers/sph/fluidStatus.ts";
import type { FluidSystem } from "../../../solvers/sph/fluidSystem.ts";
import type { FluidFields } from "../../../solvers/sph/reference/fluidState.ts";
import { type DeviceBody, deviceBodies } from "./deviceBodies.ts";

/** What the buffers of a fluid hold between two passes, in id order. */
export interface DeviceFields extends FluidFields {
  readonly particles: Particles;
  /** (N), what stands beside the velocity: a density, or in EDAC a pressure. */
  readonly kept: Float64Array;
  /** (N, 3) [acceleration] */
  readonly acceleration: Float64Array;
  /** (N), rates of what the scheme advances: after the force pass those that it summed, between steps those extrapolated. */
  readonly rate: Float64Array;
  /** (N), rates of the last step; zero where the scheme advances nothing. */
  readonly lastRate: Float64Array;
  /** (N), pressures in the forces of weakly compressible schemes [pressure]. */
  readonly actingPressure: Float64Array;
  /**
   * (N, 3), beside those pressures: deviations of transport velocities, of walls after extrapolateWalls the fluid's velocity
   * mirrored in them [velocity]
   */
  readonly shownVelocity: Float64Array;
  /** (N), what a particle takes pressures relative to; zero where it does not [pressure]. */
  readonly pressureReference: Float64Array;
  /** (N, 3), what the advection keeps for the next drift; zero where it keeps nothing. */
  readonly drift: Float64Array;
  /** (N, 3), of the record of that name in schemes with iterations. */
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
  /** Free bodies, in the order of their solids. */
  readonly bodies: readonly DeviceBody[];
  readonly status: StatusBlock;
  readonly clock: ClockState;
}

const names = ["position", "velocity", "tag", "rate", "thermo", "scratchA", "scratchB", "scratchC"] as const;
/** Of some schemes alone. */
const schemeNames = ["deviation", "shown", "lastRate"] as const;
type BufferName = (typeof names)[number] | (typeof schemeNames)[number];
/** With free bodies. */
const bodyNames = ["solids", "bodies"] as const;

/** Brings the buffers of a fluid to the host. `rate` and `thermo` mean nothing between a sort and the evaluation. */
export async function readDeviceFields(context: GpuContext, system: FluidSystem): Promise<DeviceFields> {
  const { buffers, pool, model, count } = system;
  const read: readonly BufferName[] = [...names, ...schemeNames.filter((name) => name in buffers)];
  const hasBodies = "bodies" in buffers;
  const copied = [...read, ...(hasBodies ? bodyNames : [])];
  const readback = new Readback(context, pool);
  const encoder = context.device.createCommandEncoder({ label: "verify" });
  readback.begin(copied.reduce((sum, name) => sum + buffers[name].size, fluidStatusBytes));
  for (const name of copied) readback.copy(encoder, buffers[name]);
  readback.copy(encoder, buffers.status, fluidStatusBytes);
  context.device.queue.submit([encoder.finish()]);
  const parts = await readback.take();
  readback.release();

  const content = Object.fromEntries(copied.map((name, k) => [name, parts[k]])) as Record<
    BufferName | (typeof bodyNames)[number],
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
    rate: floats("rate", rateStride, [3]),
    lastRate: floats("lastRate", 4, [0]),
    actingPressure: floats("shown", 4, [3]),
    shownVelocity: floats("shown", 4, [0, 1, 2]),
    pressureReference: rateStride > 4 ? floats("rate", rateStride, [7]) : new Float64Array(count),
    drift: rateStride > 4 ? floats("rate", rateStride, [4, 5, 6]) : new Float64Array(3 * count),
    deviation: floats("deviation", 4, [0, 1, 2]),
    gradient: floats("scratchA", 4, [0, 1, 2]),
    floats,
    bodies: hasBodies ? deviceBodies(model, particles, content.solids, content.bodies) : [],
    ...unpackFluidStatus(parts[parts.length - 1]),
  };
}

import type { FluidFrame } from "../core/fluidFrame.ts";
import { boundaryCodes } from "./frameNpz.ts";
import { encodeNpz } from "./npz.ts";

/**
 * A frame of a fluid as `.npz`, in id order:
 *
 * | array | dtype, shape | holds |
 * | --- | --- | --- |
 * | position, velocity | float64 (N, 3) | |
 * | acceleration | float64 (N, 3) | of solids the force of the fluid over the particle's mass |
 * | density, pressure | float64 (N) | |
 * | id, type | uint32 (N) | types are materials and count from 0, the fluids first |
 * | image | int32 (N, 3) | box edges crossed |
 * | step, time | int64, float64 () | |
 * | box | float64 (2, 3) | row 0: lower corner, row 1: edges |
 * | boundaries | uint8 (3) | 0 periodic, 1 reflecting, 2 open |
 * | dimensions | uint8 () | 2 or 3 |
 * | materialNames | uint8 (bytes) | JSON list: `json.loads(bytes(frame["materialNames"]))` |
 * | fluidCount | uint32 () | how many of the materials are fluids |
 */
export function encodeFluidFrameNpz(frame: FluidFrame): Uint8Array<ArrayBuffer> {
  const { box, particles } = frame;
  const { count } = particles;
  const materialNames = new TextEncoder().encode(JSON.stringify(frame.materialNames));
  return encodeNpz({
    position: { data: particles.position, shape: [count, 3] },
    velocity: { data: particles.velocity, shape: [count, 3] },
    acceleration: { data: frame.acceleration, shape: [count, 3] },
    density: { data: frame.density, shape: [count] },
    pressure: { data: frame.pressure, shape: [count] },
    id: { data: particles.id, shape: [count] },
    type: { data: particles.type, shape: [count] },
    image: { data: particles.image, shape: [count, 3] },
    step: { data: BigInt64Array.of(BigInt(frame.step)), shape: [] },
    time: { data: Float64Array.of(frame.time), shape: [] },
    box: { data: Float64Array.of(...box.lower, ...box.lengths), shape: [2, 3] },
    boundaries: { data: Uint8Array.from(box.boundaries, (b) => boundaryCodes.indexOf(b)), shape: [3] },
    dimensions: { data: Uint8Array.of(box.dimensions), shape: [] },
    materialNames: { data: materialNames, shape: [materialNames.length] },
    fluidCount: { data: Uint32Array.of(frame.fluidCount), shape: [] },
  });
}

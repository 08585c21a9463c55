import type { Boundary } from "../core/box.ts";
import type { Frame } from "../core/frame.ts";
import type { NpySource } from "./npy.ts";
import { encodeNpz } from "./npz.ts";

/** The code of a boundary in the array `boundaries` is its place here. */
export const boundaryCodes: readonly Boundary[] = ["periodic", "reflecting", "open"];

/**
 * A frame as `.npz`, in id order:
 *
 * | array | dtype, shape | holds |
 * | --- | --- | --- |
 * | position, velocity, force | float64 (N, 3) | |
 * | potentialEnergy | float64 (N) | only where the frame has it |
 * | id, type | uint32 (N) | types count from 0 |
 * | image | int32 (N, 3) | box edges crossed |
 * | step, time | int64, float64 () | |
 * | box | float64 (2, 3) | row 0: lower corner, row 1: edges |
 * | boundaries | uint8 (3) | 0 periodic, 1 reflecting, 2 open |
 * | dimensions | uint8 () | 2 or 3 |
 * | typeNames | uint8 (bytes) | JSON list: `json.loads(bytes(frame["typeNames"]))` |
 */
export function encodeFrameNpz(frame: Frame): Uint8Array<ArrayBuffer> {
  const { box, particles } = frame;
  const { count } = particles;
  const typeNames = new TextEncoder().encode(JSON.stringify(frame.typeNames));
  const arrays: Record<string, NpySource> = {
    position: { data: particles.position, shape: [count, 3] },
    velocity: { data: particles.velocity, shape: [count, 3] },
    force: { data: frame.force, shape: [count, 3] },
    id: { data: particles.id, shape: [count] },
    type: { data: particles.type, shape: [count] },
    image: { data: particles.image, shape: [count, 3] },
    step: { data: BigInt64Array.of(BigInt(frame.step)), shape: [] },
    time: { data: Float64Array.of(frame.time), shape: [] },
    box: { data: Float64Array.of(...box.lower, ...box.lengths), shape: [2, 3] },
    boundaries: { data: Uint8Array.from(box.boundaries, (b) => boundaryCodes.indexOf(b)), shape: [3] },
    dimensions: { data: Uint8Array.of(box.dimensions), shape: [] },
    typeNames: { data: typeNames, shape: [typeNames.length] },
  };
  if (frame.potentialEnergy) arrays.potentialEnergy = { data: frame.potentialEnergy, shape: [count] };
  return encodeNpz(arrays);
}

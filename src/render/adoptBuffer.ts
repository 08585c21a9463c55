import { type Node, StorageBufferAttribute, type WebGPURenderer } from "three/webgpu";
import { storage } from "three/tsl";

/** WGSL types of records, as three calls them. */
const threeTypes = { vec2f: "vec2", vec4f: "vec4", vec4u: "uvec4", vec4i: "ivec4" } as const;
export type AdoptedRecord = keyof typeof threeTypes;

/** What three keeps for an attribute on the device. It is three's inside, and only this file touches it. */
interface BackendEntry {
  buffer?: GPUBuffer | { destroy(): void };
}

/** A buffer of ours as three sees it. */
export interface AdoptedBuffer {
  /** The record at an index, in a node material. */
  at(index: Node<"uint">): Node;
  /** Makes three forget the buffer, which stays as it is; idempotent. */
  release(): void;
}

/**
 * Lets three's materials read a buffer that the engine owns, where it lies: nothing is copied. The renderer has to be initialised
 * and to share the engine's device.
 *
 * @param record WGSL type of one record, of which there are `count`
 */
export function adoptBuffer(
  renderer: WebGPURenderer,
  buffer: GPUBuffer,
  record: AdoptedRecord,
  count: number,
): AdoptedBuffer {
  // An attribute without content of its own: three makes a buffer for it only where its table has none.
  const itemSize = record.startsWith("vec2") ? 2 : 4;
  const attribute = new StorageBufferAttribute(new Float32Array(0), itemSize);
  Object.assign(attribute, { count });
  const entry = (renderer.backend as unknown as { get(object: object): BackendEntry }).get(attribute);
  entry.buffer = buffer;
  const records = storage(attribute, threeTypes[record] as "vec4", count).toReadOnly();
  return {
    at: (index) => records.element(index),
    release() {
      // Disposing of an attribute destroys what stands in the table.
      if (entry.buffer === buffer) entry.buffer = { destroy() {} };
    },
  };
}

import { encodeCoordinate, decodeCoordinate, positionCode } from "../core/fixedPoint.ts";
import type { Box } from "../core/box.ts";
import { createParticles, type Particles } from "../core/particles.ts";
import type { BufferPool } from "./buffers.ts";

/**
 * The particles on the device, one 16-byte record per particle and buffer, sorted by cell:
 * `position` vec4u (fixed-point x, y, z; type), `velocity` vec4f (x, y, z; free for the integrator),
 * `tag` vec4i (image x, y, z; id), `force` vec4f (x, y, z; unused), and `builtPosition`: the
 * positions that the neighbour list was built from.
 */
export const stateBuffers = ["position", "velocity", "tag", "force", "builtPosition"] as const;
export type ParticleBuffers = Readonly<Record<(typeof stateBuffers)[number], GPUBuffer>>;

export const recordBytes = 16;

export function createParticleBuffers(pool: BufferPool, count: number): ParticleBuffers {
  const buffers = stateBuffers.map((name) => [name, pool.storage(name, count * recordBytes)]);
  return Object.fromEntries(buffers) as ParticleBuffers;
}

/** Records of host particles, in the order given. */
export interface ParticleRecords {
  readonly position: Uint32Array<ArrayBuffer>;
  readonly velocity: Float32Array<ArrayBuffer>;
  readonly tag: Int32Array<ArrayBuffer>;
}

export function packParticles(particles: Particles, box: Box): ParticleRecords {
  const { count, id, type } = particles;
  const code = positionCode(box);
  const position = new Uint32Array(4 * count);
  const velocity = new Float32Array(4 * count);
  const tag = new Int32Array(4 * count);
  for (let i = 0; i < count; i++) {
    for (let axis = 0; axis < 3; axis++) {
      const [u, carry] = encodeCoordinate(particles.position[3 * i + axis], axis, code);
      position[4 * i + axis] = u;
      velocity[4 * i + axis] = particles.velocity[3 * i + axis];
      tag[4 * i + axis] = particles.image[3 * i + axis] + carry;
    }
    position[4 * i + 3] = type[i];
    tag[4 * i + 3] = id[i];
  }
  return { position, velocity, tag };
}

/** Rows of device records in id order: order[k] is the record of the k-th smallest id. */
export function idOrder(tag: Int32Array): Uint32Array {
  const order = Uint32Array.from({ length: tag.length / 4 }, (_, i) => i);
  const id = new Uint32Array(tag.buffer, tag.byteOffset, tag.length);
  return order.sort((a, b) => id[4 * a + 3] - id[4 * b + 3]);
}

/** Host particles from device records, rows as in `order`. */
export function unpackParticles(records: ParticleRecords, order: Uint32Array, box: Box): Particles {
  const code = positionCode(box);
  const particles = createParticles(order.length);
  order.forEach((i, row) => {
    for (let axis = 0; axis < 3; axis++) {
      particles.position[3 * row + axis] = decodeCoordinate(records.position[4 * i + axis], axis, code);
      particles.velocity[3 * row + axis] = records.velocity[4 * i + axis];
      particles.image[3 * row + axis] = records.tag[4 * i + axis];
    }
    particles.type[row] = records.position[4 * i + 3];
    particles.id[row] = records.tag[4 * i + 3];
  });
  return particles;
}

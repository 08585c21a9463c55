import type { Box } from "../core/box.ts";
import type { Particles } from "../core/particles.ts";
import type { BufferPool } from "./buffers.ts";
import type { GpuContext } from "./context.ts";

/** Records that are left empty may be so many times as many as those that are filled. */
const mostEmpty = 8;

/**
 * Where particles were at the start, for fields that look back: records on a device move with the sort, ids stay. Nothing is held on the
 * device until `buffer` is first asked for.
 */
export class StartPlaces {
  /** Least of the ids. */
  readonly firstId: number;
  private readonly records: number;
  private held?: GPUBuffer;

  private constructor(
    private readonly context: GpuContext,
    private readonly pool: BufferPool,
    private readonly box: Box,
    private readonly particles: Particles,
  ) {
    let [least, largest] = [Infinity, 0];
    for (const id of particles.id) [least, largest] = [Math.min(least, id), Math.max(largest, id)];
    this.firstId = least;
    this.records = largest - least + 1;
  }

  /**
   * @param pool owns the buffer, and destroys it
   * @returns undefined where ids lie so far apart that records by id would be mostly empty
   */
  static of(context: GpuContext, pool: BufferPool, box: Box, particles: Particles): StartPlaces | undefined {
    const places = new StartPlaces(context, pool, box, particles);
    return particles.count > 0 && places.records <= (1 + mostEmpty) * particles.count ? places : undefined;
  }

  /** The same places for an owner of its own. */
  heldBy(pool: BufferPool): StartPlaces {
    return new StartPlaces(this.context, pool, this.box, this.particles);
  }

  /** vec4f: place with all images, then nothing [length]. Record k belongs to the particle with id firstId + k. */
  get buffer(): GPUBuffer {
    if (this.held) return this.held;
    const { box, particles, firstId } = this;
    const { count, id, position, image } = particles;
    const records = new Float32Array(4 * this.records);
    for (let i = 0; i < count; i++) {
      for (let axis = 0; axis < 3; axis++) {
        const k = 3 * i + axis;
        records[4 * (id[i] - firstId) + axis] = position[k] + image[k] * box.lengths[axis];
      }
    }
    this.held = this.pool.storage("places at the start", records.byteLength);
    this.context.device.queue.writeBuffer(this.held, 0, records);
    return this.held;
  }
}

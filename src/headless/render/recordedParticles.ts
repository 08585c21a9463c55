import { InputError } from "../../core/failure.ts";
import { BufferPool } from "../../gpu/buffers.ts";
import type { GpuContext } from "../../gpu/context.ts";
import type { DrawableField, DrawableParticles } from "../../gpu/drawable.ts";
import { packParticles, recordBytes } from "../../gpu/particleState.ts";
import type { RecordedArray, RecordedFrame } from "./recordedFrame.ts";

const bufferNames = ["position", "velocity", "tag", "thermo", "rate", "energy"] as const;
type BufferName = (typeof bufferNames)[number];

/** From which buffer an engine's field can be shown, and the array of a frame that it needs beside the particles themselves. */
const sources: Readonly<Record<string, readonly [BufferName, RecordedArray?]>> = {
  speed: ["velocity"],
  "velocity x": ["velocity"],
  "velocity y": ["velocity"],
  "velocity z": ["velocity"],
  x: ["velocity"],
  y: ["velocity"],
  z: ["velocity"],
  type: ["position"],
  id: ["tag"],
  density: ["thermo", "density"],
  pressure: ["thermo", "pressure"],
  acceleration: ["rate", "acceleration"],
  force: ["rate", "force"],
  displacement: ["tag"],
  "potential energy": ["energy", "potentialEnergy"],
};

/** Recorded configurations on a device, one at a time, laid out as an engine lays out its particles. */
export class RecordedParticles {
  readonly drawable: DrawableParticles;
  readonly #pool: BufferPool;
  readonly #buffers: Readonly<Record<BufferName, GPUBuffer>>;

  /**
   * @param engine particles of an engine of the same scenario, for their kinds and fields; its buffers are not used
   * @param first a configuration that holds what all of them hold
   */
  constructor(
    private readonly context: GpuContext,
    engine: DrawableParticles,
    first: RecordedFrame,
  ) {
    this.#pool = new BufferPool(context);
    const buffers = bufferNames.map((name) => [name, this.#pool.storage(name, engine.count * recordBytes)]);
    this.#buffers = Object.fromEntries(buffers);
    const { count, box, kinds } = engine;
    this.drawable = {
      count,
      box,
      // Particles that a configuration lacks wait as one more kind.
      kinds: [...kinds, { name: "", radius: 0, role: "waiting" }],
      position: this.#buffers.position,
      tag: this.#buffers.tag,
      fields: engine.fields.flatMap((field) => this.#recorded(field, first)),
    };
  }

  /**
   * Puts a configuration where the last one was.
   *
   * @param field has to be among what it holds
   * @throws InputError where it is not, or where it is of another run
   */
  show(frame: RecordedFrame, field?: DrawableField): void {
    const { path, particles, arrays } = frame;
    const { count, box, kinds } = this.drawable;
    const needed = field && sources[field.name][1];
    if (needed && !arrays[needed]) throw new InputError([{ path, message: `holds no array ${needed}` }]);
    if (particles.count > count) {
      const message = `holds ${particles.count} particles, more than the ${count} of the run's scenario`;
      throw new InputError([{ path, message }]);
    }
    const { position, velocity, tag } = packParticles(particles, box);
    const waiting = new Uint32Array(4 * count).fill(kinds.length - 1);
    waiting.set(position);
    this.#write("position", waiting);
    this.#write("velocity", velocity);
    this.#write("tag", tag);
    const { density, pressure, potentialEnergy, acceleration, force } = arrays;
    this.#write("thermo", interleaved(particles.count, 2, density, pressure));
    this.#write("energy", interleaved(particles.count, 4, potentialEnergy));
    this.#write("rate", vectors(particles.count, acceleration ?? force));
  }

  /** Idempotent. */
  destroy(): void {
    this.#pool.destroy();
  }

  #recorded(field: DrawableField, { arrays }: RecordedFrame): DrawableField[] {
    const [buffer, array] = sources[field.name] ?? [];
    if (!buffer || (array && !arrays[array])) return [];
    const start = field.start?.heldBy(this.#pool);
    return [{ ...field, start, buffer: this.#buffers[buffer], stride: 1, isMeasured: false }];
  }

  #write(
    name: BufferName,
    data: Uint32Array<ArrayBuffer> | Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>,
  ) {
    this.context.device.queue.writeBuffer(this.#buffers[name], 0, data);
  }
}

/** Records of so many numbers, the first of which are those of the columns. */
function interleaved(
  count: number,
  width: number,
  ...columns: readonly (Float64Array | undefined)[]
): Float32Array<ArrayBuffer> {
  const records = new Float32Array(width * count);
  columns.forEach((column, k) => column?.forEach((amount, i) => (records[width * i + k] = amount)));
  return records;
}

/** (N, 3) as records of four numbers. */
function vectors(count: number, rows: Float64Array | undefined): Float32Array<ArrayBuffer> {
  const records = new Float32Array(4 * count);
  rows?.forEach((amount, k) => (records[4 * Math.floor(k / 3) + (k % 3)] = amount));
  return records;
}

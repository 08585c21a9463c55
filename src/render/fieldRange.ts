import { lengthPerUnit, positionCode } from "../core/fixedPoint.ts";
import { BufferPool } from "../gpu/buffers.ts";
import type { GpuContext } from "../gpu/context.ts";
import type { DrawableField, DrawableParticles } from "../gpu/drawable.ts";
import { forEachIndex } from "../gpu/indexSharing.ts";
import { type BoundPass, Pass } from "../gpu/pass.ts";
import { Readback } from "../gpu/readback.ts";
import { declareUniform } from "../gpu/uniformBlock.ts";
import { fieldFunction, startCode } from "./fieldCode.ts";

const geometryBlock = declareUniform("FieldGeometry", { count: "u32", origin: "vec3f", perUnit: "vec3f" });

// The order of floats as unsigned integers: negative ones turned over, the others raised above them.
const code = (field: DrawableField, isMeasuredKind: readonly boolean[]) => /* wgsl */ `
${fieldFunction("fieldAmount", field)}
fn inOrder(amount: f32) -> u32 {
  let bits = bitcast<u32>(amount);
  return select(bits | 0x80000000u, ~bits, (bits & 0x80000000u) != 0u);
}
fn measure(index: u32) {
  let position = positions[index];
  if (((${mask(isMeasuredKind)}u >> min(position.w, 31u)) & 1u) == 0u) { return; }
  let place = geometry.origin + vec3f(position.xyz) * geometry.perUnit;
  let amount = fieldAmount(records[${field.stride}u * index], place, ${startCode(field, "tags[index]")});
  // Infinite, or no number: by its bits, because compilers take numbers for finite.
  if ((bitcast<u32>(amount) & 0x7fffffffu) >= 0x7f800000u) { return; }
  atomicMin(&ends[0], inOrder(amount));
  atomicMax(&ends[1], inOrder(amount));
}`;

/**
 * Finds the least and the largest amount of a field, of the particles that are neither solid nor waiting and have a finite one: what the ends of a colour map
 * may stand for. It reads eight bytes back, and nothing waits for them but who asks.
 */
export class FieldRange {
  private constructor(
    private readonly context: GpuContext,
    private readonly particles: DrawableParticles,
    private readonly field: DrawableField,
    private readonly pool: BufferPool,
    private readonly ends: GPUBuffer,
    private readonly pass: BoundPass,
    private readonly readback: Readback,
  ) {}

  static async create(
    context: GpuContext,
    particles: DrawableParticles,
    field: DrawableField,
  ): Promise<FieldRange> {
    const { box, count, kinds } = particles;
    const pool = new BufferPool(context);
    const { origin, span } = positionCode(box);
    const perUnit = lengthPerUnit(span);
    const geometry = pool.uniform("field geometry", geometryBlock.pack({ count, origin, perUnit }));
    const ends = pool.storage("field range", 16);
    const isMeasured = kinds.map(({ role }) => role === "particle" || role === "fluid");
    const pass = await Pass.create(context, {
      label: `range of ${field.name}`,
      code: [geometryBlock.wgsl, code(field, isMeasured), forEachIndex("measure", "geometry.count")],
      bindings: {
        geometry: { type: "FieldGeometry", access: "uniform" },
        positions: { type: "array<vec4u>", access: "read" },
        records: { type: `array<${field.record}>`, access: "read" },
        ends: { type: "array<atomic<u32>, 2>", access: "read_write" },
        ...(field.start && {
          tags: { type: "array<vec4i>", access: "read" },
          starts: { type: "array<vec4f>", access: "read" },
        }),
      },
    });
    const bound = pass.bind({
      geometry,
      positions: particles.position,
      records: field.buffer,
      ends,
      ...(field.start && { tags: particles.tag, starts: field.start.buffer }),
    });
    return new FieldRange(context, particles, field, pool, ends, bound, new Readback(context, pool));
  }

  /** [least, largest] in the field's unit; undefined where no particle has a number. */
  async measure(): Promise<readonly [number, number] | undefined> {
    const { device } = this.context;
    device.queue.writeBuffer(this.ends, 0, new Uint32Array([0xffffffff, 0]));
    const encoder = device.createCommandEncoder({ label: "field range" });
    const pass = encoder.beginComputePass();
    if (this.field.isMeasured) this.particles.encodeFields?.(pass);
    this.pass.encode(pass, this.particles.count);
    pass.end();
    this.readback.begin(16);
    this.readback.copy(encoder, this.ends, 16);
    device.queue.submit([encoder.finish()]);
    const [block] = await this.readback.take();
    const [least, largest] = new Uint32Array(block);
    const range = [fromOrder(least), fromOrder(largest)] as const;
    return range.every(Number.isFinite) && least <= largest ? range : undefined;
  }

  /** Idempotent. */
  destroy(): void {
    this.pool.destroy();
  }
}

function mask(isSet: readonly boolean[]): number {
  return isSet.reduce((bits, set, kind) => (set && kind < 32 ? (bits | (1 << kind)) >>> 0 : bits), 0);
}

function fromOrder(word: number): number {
  const bits = word & 0x80000000 ? word & 0x7fffffff : ~word >>> 0;
  return new Float32Array(Uint32Array.of(bits).buffer)[0];
}

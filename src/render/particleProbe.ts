import { lengthPerUnit, positionCode } from "../core/fixedPoint.ts";
import { BufferPool } from "../gpu/buffers.ts";
import type { GpuContext } from "../gpu/context.ts";
import type { DrawableField, DrawableParticles } from "../gpu/drawable.ts";
import { forEachIndex } from "../gpu/indexSharing.ts";
import { type BoundPass, Pass } from "../gpu/pass.ts";
import { Readback } from "../gpu/readback.ts";
import { declareUniform } from "../gpu/uniformBlock.ts";
import { fieldFunction, startCode } from "./fieldCode.ts";

const probeBlock = declareUniform("Probe", { count: "u32", id: "u32", origin: "vec3f", perUnit: "vec3f" });

/** All there is to know about one particle. */
export interface ProbedParticle {
  readonly id: number;
  /** Index among the kinds. */
  readonly kind: number;
  /** [length] */
  readonly place: readonly [number, number, number];
  /** In the order of the particles' fields. */
  readonly amounts: readonly number[];
}

/** Reads all fields of one particle, wherever the sort has put it: a few words come back, not the configuration. */
export class ParticleProbe {
  private constructor(
    private readonly context: GpuContext,
    private readonly particles: DrawableParticles,
    private readonly pool: BufferPool,
    private readonly probe: GPUBuffer,
    private readonly found: GPUBuffer,
    private readonly pass: BoundPass,
    private readonly readback: Readback,
  ) {}

  static async create(context: GpuContext, particles: DrawableParticles): Promise<ParticleProbe> {
    const pool = new BufferPool(context);
    const probe = pool.uniform("probe", packProbe(particles, 0));
    const found = pool.storage("probed particle", 4 * (1 + 4 + particles.fields.length));
    const sources = distinctSources(particles.fields);
    const start = particles.fields.find((field) => field.start)?.start;
    const pass = await Pass.create(context, {
      label: "probe",
      code: [probeBlock.wgsl, probeCode(particles.fields, sources), forEachIndex("look", "probe.count")],
      bindings: {
        probe: { type: "Probe", access: "uniform" },
        positions: { type: "array<vec4u>", access: "read" },
        tags: { type: "array<vec4i>", access: "read" },
        found: { type: "array<u32>", access: "read_write" },
        ...(start && { starts: { type: "array<vec4f>", access: "read" } }),
        ...Object.fromEntries(
          sources.map(({ record }, k) => [
            `source${k}`,
            { type: `array<${record}>`, access: "read" as const },
          ]),
        ),
      },
    });
    const buffers = Object.fromEntries(sources.map(({ buffer }, k) => [`source${k}`, buffer]));
    const bound = pass.bind({
      probe,
      positions: particles.position,
      tags: particles.tag,
      found,
      ...(start && { starts: start.buffer }),
      ...buffers,
    });
    return new ParticleProbe(context, particles, pool, probe, found, bound, new Readback(context, pool));
  }

  /** Undefined where no particle has this id. */
  async read(id: number): Promise<ProbedParticle | undefined> {
    const { device } = this.context;
    device.queue.writeBuffer(this.probe, 0, packProbe(this.particles, id));
    device.queue.writeBuffer(this.found, 0, new Uint32Array(1));
    const encoder = device.createCommandEncoder({ label: "probe" });
    const pass = encoder.beginComputePass();
    this.particles.encodeFields?.(pass);
    this.pass.encode(pass, this.particles.count);
    pass.end();
    this.readback.begin(this.found.size);
    this.readback.copy(encoder, this.found);
    device.queue.submit([encoder.finish()]);
    const [block] = await this.readback.take();
    const words = new Uint32Array(block);
    if (words[0] === 0) return undefined;
    const floats = new Float32Array(block);
    const amounts = Array.from(floats.subarray(5, 5 + this.particles.fields.length));
    return { id, kind: words[1], place: [floats[2], floats[3], floats[4]], amounts };
  }

  /** Idempotent. */
  destroy(): void {
    this.pool.destroy();
  }
}

type Source = Pick<DrawableField, "buffer" | "record">;

/** Positions and tags are bound already. */
function distinctSources(fields: readonly DrawableField[]): Source[] {
  const sources: Source[] = [];
  for (const { buffer, record } of fields) {
    const isBound = record === "vec4u" || record === "vec4i";
    if (!isBound && !sources.some((source) => source.buffer === buffer)) sources.push({ buffer, record });
  }
  return sources;
}

function probeCode(fields: readonly DrawableField[], sources: readonly Source[]): string {
  const functions = fields.map((field, k) => fieldFunction(`amount${k}`, field));
  const reads = fields.map((field, k) => {
    const { buffer, record, stride } = field;
    const source = sources.findIndex((candidate) => candidate.buffer === buffer);
    const array = record === "vec4u" ? "positions" : record === "vec4i" ? "tags" : `source${source}`;
    return `  found[${5 + k}] = bitcast<u32>(amount${k}(${array}[${stride}u * index], place, ${startCode(field, "tags[index]")}));`;
  });
  return `${functions.join("\n")}
fn look(index: u32) {
  if (bitcast<u32>(tags[index].w) != probe.id) { return; }
  let place = probe.origin + vec3f(positions[index].xyz) * probe.perUnit;
  found[0] = 1u;
  found[1] = positions[index].w;
  for (var axis = 0u; axis < 3u; axis++) { found[2u + axis] = bitcast<u32>(place[axis]); }
${reads.join("\n")}
}`;
}

function packProbe({ box, count }: DrawableParticles, id: number): ArrayBuffer {
  const { origin, span } = positionCode(box);
  return probeBlock.pack({ count, id, origin, perUnit: lengthPerUnit(span) });
}

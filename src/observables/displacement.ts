import type { BufferPool } from "../gpu/buffers.ts";
import type { GpuContext } from "../gpu/context.ts";
import { geometryBlock } from "../gpu/geometry.ts";
import type { ParticleBuffers, ParticleRecords } from "../gpu/particleState.ts";
import { type BoundPass, Pass } from "../gpu/pass.ts";
import { recordBytes } from "../gpu/particleState.ts";
import displacementCode from "./displacement.wgsl?raw";

const workgroupSize = 128;
const mostGroups = 1024;

/** Particle records of an origin, in id order. */
export type DisplacementOrigin = ParticleRecords;

/**
 * Sums, against an origin, the squared displacement (unwrapped) and the product of velocities over all
 * particles on the device; partial sums are finished on the host in float64.
 */
export class DisplacementPass {
  /** (Σ|Δr|², Σ v·v₀) per workgroup, float32. */
  readonly partialSums: GPUBuffer;
  private readonly origin: Readonly<Record<"originPosition" | "originVelocity" | "originTag", GPUBuffer>>;
  private readonly pass: BoundPass;

  private constructor(
    private readonly context: GpuContext,
    pool: BufferPool,
    pass: Pass,
    resources: ParticleBuffers & { geometry: GPUBuffer },
    private readonly threads: number,
    count: number,
  ) {
    const record = (label: string) => pool.storage(label, count * recordBytes);
    this.origin = {
      originPosition: record("origin position"),
      originVelocity: record("origin velocity"),
      originTag: record("origin tag"),
    };
    const groups = Math.min(Math.ceil(threads / workgroupSize), context.maximumWorkgroups(threads));
    this.partialSums = pool.storage("partial displacements", groups * 8);
    this.pass = pass.bind({ ...resources, ...this.origin, partialDisplacements: this.partialSums });
  }

  static async create(
    context: GpuContext,
    pool: BufferPool,
    resources: ParticleBuffers & { geometry: GPUBuffer },
    count: number,
  ): Promise<DisplacementPass> {
    const pass = await Pass.create(context, {
      label: "sumDisplacements",
      workgroupSize,
      bindings: {
        geometry: { type: "Geometry", access: "uniform" },
        position: { type: "array<vec4u>", access: "read" },
        velocity: { type: "array<vec4f>", access: "read" },
        tag: { type: "array<vec4i>", access: "read" },
        originPosition: { type: "array<vec4u>", access: "read" },
        originVelocity: { type: "array<vec4f>", access: "read" },
        originTag: { type: "array<vec4i>", access: "read" },
        partialDisplacements: { type: "array<vec2f>", access: "read_write" },
      },
      code: [geometryBlock.wgsl, displacementCode],
    });
    const threads = Math.min(Math.ceil(count / 4), mostGroups * workgroupSize);
    return new DisplacementPass(context, pool, pass, resources, threads, count);
  }

  setOrigin({ position, velocity, tag }: DisplacementOrigin): void {
    const { queue } = this.context.device;
    queue.writeBuffer(this.origin.originPosition, 0, position);
    queue.writeBuffer(this.origin.originVelocity, 0, velocity);
    queue.writeBuffer(this.origin.originTag, 0, tag);
  }

  encode(encoder: GPUComputePassEncoder): void {
    this.pass.encode(encoder, this.threads);
  }
}

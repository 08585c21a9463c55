import type { Box } from "../../core/box.ts";
import { lengthPerUnit, positionCode } from "../../core/fixedPoint.ts";
import type { Vector3 } from "../../core/vector.ts";
import type { BufferPool } from "../../gpu/buffers.ts";
import type { GpuContext } from "../../gpu/context.ts";
import { forEachIndex } from "../../gpu/indexSharing.ts";
import { type BoundPass, Pass } from "../../gpu/pass.ts";
import { declareUniform } from "../../gpu/uniformBlock.ts";
import stirCode from "./stir.wgsl?raw";

const strokeBlock = declareUniform("Stroke", {
  count: "u32",
  /** A bit for each kind that is moved. */
  kinds: "u32",
  radius: "f32",
  pull: "f32",
  heating: "f32",
  origin: "vec3f",
  perUnit: "vec3f",
  point: "vec3f",
  direction: "vec3f",
  push: "vec3f",
  axes: "vec3f",
});

/** What a hand does to the particles around a line between two steps. */
export interface Stroke {
  /** A point of the line [length], and where it leads, of length 1. */
  readonly point: Vector3;
  readonly direction: Vector3;
  /** How far from the line particles are reached [length]. */
  readonly radius: number;
  /** Added to velocities, in typical speeds of the system. */
  readonly push: Vector3;
  /** Added towards the line, in typical speeds; away from it where it is negative. */
  readonly pull: number;
  /** Velocities grow by this share of themselves; they shrink where it is negative, down to −1. */
  readonly heating: number;
}

/** What a stirring needs to know of particles on a device. */
export interface StirredParticles {
  readonly count: number;
  readonly box: Box;
  readonly position: GPUBuffer;
  readonly velocity: GPUBuffer;
  /** For each kind, whether a hand moves it: walls do not give way. */
  readonly isMoved: readonly boolean[];
  /** What speeds of strokes are given in [velocity]. */
  readonly typicalSpeed: number;
}

/**
 * Pushes, pulls, heats and cools particles by hand: velocities change between two steps, as from outside. A run with strokes is not that
 * of its scenario any more.
 */
export class Stirring {
  private constructor(
    private readonly context: GpuContext,
    private readonly particles: StirredParticles,
    private readonly stroke: GPUBuffer,
    private readonly pass: BoundPass,
  ) {}

  static async create(context: GpuContext, pool: BufferPool, particles: StirredParticles): Promise<Stirring> {
    const stroke = pool.uniform("stroke", new ArrayBuffer(strokeBlock.bytes));
    const pass = await Pass.create(context, {
      label: "stir",
      code: [strokeBlock.wgsl, stirCode, forEachIndex("stir", "stroke.count")],
      bindings: {
        stroke: { type: "Stroke", access: "uniform" },
        positions: { type: "array<vec4u>", access: "read" },
        velocities: { type: "array<vec4f>", access: "read_write" },
      },
    });
    const bound = pass.bind({ stroke, positions: particles.position, velocities: particles.velocity });
    return new Stirring(context, particles, stroke, bound);
  }

  /** Does a stroke, after what has been submitted so far. */
  apply({ point, direction, radius, push, pull, heating }: Stroke): void {
    const { device } = this.context;
    const { count, box, isMoved, typicalSpeed } = this.particles;
    const { origin, span } = positionCode(box);
    const kinds = isMoved.reduce(
      (bits, moved, kind) => (moved && kind < 32 ? (bits | (1 << kind)) >>> 0 : bits),
      0,
    );
    const block = strokeBlock.pack({
      count,
      kinds,
      radius,
      pull: pull * typicalSpeed,
      heating: Math.max(heating, -1),
      origin,
      perUnit: lengthPerUnit(span),
      point,
      direction,
      push: push.map((component) => component * typicalSpeed),
      axes: [1, 1, box.dimensions === 3 ? 1 : 0],
    });
    device.queue.writeBuffer(this.stroke, 0, block);
    const encoder = device.createCommandEncoder({ label: "stir" });
    const pass = encoder.beginComputePass();
    this.pass.encode(pass, count);
    pass.end();
    device.queue.submit([encoder.finish()]);
  }
}

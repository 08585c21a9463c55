import { BufferPool } from "./buffers.ts";
import type { GpuContext } from "./context.ts";
import { Readback } from "./readback.ts";

/** What one kind of pass took. */
export interface PassTime {
  readonly label: string;
  /** Of all its dispatches together. */
  readonly milliseconds: number;
  readonly dispatches: number;
}

/** Most dispatches that are timed; those beyond run untimed. */
const capacity = 2048;
const bytesPerQuery = 8;

/**
 * Times each dispatch of what is recorded through it, by timestamps of the device: every one becomes a compute pass of its own, since a pass
 * is the least that can be timed. Results are those of a run without it.
 *
 * `begin`, record, `finish` on the same encoder, submit, `take`.
 */
export class PassProfiler {
  private readonly pool: BufferPool;
  private readonly readback: Readback;
  private readonly queries: GPUQuerySet;
  private readonly resolved: GPUBuffer;
  private labels: string[] = [];

  /** Whether a device can tell the time. */
  static isSupported({ device }: GpuContext): boolean {
    return device.features.has("timestamp-query");
  }

  constructor(context: GpuContext) {
    const { device } = context;
    this.pool = new BufferPool(context);
    this.readback = new Readback(context, this.pool);
    this.queries = device.createQuerySet({ label: "pass times", type: "timestamp", count: 2 * capacity });
    this.resolved = device.createBuffer({
      label: "pass times",
      size: 2 * capacity * bytesPerQuery,
      usage: GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC,
    });
  }

  /** Stands in for a compute pass of the encoder, as far as passes of ours use one. */
  begin(encoder: GPUCommandEncoder): GPUComputePassEncoder {
    this.labels = [];
    let pipeline: GPUComputePipeline;
    let group: GPUBindGroup;
    const timed = (dispatch: (pass: GPUComputePassEncoder) => void) => {
      const pass = encoder.beginComputePass(this.nextPass(pipeline.label));
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      dispatch(pass);
      pass.end();
    };
    const standIn = {
      setPipeline(next: GPUComputePipeline) {
        pipeline = next;
      },
      setBindGroup(_index: number, next: GPUBindGroup) {
        group = next;
      },
      dispatchWorkgroups: (x: number, y?: number, z?: number) =>
        timed((pass) => pass.dispatchWorkgroups(x, y, z)),
      end() {},
    };
    return standIn as unknown as GPUComputePassEncoder;
  }

  /** Records the copy of the times; the last of the encoder. */
  finish(encoder: GPUCommandEncoder): void {
    const queries = 2 * this.labels.length;
    if (queries === 0) return;
    encoder.resolveQuerySet(this.queries, 0, queries, this.resolved, 0);
    this.readback.begin(queries * bytesPerQuery);
    this.readback.copy(encoder, this.resolved, queries * bytesPerQuery);
  }

  /** Times by label, in the order of their first dispatch. */
  async take(): Promise<PassTime[]> {
    if (this.labels.length === 0) return [];
    const [block] = await this.readback.take();
    const stamps = new BigUint64Array(block);
    const times = new Map<string, { milliseconds: number; dispatches: number }>();
    this.labels.forEach((label, k) => {
      const sum = times.get(label) ?? { milliseconds: 0, dispatches: 0 };
      // Clocks of some devices run back a little between passes.
      sum.milliseconds += Math.max(Number(stamps[2 * k + 1] - stamps[2 * k]), 0) / 1e6;
      sum.dispatches++;
      times.set(label, sum);
    });
    return [...times].map(([label, sum]) => ({ label, ...sum }));
  }

  /** Idempotent. */
  destroy(): void {
    this.pool.destroy();
    this.queries.destroy();
    this.resolved.destroy();
  }

  private nextPass(label: string): GPUComputePassDescriptor {
    const index = this.labels.length;
    if (index >= capacity) return { label };
    this.labels.push(label);
    const timestampWrites = {
      querySet: this.queries,
      beginningOfPassWriteIndex: 2 * index,
      endOfPassWriteIndex: 2 * index + 1,
    };
    return { label, timestampWrites };
  }
}

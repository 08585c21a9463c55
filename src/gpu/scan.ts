import { type BufferPool } from "./buffers.ts";
import type { GpuContext } from "./context.ts";
import { forEachIndex } from "./indexSharing.ts";
import { type BoundPass, Pass } from "./pass.ts";
import scanBlocks from "./scan.wgsl?raw";
import { statusReader } from "./status.ts";
import sumThrough from "./sumThrough.wgsl?raw";

const workgroupSize = 256;
const blockLength = workgroupSize * 4;

const addBlockSums = /* wgsl */ `
fn addBlockSum(index: u32) {
  if (status.rebuilding == 0u) { return; }
  values[index] += blockSums[index / ${blockLength}u];
}`;

/**
 * Exclusive prefix sum of a u32 buffer of any length, in place, while the list is being rebuilt.
 * Blocks are summed, the block sums are summed the same way, and so on until one block is left.
 */
export class Scan {
  private constructor(private readonly steps: readonly { pass: BoundPass; threads: number }[]) {}

  static async create(
    context: GpuContext,
    pool: BufferPool,
    values: GPUBuffer,
    status: GPUBuffer,
  ): Promise<Scan> {
    const bindings = {
      status: { type: "Status", access: "read" },
      values: { type: "array<u32>", access: "read_write" },
      blockSums: { type: "array<u32>", access: "read_write" },
    } as const;
    const [scan, add] = await Promise.all([
      Pass.create(context, {
        label: "scan blocks",
        workgroupSize,
        bindings,
        code: [statusReader, sumThrough, scanBlocks],
      }),
      Pass.create(context, {
        label: "add block sums",
        bindings,
        code: [statusReader, addBlockSums, forEachIndex("addBlockSum", "arrayLength(&values)")],
      }),
    ]);
    const up: { pass: BoundPass; threads: number }[] = [];
    const down: { pass: BoundPass; threads: number }[] = [];
    for (let level = values; ;) {
      const words = level.size / 4;
      const blocks = Math.ceil(words / blockLength);
      const blockSums = pool.storage("block sums", blocks * 4);
      const buffers = { status, values: level, blockSums };
      up.push({ pass: scan.bind(buffers), threads: words / 4 });
      if (blocks === 1) break;
      down.unshift({ pass: add.bind(buffers), threads: words });
      level = blockSums;
    }
    return new Scan([...up, ...down]);
  }

  encode(encoder: GPUComputePassEncoder): void {
    for (const { pass, threads } of this.steps) pass.encode(encoder, threads);
  }
}

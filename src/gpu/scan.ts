import { type BufferPool } from "./buffers.ts";
import type { GpuContext } from "./context.ts";
import { forEachIndex } from "./indexSharing.ts";
import { type BoundPass, Pass, type PassDescription } from "./pass.ts";
import scanBlocks from "./scan.wgsl?raw";
import scanSerially from "./scanSerially.wgsl?raw";
import { isRebuilding, statusReader } from "./status.ts";
import sumThrough from "./sumThrough.wgsl?raw";

/** How blocks of words are summed. */
interface BlockScan extends Pick<PassDescription, "code" | "workgroupSize"> {
  readonly blockLength: number;
  /** Threads for so many words. */
  threads(words: number): number;
}

/** A workgroup to a block: words that are read together follow one another. */
const byWorkgroups: BlockScan = {
  code: [sumThrough, scanBlocks],
  workgroupSize: 256,
  blockLength: 256 * 4,
  threads: (words) => words / 4,
};

const serialBlock = 256;
/** A thread to a block: software adapters pay dearly for barriers (ten times as long, bench/choices.md), and nothing for the order of reading. */
const byThreads: BlockScan = {
  code: [
    `const SERIAL_BLOCK = ${serialBlock}u;`,
    scanSerially,
    forEachIndex("scanBlock", "(arrayLength(&values) + SERIAL_BLOCK - 1u) / SERIAL_BLOCK", isRebuilding),
  ],
  blockLength: serialBlock,
  threads: (words) => Math.ceil(words / serialBlock),
};

const addBlockSums = (blockLength: number) => /* wgsl */ `
fn addBlockSum(index: u32) {
  values[index] += blockSums[index / ${blockLength}u];
}`;

/**
 * Exclusive prefix sum of the first words of a u32 buffer, however many, in place, while the list is being rebuilt.
 * Blocks are summed, the block sums are summed the same way, and so on until one block is left.
 */
export class Scan {
  private constructor(private readonly steps: readonly { pass: BoundPass; threads: number }[]) {}

  static async create(
    context: GpuContext,
    pool: BufferPool,
    values: GPUBuffer,
    words: number,
    status: GPUBuffer,
  ): Promise<Scan> {
    const { code, workgroupSize, blockLength, threads } =
      context.adapter.kind === "software" ? byThreads : byWorkgroups;
    const bindings = {
      status: { type: "Status", access: "read" },
      values: { type: "array<u32>", access: "read_write" },
      blockSums: { type: "array<u32>", access: "read_write" },
    } as const;
    const [scan, add] = await Promise.all([
      Pass.create(context, { label: "scan blocks", workgroupSize, bindings, code: [statusReader, ...code] }),
      Pass.create(context, {
        label: "add block sums",
        bindings,
        code: [
          statusReader,
          addBlockSums(blockLength),
          forEachIndex("addBlockSum", "arrayLength(&values)", isRebuilding),
        ],
      }),
    ]);
    const up: { pass: BoundPass; threads: number }[] = [];
    const down: { pass: BoundPass; threads: number }[] = [];
    for (let level = { buffer: values, size: 4 * words }; ;) {
      const length = level.size / 4;
      const blocks = Math.ceil(length / blockLength);
      const blockSums = pool.storage("block sums", blocks * 4);
      const buffers = { status, values: level, blockSums };
      up.push({ pass: scan.bind(buffers), threads: threads(length) });
      if (blocks === 1) break;
      down.unshift({ pass: add.bind(buffers), threads: length });
      level = { buffer: blockSums, size: 4 * blocks };
    }
    return new Scan([...up, ...down]);
  }

  encode(encoder: GPUComputePassEncoder): void {
    for (const { pass, threads } of this.steps) pass.encode(encoder, threads);
  }
}

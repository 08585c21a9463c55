import type { BufferPool } from "./buffers.ts";
import type { GpuContext } from "./context.ts";

/** Bytes of a buffer to bring back. */
export interface Region {
  readonly buffer: GPUBuffer;
  readonly bytes: number;
}

/** Brings device memory back to the host, once the submitted work has made it. */
export class Readback {
  private readonly regions: Region[] = [];
  private staging?: GPUBuffer;
  private bytes = 0;

  constructor(
    private readonly context: GpuContext,
    private readonly pool: BufferPool,
  ) {}

  /** Makes room for what `copy` will want in this encoder; call it once per encoder. */
  begin(bytes: number): void {
    this.regions.length = 0;
    this.bytes = 0;
    if (this.staging && this.staging.size >= bytes) return;
    if (this.staging) this.pool.release(this.staging);
    this.staging = this.pool.staging("readback", bytes);
  }

  /** Records the copy of a buffer's present content. */
  copy(encoder: GPUCommandEncoder, buffer: GPUBuffer, bytes = buffer.size): void {
    encoder.copyBufferToBuffer(buffer, 0, this.staging as GPUBuffer, this.bytes, bytes);
    this.regions.push({ buffer, bytes });
    this.bytes += bytes;
  }

  /** Waits for the copies, in the order they were recorded. */
  async take(): Promise<ArrayBuffer[]> {
    const staging = this.staging as GPUBuffer;
    try {
      await this.context.settle(staging.mapAsync(GPUMapMode.READ, 0, this.bytes));
    } catch (error) {
      this.context.check();
      throw error;
    }
    try {
      this.context.check();
      let offset = 0;
      const mapped = staging.getMappedRange(0, this.bytes);
      return this.regions.map(({ bytes }) => mapped.slice(offset, (offset += bytes)));
    } finally {
      // Also after an error on the device: what comes next reads through the same buffer.
      staging.unmap();
    }
  }

  /** Gives the staging memory back. */
  release(): void {
    if (this.staging) this.pool.release(this.staging);
    this.staging = undefined;
  }
}

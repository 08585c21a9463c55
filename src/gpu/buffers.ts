import { DeviceError } from "../core/failure.ts";
import type { GpuContext } from "./context.ts";

/** Creates buffers for one owner, knows how many bytes they hold, and destroys them together. */
export class BufferPool {
  private readonly buffers = new Set<GPUBuffer>();

  constructor(private readonly context: GpuContext) {}

  /** Bytes of all living buffers. */
  get bytes(): number {
    return [...this.buffers].reduce((sum, buffer) => sum + buffer.size, 0);
  }

  /** A storage buffer that can be copied from and to, rounded up to 16 bytes. */
  storage(label: string, bytes: number): GPUBuffer {
    const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
    return this.create(label, bytes, STORAGE | COPY_SRC | COPY_DST);
  }

  uniform(label: string, data: ArrayBuffer): GPUBuffer {
    const buffer = this.create(label, data.byteLength, GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST);
    this.context.device.queue.writeBuffer(buffer, 0, data);
    return buffer;
  }

  staging(label: string, bytes: number): GPUBuffer {
    return this.create(label, bytes, GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST);
  }

  release(buffer: GPUBuffer): void {
    this.buffers.delete(buffer);
    buffer.destroy();
  }

  /** Idempotent. */
  destroy(): void {
    for (const buffer of this.buffers) buffer.destroy();
    this.buffers.clear();
  }

  private create(label: string, bytes: number, usage: GPUBufferUsageFlags): GPUBuffer {
    const size = Math.max(16, Math.ceil(bytes / 16) * 16);
    const { maxBufferSize, maxStorageBufferBindingSize } = this.context.device.limits;
    const isStorage = (usage & GPUBufferUsage.STORAGE) !== 0;
    const most = isStorage ? Math.min(maxBufferSize, maxStorageBufferBindingSize) : maxBufferSize;
    if (size > most) {
      throw new DeviceError(
        `buffer "${label}" needs ${size} bytes, this adapter allows ${most}: take fewer particles, or --device cpu`,
      );
    }
    const buffer = this.context.device.createBuffer({ label, size, usage });
    this.buffers.add(buffer);
    return buffer;
  }
}

import { afterAll, beforeAll } from "vitest";
import type { GpuContext } from "../../src/gpu/context.ts";
import { openDawn } from "../../src/headless/dawn.ts";

/** One device for all tests of a file: opening it costs a tenth of a second. */
export function useDevice(): () => GpuContext {
  let context: GpuContext | undefined;
  beforeAll(async () => {
    context = await openDawn();
  });
  afterAll(() => context?.destroy());
  return () => {
    if (!context) throw new Error("the device is open only while tests run");
    return context;
  };
}

/** The same device as far as work goes, with other limits to plan for. */
export function withLimits(
  context: GpuContext,
  limits: { readonly maxStorageBufferBindingSize?: number; readonly maxBufferSize?: number },
): GpuContext {
  const { maxStorageBufferBindingSize, maxBufferSize } = context.device.limits;
  const pretended = { maxStorageBufferBindingSize, maxBufferSize, ...limits };
  const device = new Proxy(context.device, {
    get(target, key) {
      if (key === "limits") return pretended;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  return { ...context, device };
}

/** A buffer with this content, for storage and copies. */
export function storageBuffer(
  { device }: GpuContext,
  data: Uint32Array | Float32Array | Int32Array,
): GPUBuffer {
  const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
  const buffer = device.createBuffer({
    size: data.byteLength,
    usage: STORAGE | COPY_SRC | COPY_DST,
    mappedAtCreation: true,
  });
  new Uint32Array(buffer.getMappedRange()).set(
    new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4),
  );
  buffer.unmap();
  return buffer;
}

/** Submits one compute pass. */
export function submit({ device }: GpuContext, record: (pass: GPUComputePassEncoder) => void): void {
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  record(pass);
  pass.end();
  device.queue.submit([encoder.finish()]);
}

/** The content of a buffer once all submitted work is done. */
export async function readBuffer(context: GpuContext, buffer: GPUBuffer): Promise<ArrayBuffer> {
  const { device } = context;
  const { MAP_READ, COPY_DST } = GPUBufferUsage;
  const staging = device.createBuffer({ size: buffer.size, usage: MAP_READ | COPY_DST });
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(buffer, 0, staging, 0, buffer.size);
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(GPUMapMode.READ);
  const content = staging.getMappedRange().slice(0);
  staging.destroy();
  context.check();
  return content;
}

export async function readWords(context: GpuContext, buffer: GPUBuffer): Promise<Uint32Array> {
  return new Uint32Array(await readBuffer(context, buffer));
}

export async function readFloats(context: GpuContext, buffer: GPUBuffer): Promise<Float32Array> {
  return new Float32Array(await readBuffer(context, buffer));
}

import { CorpuscleError, DeviceError, exitCodes } from "../core/failure.ts";

export type AdapterKind = "hardware" | "software";

/** A device and what its owner needs to know about it. */
export interface GpuContext {
  readonly device: GPUDevice;
  readonly adapter: { readonly description: string; readonly kind: AdapterKind };
  /**
   * Most workgroups a dispatch starts; threads stride over the rest. A software adapter pays about 0.2 µs for
   * each workgroup, also for those of a pass that has nothing to do; hardware wants many, up to WebGPU's 65,535.
   */
  readonly maximumWorkgroups: number;
  /** Waits for a promise of the device, in the way that leaves most of the machine to it. */
  settle<T>(promise: Promise<T>): Promise<T>;
  /** Throws what went wrong on the device since the last look: a GPU error nobody caught, or a lost device. */
  check(): void;
  /** Idempotent. */
  destroy(): void;
}

/** Whether an adapter is silicon or a program. */
export function adapterKind(adapter: GPUAdapter): AdapterKind {
  const { architecture, description, isFallbackAdapter } = adapter.info;
  const software =
    isFallbackAdapter || /llvmpipe|swiftshader|software/i.test(`${architecture} ${description}`);
  return software ? "software" : "hardware";
}

/** How a platform waits for the device; where left out, by the promise itself. */
export type Settle = GpuContext["settle"];

/**
 * Opens a device with the buffer limits the adapter has (they are opt-in) and listens for errors that
 * nobody catches: WebGPU keeps them silent otherwise.
 *
 * @throws DeviceError where the adapter gives no device.
 */
export async function openDevice(
  adapter: GPUAdapter,
  description: string,
  settle: Settle = (promise) => promise,
): Promise<GpuContext> {
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  const requiredFeatures: GPUFeatureName[] = adapter.features.has("timestamp-query")
    ? ["timestamp-query"]
    : [];
  let device: GPUDevice;
  try {
    device = await adapter.requestDevice({
      label: "corpuscle",
      requiredFeatures,
      requiredLimits: { maxBufferSize, maxStorageBufferBindingSize },
    });
  } catch (error) {
    throw new DeviceError(`${description} gives no device: ${String(error)}`);
  }
  const trouble: string[] = [];
  let destroyed = false;
  device.addEventListener("uncapturederror", (event) => {
    trouble.push((event as GPUUncapturedErrorEvent).error.message);
  });
  void device.lost.then((info) => {
    if (!destroyed) trouble.push(`the device was lost (${info.reason}): ${info.message}`);
  });
  const kind = adapterKind(adapter);
  return {
    device,
    adapter: { description, kind },
    maximumWorkgroups: kind === "software" ? 32 : 65535,
    settle,
    check() {
      if (trouble.length === 0) return;
      throw new CorpuscleError(`GPU error on ${description}: ${trouble.join("; ")}`, exitCodes.noDevice);
    },
    destroy() {
      destroyed = true;
      device.destroy();
    },
  };
}

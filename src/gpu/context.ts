import { CorpuscleError, DeviceError, exitCodes } from "../core/failure.ts";
import { fixedRuns, type IndexSharing, takenTurns } from "./indexSharing.ts";
import { maximumStorageBuffers } from "./pass.ts";
import { clusterRows, particleRows, type RowLayout } from "./rowLayout.ts";

export type AdapterKind = "hardware" | "software";

/** A device and what its owner needs to know about it. */
export interface GpuContext {
  readonly device: GPUDevice;
  readonly adapter: { readonly description: string; readonly kind: AdapterKind };
  /**
   * Most workgroups that a dispatch for so many indices starts, each of which has a share of them. A software adapter pays about 0.2 µs for
   * each workgroup, also for those of a pass that has nothing to do; hardware wants many, up to WebGPU's 65,535.
   */
  maximumWorkgroups(indices: number): number;
  /** Threads of a software adapter, a power of two that divides the most workgroups: each takes a fixed run of them. 1 on hardware. */
  readonly workers: number;
  /** Who works on which indices of a dispatch (indexSharing.ts). */
  readonly indexSharing: IndexSharing;
  /** Who shares a row of a neighbour list: clusters on adapters that are slow to gather and have subgroups of eight lanes (rowLayout.ts). */
  readonly rowLayout: RowLayout;
  /** Waits for a promise of the device, in the way that leaves most of the machine to it. */
  settle<T>(promise: Promise<T>): Promise<T>;
  /** Throws what has gone wrong on the device: a GPU error nobody caught, or a lost device. */
  check(): void;
  /** Errors so far have been told, and what suffered from them is given up: `check` looks for new ones. A lost device stays lost. */
  forgive(): void;
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

const subgroups: readonly GPUFeatureName[] = ["subgroups"];

function hasSubgroupsOf8({ features, info }: GPUAdapter): boolean {
  return (
    subgroups.every((name) => features.has(name)) && info.subgroupMinSize === 8 && info.subgroupMaxSize === 8
  );
}

const mostWorkgroups = 65535;
const leastWorkgroups = 32;
/** Of llvmpipe. */
const mostThreads = 32;
/** What is near in space is near in the order of particles: so many are looked at before what surrounds them leaves the caches. */
const indicesOfWorkgroup = 1024;

function fewWorkgroups(indices: number): number {
  const wanted = Math.ceil(indices / (indicesOfWorkgroup * leastWorkgroups)) * leastWorkgroups;
  return Math.min(Math.max(wanted, leastWorkgroups), mostWorkgroups);
}

/** How a platform waits for the device; where left out, by the promise itself. */
export type Settle = GpuContext["settle"];

/**
 * Opens a device with the buffer limits the adapter has (they are opt-in) and listens for errors that
 * nobody catches: WebGPU keeps them silent otherwise.
 *
 * @param processors of the machine; a browser tells
 * @throws DeviceError where the adapter gives no device.
 */
export async function openDevice(
  adapter: GPUAdapter,
  description: string,
  settle: Settle = (promise) => promise,
  processors = globalThis.navigator?.hardwareConcurrency ?? 1,
): Promise<GpuContext> {
  const { maxBufferSize, maxStorageBufferBindingSize, maxStorageBuffersPerShaderStage } = adapter.limits;
  const kind = adapterKind(adapter);
  const rowLayout = kind === "software" && hasSubgroupsOf8(adapter) ? clusterRows : particleRows;
  const wanted: GPUFeatureName[] = ["timestamp-query", ...(rowLayout.usesSubgroups ? subgroups : [])];
  const requiredFeatures = wanted.filter((feature) => adapter.features.has(feature));
  let device: GPUDevice;
  try {
    device = await adapter.requestDevice({
      label: "corpuscle",
      requiredFeatures,
      requiredLimits: { maxBufferSize, maxStorageBufferBindingSize, maxStorageBuffersPerShaderStage },
    });
  } catch (error) {
    throw new DeviceError(`${description} gives no device: ${String(error)}`);
  }
  let trouble: string[] = [];
  /** Why the device is lost: unlike an error, that stays. */
  let lost: string | undefined;
  let destroyed = false;
  device.addEventListener("uncapturederror", (event) => {
    trouble.push(describeError((event as GPUUncapturedErrorEvent).error));
  });
  void device.lost.then((info) => {
    if (!destroyed) lost = `the device was lost (${info.reason}): ${info.message}`;
  });
  const maximumWorkgroups = kind === "software" ? fewWorkgroups : () => mostWorkgroups;
  const workers = kind === "software" ? Math.min(2 ** Math.floor(Math.log2(processors)), leastWorkgroups) : 1;
  // One storage buffer more than the eight that a pass may have of its own.
  const takesTurns = rowLayout.usesSubgroups && maxStorageBuffersPerShaderStage > maximumStorageBuffers;
  return {
    device,
    adapter: { description, kind },
    maximumWorkgroups,
    workers,
    rowLayout,
    indexSharing: takesTurns
      ? takenTurns(device, Math.min(processors, mostThreads))
      : fixedRuns(maximumWorkgroups, workers),
    settle,
    check() {
      const told = lost === undefined ? trouble : [...trouble, lost];
      if (told.length === 0) return;
      throw new CorpuscleError(`GPU error on ${description}: ${told.join("; ")}`, exitCodes.noDevice);
    },
    forgive() {
      trouble = [];
    },
    destroy() {
      destroyed = true;
      device.destroy();
    },
  };
}

/** Messages of devices that are out of memory need not say so: the kind of the error does. */
function describeError(error: GPUError): string {
  const isMemory = error.constructor.name === "GPUOutOfMemoryError";
  return isMemory ? `out of memory: ${error.message}` : error.message;
}

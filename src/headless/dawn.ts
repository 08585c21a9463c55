import { existsSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { setImmediate as nextTurn } from "node:timers/promises";
import { create, globals } from "webgpu";
import { DeviceError } from "../core/failure.ts";
import { adapterKind, type GpuContext, openDevice } from "../gpu/context.ts";

/** SwiftShader's Vulkan driver as Debian's chromium package installs it. */
const swiftShaderDriver = "/usr/lib/chromium/vk_swiftshader_icd.json";

// Dawn's implementation lives only as long as the object that create() returned: dropped, the garbage
// collector takes it away under a live device and the process crashes.
const implementations: GPU[] = [];

const sleeper = new Int32Array(new SharedArrayBuffer(4));

function createDawn(options: string[]): GPU {
  // The Vulkan loader complains on stderr without it.
  process.env.XDG_RUNTIME_DIR ??= tmpdir();
  Object.assign(globalThis, globals);
  const implementation = create(options);
  implementations.push(implementation);
  return implementation;
}

/**
 * Waits for a promise of Dawn's with little of the processor: while one is pending, its Node binding polls in every turn of
 * the event loop, and would take a whole core from a software adapter. So each turn sleeps for a millisecond.
 */
async function settleQuietly<T>(promise: Promise<T>): Promise<T> {
  let isPending = true;
  const done = () => {
    isPending = false;
  };
  promise.then(done, done);
  while (isPending) {
    Atomics.wait(sleeper, 0, 0, 1);
    await nextTurn();
  }
  return promise;
}

/** Names that Dawn knows its adapters by, through the message that an unknown name gives. */
async function adapterNames(): Promise<string[]> {
  try {
    await createDawn(["adapter=?"]).requestAdapter();
  } catch (error) {
    return [...String(error).matchAll(/backend: '(?!null)[^']*', name: '([^']*)'/g)].map((match) => match[1]);
  }
  return [];
}

/**
 * Every adapter of this machine, hardware first. Where there is none and Debian's SwiftShader is
 * installed, that one.
 */
export async function listAdapters(): Promise<GPUAdapter[]> {
  let names = await adapterNames();
  if (names.length === 0 && !process.env.VK_ICD_FILENAMES && existsSync(swiftShaderDriver)) {
    process.env.VK_ICD_FILENAMES = swiftShaderDriver;
    names = await adapterNames();
  }
  const adapters: GPUAdapter[] = [];
  for (const name of new Set(names)) {
    const adapter = await createDawn([`adapter=${name}`]).requestAdapter({
      powerPreference: "high-performance",
    });
    if (adapter) adapters.push(adapter);
  }
  const rank = (adapter: GPUAdapter) => (adapterKind(adapter) === "hardware" ? 0 : 1);
  return adapters.sort((a, b) => rank(a) - rank(b));
}

/** How an adapter introduces itself: description, else device and vendor. */
export function adapterDescription(adapter: GPUAdapter): string {
  const { description, device, vendor } = adapter.info;
  return description || `${vendor} ${device}`.trim();
}

/**
 * Opens the best adapter, or the first whose description or device name contains `name` (any case).
 *
 * @throws DeviceError where there is none; the message lists what there is.
 */
export async function openDawn(name?: string): Promise<GpuContext> {
  const adapters = await listAdapters();
  const wanted = name?.toLowerCase();
  const adapter = adapters.find(
    (candidate) =>
      wanted === undefined ||
      `${adapterDescription(candidate)} ${candidate.info.device}`.toLowerCase().includes(wanted),
  );
  if (adapter) return openDevice(adapter, adapterDescription(adapter), settleQuietly, availableParallelism());
  const found = adapters.length > 0 ? adapters.map(adapterDescription).join("; ") : "none";
  throw new DeviceError(
    name === undefined
      ? "no WebGPU adapter found. Install a Vulkan driver (a GPU's own, or mesa-vulkan-drivers ≥ 25), or use --device cpu"
      : `no WebGPU adapter named "${name}"; found: ${found}`,
  );
}

import { DeviceError } from "../core/failure.ts";
import type { GpuContext } from "../gpu/context.ts";
import { openDawn } from "./dawn.ts";

/** Tells the user something about the way to the result. */
export type Notify = (message: string) => void;

/**
 * Opens a device for the length of an action.
 *
 * @param device `auto` (the best adapter, else the float64 reference), `cpu` (the reference), or a part of an
 *   adapter's name
 * @param action gets no context where it is to compute on the reference
 * @throws DeviceError where no adapter has that name
 */
export async function withContext<T>(
  device: string,
  notify: Notify,
  action: (context: GpuContext | undefined) => Promise<T>,
): Promise<T> {
  const context = device === "cpu" ? undefined : await openContext(device, notify);
  try {
    return await action(context);
  } finally {
    context?.destroy();
  }
}

/** The adapter's context; undefined where the choice is free and there is no adapter. */
async function openContext(device: string, notify: Notify): Promise<GpuContext | undefined> {
  if (device !== "auto") return openDawn(device);
  try {
    return await openDawn();
  } catch (error) {
    if (!(error instanceof DeviceError)) throw error;
    notify(
      "Notice: no WebGPU adapter, so this runs on the float64 reference on the CPU, which is slower.\n" +
        "To get one, install the Vulkan driver of a GPU, or Mesa 25 or newer (packages mesa-vulkan-drivers, libvulkan1).",
    );
    return undefined;
  }
}

import { type GpuContext, openDevice } from "../../gpu/context.ts";
import { PageProblem } from "../messages/pageProblem.ts";

const browsers =
  "Chrome and Edge 113 or newer, Safari 26 or newer, Firefox 141 or newer on Windows; on Linux Chrome may need " +
  "chrome://flags/#enable-unsafe-webgpu.";
const headless = "The same scenarios run without a browser: npx corpuscle run scenarios/dam-break-2d.json";

/**
 * The device that the page computes and draws on.
 *
 * @throws PageProblem that says what is in the way, and what can be done
 */
export async function openBrowserDevice(): Promise<GpuContext> {
  if (!isSecureContext) {
    throw new PageProblem("This address does not allow WebGPU", [
      "Browsers give WebGPU to secure pages alone: open the page by https, or from this machine as http://localhost.",
    ]);
  }
  if (!("gpu" in navigator)) {
    throw new PageProblem("This browser has no WebGPU", [`Browsers that have it: ${browsers}`, headless]);
  }
  const adapter = await requestAdapter();
  if (!adapter) {
    throw new PageProblem("No graphics adapter was given", [
      "The browser has WebGPU, but finds no adapter for it, or has put this one on its blocklist: update the graphics driver, or switch on " +
        "“Use graphics acceleration when available” in the browser's settings.",
      "chrome://gpu tells what is in the way.",
      headless,
    ]);
  }
  try {
    return await openDevice(adapter, adapterName(adapter));
  } catch (error) {
    throw new PageProblem("The graphics adapter gives no device", [
      (error as Error).message,
      "Close other pages that use the adapter, or restart the browser.",
    ]);
  }
}

async function requestAdapter(): Promise<GPUAdapter | null> {
  try {
    return await navigator.gpu.requestAdapter({ powerPreference: "high-performance" });
  } catch (error) {
    throw new PageProblem("The browser refuses a graphics adapter", [
      (error as Error).message,
      `Browsers that have WebGPU: ${browsers}`,
    ]);
  }
}

function adapterName({ info }: GPUAdapter): string {
  return (
    info.description || [info.vendor, info.architecture, info.device].filter(Boolean).join(" ") || "WebGPU"
  );
}

import { ColorManagement, LinearSRGBColorSpace, WebGPURenderer } from "three/webgpu";
import { StandInFrames } from "./standInFrames.ts";

/**
 * A renderer on the engine's device: it draws the engine's buffers, and does not destroy the device.
 *
 * @param canvas left out where pictures are taken without one (Snapshot)
 * @throws Error where three fell back to something other than WebGPU.
 */
export async function createRenderer(device: GPUDevice, canvas?: HTMLCanvasElement): Promise<WebGPURenderer> {
  // Colours are those of the screen throughout: three would else draw to a half-float picture first and convert it, two passes
  // over every pixel that a software adapter has no time for.
  ColorManagement.enabled = false;
  const handler = device.onuncapturederror;
  const renderer = new WebGPURenderer({
    device,
    canvas: canvas ?? standIn(),
    antialias: false,
    alpha: false,
  });
  renderer.outputColorSpace = LinearSRGBColorSpace;
  await renderer.init();
  // Errors of the device have listeners of ours already.
  device.onuncapturederror = handler;
  if (!(renderer.backend as { isWebGPUBackend?: boolean }).isWebGPUBackend) {
    throw new Error("three draws without WebGPU here: it cannot show the engine's buffers");
  }
  if (!canvas) StandInFrames.attach(renderer);
  return renderer;
}

/** What three asks of a canvas, without one. */
function standIn(): HTMLCanvasElement {
  const context = { configure() {}, unconfigure() {}, getCurrentTexture: () => undefined };
  const canvas = {
    width: 1,
    height: 1,
    style: {},
    addEventListener() {},
    removeEventListener() {},
    getContext: () => context,
    setAttribute() {},
  };
  return canvas as unknown as HTMLCanvasElement;
}

import type { Vector2, WebGPURenderer } from "three/webgpu";

/** Width and height of the picture that is to be drawn next [px], on the canvas or in a target. */
export function pictureSize(renderer: WebGPURenderer, into: Vector2): Vector2 {
  const output = renderer.getRenderTarget() ?? renderer.getOutputRenderTarget();
  return output ? into.set(output.width, output.height) : renderer.getDrawingBufferSize(into);
}

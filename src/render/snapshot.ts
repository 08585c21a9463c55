import { RenderTarget, type WebGPURenderer } from "three/webgpu";
import { StandInFrames } from "./standInFrames.ts";

/** A picture in sRGB, rows from the top, 4 bytes a pixel. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Takes pictures without a canvas: what would go to the screen goes to a texture that can be read back. */
export class Snapshot {
  private readonly target: RenderTarget;

  constructor(
    private readonly renderer: WebGPURenderer,
    readonly width: number,
    readonly height: number,
  ) {
    this.target = new RenderTarget(width, height);
    renderer.setSize(width, height, false);
  }

  /** Draws without bringing the picture back. */
  draw(action: () => void): void {
    const { renderer, target } = this;
    StandInFrames.advance(renderer);
    renderer.setOutputRenderTarget(target);
    action();
    renderer.setOutputRenderTarget(null);
    // three leaves it set, and would draw there ever after.
    renderer.setRenderTarget(null);
  }

  /** What `action` draws. */
  async take(action: () => void): Promise<Picture> {
    const { renderer, target, width, height } = this;
    this.draw(action);
    const pixels = await renderer.readRenderTargetPixelsAsync(target, 0, 0, width, height);
    return { width, height, data: withoutPadding(pixels as Uint8Array, width, height) };
  }

  /** Idempotent. */
  dispose(): void {
    this.target.dispose();
  }
}

/** Rows in a copy from a texture begin at multiples of 256 bytes. */
function withoutPadding(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const row = 4 * width;
  const padded = pixels.length > row * height ? Math.ceil(row / 256) * 256 : row;
  const data = new Uint8Array(row * height);
  for (let y = 0; y < height; y++) data.set(pixels.subarray(y * padded, y * padded + row), y * row);
  return data;
}

import {
  DepthTexture,
  FloatType,
  HalfFloatType,
  LinearFilter,
  NearestFilter,
  RedFormat,
  RenderTarget,
  type WebGPURenderer,
  Vector2,
} from "three/webgpu";
import { pictureSize } from "../pictureSize.ts";

/** Textures between the passes of a fluid's surface: made once, and anew where the picture changes its size. */
export class FluidTargets {
  /** Colour and depth of all that is not fluid. */
  readonly behind: RenderTarget;
  /** How far ahead the nearest fluid is [length]; 0 where there is none. */
  readonly nearest: RenderTarget;
  /** The same between two directions of a filter. */
  readonly between = new RenderTarget(1, 1, { ...depths, depthBuffer: false });
  /** The same, smooth. */
  readonly smooth = new RenderTarget(1, 1, { ...depths, depthBuffer: false });
  /** Colour times thickness, and thickness, at half the resolution. */
  readonly thickness: RenderTarget;
  private readonly size = new Vector2();

  constructor() {
    this.behind = new RenderTarget(1, 1, {
      magFilter: LinearFilter,
      minFilter: LinearFilter,
      depthTexture: new DepthTexture(1, 1, FloatType),
    });
    this.nearest = new RenderTarget(1, 1, depths);
    this.thickness = new RenderTarget(1, 1, {
      type: HalfFloatType,
      magFilter: LinearFilter,
      minFilter: LinearFilter,
      depthBuffer: false,
    });
  }

  get behindDepth(): DepthTexture {
    return this.behind.depthTexture as DepthTexture;
  }

  /** Takes the size of the picture to be drawn. */
  fit(renderer: WebGPURenderer): void {
    const { x, y } = pictureSize(renderer, this.size);
    for (const target of [this.behind, this.nearest, this.between, this.smooth]) target.setSize(x, y);
    this.thickness.setSize(Math.ceil(x / 2), Math.ceil(y / 2));
  }

  /** Idempotent. */
  dispose(): void {
    this.behindDepth.dispose();
    for (const target of [this.behind, this.nearest, this.between, this.smooth, this.thickness]) {
      target.dispose();
    }
  }
}

const depths = {
  type: FloatType,
  format: RedFormat,
  magFilter: NearestFilter,
  minFilter: NearestFilter,
} as const;

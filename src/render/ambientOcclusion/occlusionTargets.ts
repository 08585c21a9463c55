import {
  DepthTexture,
  FloatType,
  HalfFloatType,
  NearestFilter,
  RedFormat,
  RenderTarget,
  Vector2,
  type WebGPURenderer,
} from "three/webgpu";
import { pictureSize } from "../pictureSize.ts";

const exact = { magFilter: NearestFilter, minFilter: NearestFilter } as const;

/** Textures between the passes of ambient occlusion: made once, and anew where the picture changes its size. */
export class OcclusionTargets {
  /** Normals in view space, and depths, of the spheres that are seen. */
  readonly surface = new RenderTarget(1, 1, {
    ...exact,
    type: HalfFloatType,
    depthTexture: new DepthTexture(1, 1, FloatType),
  });
  /** Visibilities between two directions of a filter. */
  readonly between = new RenderTarget(1, 1, { ...exact, format: RedFormat, depthBuffer: false });
  /** The same, soft. */
  readonly soft = new RenderTarget(1, 1, { ...exact, format: RedFormat, depthBuffer: false });
  private readonly size = new Vector2();

  get depths(): DepthTexture {
    return this.surface.depthTexture as DepthTexture;
  }

  /** Takes the size of the picture to be drawn. */
  fit(renderer: WebGPURenderer): void {
    const { x, y } = pictureSize(renderer, this.size);
    for (const target of [this.surface, this.between, this.soft]) target.setSize(x, y);
  }

  /** Idempotent. */
  dispose(): void {
    this.depths.dispose();
    for (const target of [this.surface, this.between, this.soft]) target.dispose();
  }
}

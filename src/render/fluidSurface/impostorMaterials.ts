import { Fn, float, max, min, screenCoordinate, sqrt, texture, varying, vec4, wgslFn } from "three/tsl";
import {
  AddEquation,
  CustomBlending,
  type DepthTexture,
  type Node,
  type NodeMaterial,
  OneFactor,
} from "three/webgpu";
import { impostor, nearHalf } from "../impostor.ts";
import type { ParticleNodes } from "../particleNodes.ts";
import { aheadOfDepth, type CameraNodes } from "../viewGeometry.ts";

/** Spheres of fluid, as those of solids are drawn, but with how far ahead they are for a colour [length]. */
export function aheadMaterial(nodes: SphereNodes): NodeMaterial {
  const { material, ...sphere } = impostor(nodes);
  const { across } = sphere;
  const { place, depth } = nearHalf(sphere);
  material.depthNode = depth;
  material.fragmentNode = Fn(() => {
    across.dot(across).greaterThan(1).discard();
    return vec4(place.z.negate(), 0, 0, 1);
  })();
  return material;
}

/**
 * Adds up how thick spheres of fluid are along the line of sight, as far as that is not behind a solid: colour times chord, and chord,
 * both times `scale`.
 */
export function thicknessMaterial(
  nodes: SphereNodes,
  scale: Node<"float">,
  behindDepth: DepthTexture,
  camera: CameraNodes,
): NodeMaterial {
  const { material, across, middle, size } = impostor(nodes);
  const tint = varying(nodes.color);
  const behind = depthUnderHalfPixel({ depths: texture(behindDepth), at: screenCoordinate } as never);
  const solid = aheadOfDepth({ projection: camera.projection, depth: behind } as never) as unknown;
  const half = sqrt(max(float(1).sub(across.dot(across)), 0)).mul(size);
  const ahead = middle.z.negate();
  const chord = max(min(ahead.add(half), solid as Node<"float">).sub(ahead.sub(half)), 0).mul(scale);
  material.fragmentNode = Fn(() => {
    across.dot(across).greaterThan(1).discard();
    return vec4(tint.mul(chord), chord);
  })();
  material.transparent = true;
  material.depthTest = material.depthWrite = false;
  material.blending = CustomBlending;
  material.blendEquation = AddEquation;
  material.blendSrc = material.blendDst = OneFactor;
  return material;
}

/** What is read of a particle to draw it as a sphere. */
export type SphereNodes = Pick<ParticleNodes, "place" | "radius" | "color">;

/** The depth at the middle of a pixel of half the resolution. */
const depthUnderHalfPixel = wgslFn(`
fn depthUnderHalfPixel(depths: texture_depth_2d, at: vec2f) -> f32 {
  return textureLoad(depths, min(vec2i(2.0 * at), vec2i(textureDimensions(depths)) - 1), 0);
}`) as unknown as (inputs: never) => Node<"float">;

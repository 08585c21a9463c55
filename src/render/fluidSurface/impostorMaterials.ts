import {
  cameraProjectionMatrix,
  cameraViewMatrix,
  Fn,
  float,
  max,
  min,
  positionGeometry,
  screenCoordinate,
  sqrt,
  texture,
  varying,
  vec3,
  vec4,
  wgslFn,
} from "three/tsl";
import {
  AddEquation,
  CustomBlending,
  type DepthTexture,
  type Node,
  NodeMaterial,
  OneFactor,
} from "three/webgpu";
import type { ParticleNodes } from "../particleNodes.ts";
import { aheadOfDepth, type CameraNodes } from "./viewGeometry.ts";

/** Spheres of fluid, as those of solids are drawn, but with how far ahead they are for a colour [length]. */
export function aheadMaterial(nodes: SphereNodes): NodeMaterial {
  const { material, across, middle, size } = impostor(nodes);
  const height = sqrt(max(float(1).sub(across.dot(across)), 0));
  const place = middle.add(vec3(across, height).mul(size));
  const clip = cameraProjectionMatrix.mul(vec4(place, 1));
  material.depthNode = clip.z.div(clip.w);
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

/** A quad that faces the camera, about a sphere. */
function impostor({ place, radius }: SphereNodes) {
  const material = new NodeMaterial();
  const center = cameraViewMatrix.mul(vec4(place, 1)).xyz;
  const corner = vec3(positionGeometry.xy.mul(radius).mul(2), 0);
  const clip = cameraProjectionMatrix.mul(vec4(center.add(corner), 1));
  material.vertexNode = radius.greaterThan(0).select(clip, vec4(0, 0, -2, 1));
  const across = varying(positionGeometry.xy.mul(2));
  return { material, across, middle: varying(center), size: varying(radius) };
}

/** The depth at the middle of a pixel of half the resolution. */
const depthUnderHalfPixel = wgslFn(`
fn depthUnderHalfPixel(depths: texture_depth_2d, at: vec2f) -> f32 {
  return textureLoad(depths, min(vec2i(2.0 * at), vec2i(textureDimensions(depths)) - 1), 0);
}`) as unknown as (inputs: never) => Node<"float">;

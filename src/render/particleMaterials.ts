import {
  cameraProjectionMatrix,
  cameraViewMatrix,
  Fn,
  float,
  max,
  positionGeometry,
  uniform,
  varying,
  vec2,
  vec3,
  vec4,
} from "three/tsl";
import { type Node, NodeMaterial, Vector2, Vector3 } from "three/webgpu";
import { impostor, nearHalf, nowhere } from "./impostor.ts";
import type { ParticleNodes } from "./particleNodes.ts";

/** Direction to the light, as seen from the camera: it goes along, so that no view is in the dark. */
export const lightDirection = new Vector3(-0.35, 0.6, 0.72).normalize();

/** A marked point has at least this size [px]: a ring needs room. */
const leastMarkedSize = 12;

/**
 * Spheres of true depth on quads that face the camera: the disc is cut out, and each of its pixels has the sphere's own depth.
 *
 * @param visibility share of the light from everywhere that reaches what a pixel shows; all of it where left out
 */
export function sphereMaterial(
  { place, radius, color, mark }: Pick<ParticleNodes, "place" | "radius" | "color" | "mark">,
  visibility?: Node<"float">,
): NodeMaterial {
  const { material, ...sphere } = impostor({ place, radius });
  const { across } = sphere;
  const tint = varying(color);
  const marked = varying(mark);
  const { normal, depth } = nearHalf(sphere);
  material.depthNode = marked.greaterThan(0.5).select(float(0), depth);
  material.fragmentNode = Fn(() => {
    across.dot(across).greaterThan(1).discard();
    // What the marked particle is seen through has its visibility, not the particle's.
    const share = visibility && (marked.greaterThan(0.5).select(float(1), visibility) as Node<"float">);
    const reached = share ? (tint.mul(share) as Node<"vec3">) : tint;
    return vec4(withRing(shade(reached, normal), across, marked), 1);
  })();
  return material;
}

/** Discs of a fixed size on the screen, for more particles than pixels. */
export function pointMaterial({ place, radius, color, mark }: ParticleNodes, pixels: number) {
  const material = new NodeMaterial();
  const viewport = uniform(new Vector2(1, 1));
  const clip = cameraProjectionMatrix.mul(cameraViewMatrix.mul(vec4(place, 1)));
  const isMarked = mark.greaterThan(0.5);
  const size = isMarked.select(float(Math.max(pixels, leastMarkedSize)), float(pixels));
  const corner = positionGeometry.xy.mul(2).mul(vec2(size).div(viewport)).mul(clip.w);
  const depth = isMarked.select(float(0), clip.z);
  material.vertexNode = radius.greaterThan(0).select(vec4(clip.xy.add(corner), depth, clip.w), nowhere);
  const across = varying(positionGeometry.xy.mul(2));
  const tint = varying(color);
  const marked = varying(mark);
  material.fragmentNode = Fn(() => {
    across.dot(across).greaterThan(1).discard();
    return vec4(withRing(tint, across, marked), 1);
  })();
  return { material, viewport };
}

/**
 * The marked particle has its colour within a ring, white inside and black outside, that shows on any background. It is nearer than all
 * others, so that one sees where it goes among them.
 */
function withRing(tint: Node<"vec3">, across: Node<"vec2">, marked: Node<"float">): Node<"vec3"> {
  const distance = across.dot(across);
  const ring = distance.greaterThan(0.8).select(vec3(0), vec3(1));
  const isRing = marked.greaterThan(0.5).and(distance.greaterThan(0.5));
  return isRing.select(ring, tint) as unknown as Node<"vec3">;
}

/** Half the light from everywhere, half of it as on a matt surface, and a small highlight. */
function shade(tint: Node<"vec3">, normal: Node<"vec3">) {
  const light = uniform(lightDirection);
  const facing = max(normal.dot(light), 0);
  const half = uniform(
    lightDirection
      .clone()
      .add(new Vector3(0, 0, 1))
      .normalize(),
  );
  const shine = max(normal.dot(half), 0).pow(24).mul(0.12);
  return tint.mul(facing.mul(0.5).add(0.5).mul(normal.z.mul(0.3).add(0.7))).add(shine);
}

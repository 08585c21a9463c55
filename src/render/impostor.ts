import {
  cameraProjectionMatrix,
  cameraViewMatrix,
  float,
  max,
  positionGeometry,
  sqrt,
  varying,
  vec3,
  vec4,
} from "three/tsl";
import { type Node, NodeMaterial } from "three/webgpu";
import type { ParticleNodes } from "./particleNodes.ts";

/** Corners of a quad that lie nowhere: of particles that are not drawn. */
export const nowhere = vec4(0, 0, -2, 1);

/** A quad that faces the camera, about a sphere: where one is on it, in radii, and the sphere in view space. */
export function impostor({ place, radius }: Pick<ParticleNodes, "place" | "radius">) {
  const material = new NodeMaterial();
  const center = cameraViewMatrix.mul(vec4(place, 1)).xyz;
  const corner = vec3(positionGeometry.xy.mul(radius).mul(2), 0);
  const clip = cameraProjectionMatrix.mul(vec4(center.add(corner), 1));
  material.vertexNode = radius.greaterThan(0).select(clip, nowhere);
  const across = varying(positionGeometry.xy.mul(2));
  return { material, across, middle: varying(center), size: varying(radius) };
}

/** The half of the sphere that is seen: its normal, its place in view space, and its depth. */
export function nearHalf({
  across,
  middle,
  size,
}: Record<"across", Node<"vec2">> & Record<"middle", Node<"vec3">> & Record<"size", Node<"float">>) {
  const height = sqrt(max(float(1).sub(across.dot(across)), 0));
  const normal = vec3(across, height);
  const place = middle.add(normal.mul(size));
  const clip = cameraProjectionMatrix.mul(vec4(place, 1));
  return { normal, place, depth: clip.z.div(clip.w) };
}

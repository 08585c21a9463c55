import { wgslFn } from "three/tsl";
import { placeInView } from "../viewGeometry.ts";

/**
 * The normal of a surface given by depths, in view space: the differences towards the neighbours that lie nearer in depth, so that
 * no difference is taken across an edge (Green 2010, "Screen space fluid rendering for games").
 */
export const surfaceNormal = wgslFn(
  `
fn surfaceNormal(depths: texture_2d<f32>, at: vec2f, projection: mat4x4f) -> vec3f {
  let size = vec2f(textureDimensions(depths));
  let here = surfacePlace(depths, at, projection, size);
  let right = surfacePlace(depths, at + vec2f(1.0, 0.0), projection, size) - here;
  let left = here - surfacePlace(depths, at - vec2f(1.0, 0.0), projection, size);
  let below = surfacePlace(depths, at + vec2f(0.0, 1.0), projection, size) - here;
  let above = here - surfacePlace(depths, at - vec2f(0.0, 1.0), projection, size);
  let along = select(left, right, abs(right.z) < abs(left.z));
  let down = select(above, below, abs(below.z) < abs(above.z));
  return normalize(cross(down, along));
}`,
  [
    wgslFn(
      `
fn surfacePlace(depths: texture_2d<f32>, at: vec2f, projection: mat4x4f, size: vec2f) -> vec3f {
  let ahead = textureLoad(depths, vec2i(clamp(at, vec2f(0.0), size - 1.0)), 0).x;
  let device = (2.0 * at / size - 1.0) * vec2f(1.0, -1.0);
  if (ahead <= 0.0) { return vec3f(0.0, 0.0, 3e38); }
  return placeInView(projection, device, ahead);
}`,
      [placeInView] as never,
    ),
  ] as never,
);

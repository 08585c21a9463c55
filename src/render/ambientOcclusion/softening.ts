import { screenCoordinate, texture, uniform, vec4, wgslFn } from "three/tsl";
import { type DepthTexture, type Node, NodeMaterial, Vector2 } from "three/webgpu";
import { aheadOfDepth, type CameraNodes } from "../viewGeometry.ts";

/**
 * One direction of a Gaussian over what grain a few rays a pixel leave, after Tomasi and Manduchi (1998), "Bilateral filtering for gray
 * and color images": what lies nearer or farther than the middle by `range` or more is of another sphere, and does not count. It reaches as
 * far as the pattern of directions that rays take, which repeats every five pixels.
 */
const softenedVisibility = wgslFn(
  `
fn softenedVisibility(
  visibility: texture_2d<f32>,
  depths: texture_depth_2d,
  at: vec2f,
  direction: vec2f,
  projection: mat4x4f,
  range: f32,
) -> f32 {
  let here = vec2i(at);
  let depth = textureLoad(depths, here, 0);
  if (depth >= 1.0) { return 1.0; }
  let last = vec2i(textureDimensions(depths)) - 1;
  let middle = aheadOfDepth(projection, depth);
  var sum = 0.0;
  var weights = 0.0;
  for (var k = -2; k <= 2; k++) {
    let place = clamp(here + k * vec2i(direction), vec2i(0), last);
    let ahead = aheadOfDepth(projection, textureLoad(depths, place, 0));
    let weight = exp(-0.25 * f32(k * k)) * max(1.0 - abs(ahead - middle) / range, 0.0);
    sum += weight * textureLoad(visibility, place, 0).x;
    weights += weight;
  }
  return sum / weights;
}`,
  [aheadOfDepth] as never,
) as unknown as (inputs: never) => Node<"float">;

/** Softens visibilities along rows or columns. @param surface.range between what counts as one sphere [length] */
export function softening(
  visibility: Node,
  axis: "rows" | "columns",
  surface: { readonly depths: DepthTexture; readonly range: Node<"float"> },
  { projection }: CameraNodes,
): NodeMaterial {
  const material = new NodeMaterial();
  const direction = uniform(axis === "rows" ? new Vector2(1, 0) : new Vector2(0, 1));
  const inputs = { visibility, depths: texture(surface.depths), at: screenCoordinate, direction, projection };
  material.fragmentNode = vec4(softenedVisibility({ ...inputs, range: surface.range } as never), 0, 0, 1);
  material.depthTest = material.depthWrite = false;
  return material;
}

import { float, screenCoordinate, texture, uniform, vec4, wgslFn } from "three/tsl";
import { type Node, NodeMaterial, type Texture, Vector2 } from "three/webgpu";
import { type CameraNodes, pixelsOfLength } from "../viewGeometry.ts";

/**
 * One direction of the narrow-range filter of Truong and Yuksel (2018), "A narrow-range filter for screen-space fluid
 * rendering", Proc. ACM Comput. Graph. Interact. Tech. 1(1), 17.
 *
 * A Gaussian over depths, from the middle outwards. A surface nearer than the range is another one: neither it nor its counterpart on
 * the other side counts. What is farther than the range counts as if it lay a little behind the middle, so that edges round off. The range
 * grows with what it has taken in, and so follows slopes. The width is a length, whatever it measures on the screen.
 */
const smoothDepth = wgslFn(
  `
fn smoothDepth(depths: texture_2d<f32>, at: vec2f, direction: vec2f, projection: mat4x4f, radius: f32, width: f32) -> f32 {
  let here = vec2i(at);
  let middle = textureLoad(depths, here, 0).x;
  if (middle <= 0.0) { return 0.0; }
  let size = vec2i(textureDimensions(depths));
  let reach = clamp(pixelsOfLength(projection, width * radius, middle, f32(size.y)), 1.0, LARGEST_REACH);
  let taps = i32(ceil(min(reach, MOST_TAPS)));
  let step = direction * reach / f32(taps);
  let edge = middle + EDGE * radius;
  var nearest = middle - RANGE * radius;
  var farthest = middle + RANGE * radius;
  var sum = middle;
  var weights = 1.0;
  for (var k = 1; k <= taps; k++) {
    let offset = vec2i(round(step * f32(k)));
    let places = array<vec2i, 2>(here + offset, here - offset);
    var values = array<f32, 2>(edge, edge);
    var isSame = true;
    for (var side = 0; side < 2; side++) {
      let place = places[side];
      if (any(place < vec2i(0)) || any(place >= size)) { isSame = false; continue; }
      let value = textureLoad(depths, place, 0).x;
      if (value <= 0.0 || value > farthest) { continue; }
      if (value < nearest) { isSame = false; continue; }
      values[side] = value;
      nearest = min(nearest, value - RANGE * radius);
      farthest = max(farthest, value + RANGE * radius);
    }
    if (!isSame) { continue; }
    let share = f32(k) / f32(taps);
    let weight = exp(-2.0 * share * share);
    sum += weight * (values[0] + values[1]);
    weights += 2.0 * weight;
  }
  return sum / weights;
}`
    // Lengths in radii of the spheres drawn; reach and taps in pixels.
    .replaceAll("RANGE", "4.0")
    .replaceAll("EDGE", "1.0")
    .replaceAll("LARGEST_REACH", "120.0")
    .replaceAll("MOST_TAPS", "10.0"),
  [pixelsOfLength] as never,
) as unknown as (inputs: never) => Node<"float">;

/**
 * Smooths the depths of a texture along rows or columns.
 *
 * @param size.radius of spheres as drawn [length]
 * @param size.width how far the filter reaches to each side, in radii
 */
export function narrowRangeFilter(
  depths: Texture,
  axis: "rows" | "columns",
  { radius, width }: { readonly radius: Node<"float">; readonly width: number },
  { projection }: CameraNodes,
): NodeMaterial {
  const material = new NodeMaterial();
  const direction = uniform(axis === "rows" ? new Vector2(1, 0) : new Vector2(0, 1));
  const inputs = { depths: texture(depths), at: screenCoordinate, direction, projection };
  material.fragmentNode = vec4(smoothDepth({ ...inputs, radius, width: float(width) } as never), 0, 0, 1);
  material.depthTest = material.depthWrite = false;
  return material;
}

import { uniform, wgslFn } from "three/tsl";
import { type Camera, Matrix4, type Node, Vector3 } from "three/webgpu";

/**
 * How far ahead of the camera a depth of the depth buffer lies [length]: for projections with and without perspective.
 *
 * A place at view-space (x, y, −ahead) has clip coordinates that are linear in it, and depth = clip.z / clip.w.
 */
export const aheadOfDepth = wgslFn(`
fn aheadOfDepth(projection: mat4x4f, depth: f32) -> f32 {
  return (projection[3][2] - depth * projection[3][3]) / (projection[2][2] - depth * projection[2][3]);
}`);

/** The view-space place seen at normalised device coordinates, so far ahead [length]. */
export const placeInView = wgslFn(`
fn placeInView(projection: mat4x4f, device: vec2f, ahead: f32) -> vec3f {
  let w = projection[3][3] - projection[2][3] * ahead;
  let shift = projection[3].xy - projection[2].xy * ahead;
  return vec3f((device * w - shift) / vec2f(projection[0][0], projection[1][1]), -ahead);
}`);

/** Pixels that a length takes up on a screen of so many rows, so far ahead. */
export const pixelsOfLength = wgslFn(`
fn pixelsOfLength(projection: mat4x4f, length: f32, ahead: f32, rows: f32) -> f32 {
  return 0.5 * rows * length * projection[1][1] / (projection[3][3] - projection[2][3] * ahead);
}`);

/** What passes over the screen know of the camera, which is not the one that they are drawn with. */
export class CameraNodes {
  private readonly projectionValue = uniform(new Matrix4());
  private readonly upValue = uniform(new Vector3(0, 1, 0));
  readonly projection = this.projectionValue as unknown as Node<"mat4">;
  /** The world's upward direction, in view space. */
  readonly up = this.upValue as unknown as Node<"vec3">;

  /** Follows a camera that three has drawn with: until then its projection may be that of WebGL. */
  follow(camera: Camera): void {
    this.projectionValue.value.copy(camera.projectionMatrix);
    this.upValue.value.copy(camera.up).transformDirection(camera.matrixWorldInverse);
  }
}

import { Box3, OrthographicCamera, PerspectiveCamera, Sphere, Vector3 } from "three/webgpu";
import type { Region } from "./visibleRegion.ts";

/** Where a camera looks from: along an axis, or from a corner above. */
export const viewNames = ["corner", "+x", "-x", "+y", "-y", "+z", "-z"] as const;
export type ViewName = (typeof viewNames)[number];

export type ViewCamera = PerspectiveCamera | OrthographicCamera;

const directions: Readonly<Record<ViewName, readonly [number, number, number]>> = {
  corner: [0.55, 0.35, 1],
  "+x": [1, 0, 0],
  "-x": [-1, 0, 0],
  "+y": [0, 1, 0],
  "-y": [0, -1, 0],
  "+z": [0, 0, 1],
  "-z": [0, 0, -1],
};

const fieldOfView = 40;
/** Room left around the box. */
const margin = 1.08;

/** Where a flat box is looked at from, and where others are at first. */
export function defaultView({ dimensions }: Region): ViewName {
  return dimensions === 2 ? "+z" : "corner";
}

/**
 * A camera that sees all of a region.
 *
 * @param up 2 where z points up in the pictured world, 1 where y does
 */
export function fitCamera(
  region: Region,
  aspect: number,
  { view, isOrthographic, up = 1 }: { view: ViewName; isOrthographic: boolean; up?: 1 | 2 },
): { camera: ViewCamera; target: Vector3 } {
  const lower = new Vector3(...region.lower);
  const edges = new Vector3(...region.lengths);
  if (region.dimensions === 2) edges.z = 0;
  const bounds = new Box3(lower, lower.clone().add(edges));
  const { center, radius } = bounds.getBoundingSphere(new Sphere());
  const direction = new Vector3(...directions[view]).normalize();
  if (view === "corner" && up === 2) direction.set(direction.x, -direction.z, direction.y);
  const height = viewHeight(bounds, center, direction, aspect, radius);
  const distance = height / 2 / Math.tan((fieldOfView * Math.PI) / 360) + radius * 0.4;
  const camera = isOrthographic
    ? new OrthographicCamera((-height * aspect) / 2, (height * aspect) / 2, height / 2, -height / 2)
    : new PerspectiveCamera(fieldOfView, aspect);
  camera.near = Math.max(distance - 4 * radius, distance / 100);
  camera.far = distance + 8 * radius;
  const axis = view === "corner" || view.endsWith("x") ? up : view.endsWith("z") ? 1 : 2;
  camera.up.set(0, axis === 1 ? 1 : 0, axis === 2 ? 1 : 0);
  camera.position.copy(center).addScaledVector(direction, distance);
  camera.lookAt(center);
  camera.updateProjectionMatrix();
  camera.updateMatrixWorld();
  return { camera, target: center };
}

/** Height of the picture that holds the box: exact along an axis, by the enclosing sphere from a corner. */
function viewHeight(
  bounds: Box3,
  center: Vector3,
  direction: Vector3,
  aspect: number,
  radius: number,
): number {
  const size = bounds.getSize(new Vector3());
  const alongAxis = Math.max(...direction.toArray().map(Math.abs)) > 0.999;
  if (!alongAxis) return (2 * radius * margin) / Math.min(aspect, 1);
  const axis = direction.toArray().findIndex((part) => Math.abs(part) > 0.5);
  const [width, height] = [
    [size.y, size.z],
    [size.x, size.z],
    [size.x, size.y],
  ][axis];
  return margin * Math.max(height, width / aspect, 1e-6 * center.length(), 1e-9);
}

import { Box3, OrthographicCamera, PerspectiveCamera, type Quaternion, Sphere, Vector3 } from "three/webgpu";
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
  const edges = new Vector3(...region.lengths);
  if (region.dimensions === 2) edges.z = 0;
  const lower = new Vector3(...region.lower);
  const bounds = new Box3(lower, lower.clone().add(edges));
  const { center, radius } = bounds.getBoundingSphere(new Sphere());
  const direction = new Vector3(...directions[view]).normalize();
  if (view === "corner" && up === 2) direction.set(direction.x, -direction.z, direction.y);
  const camera = isOrthographic ? new OrthographicCamera() : new PerspectiveCamera(fieldOfView, aspect);
  const axis = view === "corner" || view.endsWith("x") ? up : view.endsWith("z") ? 1 : 2;
  camera.up.set(0, axis === 1 ? 1 : 0, axis === 2 ? 1 : 0);
  camera.position.copy(center).add(direction);
  camera.lookAt(center);
  const { distance, height } = framing(bounds, center, camera.quaternion, aspect);
  camera.position.copy(center).addScaledVector(direction, distance);
  camera.near = Math.max(distance - 4 * radius, distance / 100);
  camera.far = distance + 8 * radius;
  if (camera instanceof OrthographicCamera) {
    camera.top = height / 2;
    camera.bottom = -height / 2;
    camera.right = (height * aspect) / 2;
    camera.left = -camera.right;
  }
  camera.updateProjectionMatrix();
  camera.updateMatrixWorld();
  return { camera, target: center };
}

/** How far away a camera has to be to see every corner, and how high a picture without perspective is that holds them. */
function framing(bounds: Box3, center: Vector3, orientation: Quaternion, aspect: number) {
  const slope = Math.tan((fieldOfView * Math.PI) / 360);
  const toCamera = orientation.clone().invert();
  const seen = [0, 1, 2, 3, 4, 5, 6, 7].map((corner) => {
    const place = new Vector3(
      corner & 1 ? bounds.max.x : bounds.min.x,
      corner & 2 ? bounds.max.y : bounds.min.y,
      corner & 4 ? bounds.max.z : bounds.min.z,
    );
    const { x, y, z } = place.sub(center).applyQuaternion(toCamera);
    return { half: margin * Math.max(Math.abs(y), Math.abs(x) / aspect), ahead: z };
  });
  // A region without extent still needs a picture of some size.
  const least = Math.max(1e-6 * center.length(), 1e-9);
  const height = 2 * Math.max(...seen.map(({ half }) => half), least);
  const distance = Math.max(...seen.map(({ half, ahead }) => ahead + half / slope), least);
  return { distance, height };
}

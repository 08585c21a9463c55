import { Vector3 } from "three/webgpu";
import type { Particles } from "../../core/particles.ts";
import type { DrawableKind } from "../../gpu/drawable.ts";
import { nearestParticle } from "./nearestParticle.ts";
import type { View } from "./view.ts";

export interface PickedParticle {
  readonly id: number;
  readonly kind: DrawableKind;
  /** [length] */
  readonly at: Vector3;
}

/** The first particle under a point of the page, of those that are drawn [px]. */
export function pickParticle(
  view: View,
  clientX: number,
  clientY: number,
  configuration: Particles,
  kinds: readonly DrawableKind[],
): PickedParticle | undefined {
  const { id, type, position } = configuration;
  const found = nearestParticle(view.rayAt(clientX, clientY), configuration, kinds, view.look);
  const row = found === undefined ? -1 : id.indexOf(found);
  if (row < 0) return undefined;
  return { id: id[row], kind: kinds[type[row]], at: new Vector3(...position.subarray(3 * row, 3 * row + 3)) };
}

/** How far a pointer may move between press and release of a click [px]. */
const stillness = 4;

/** Calls for clicks that are neither drags nor a hand's, whose key is shift. */
export function onClick(canvas: HTMLCanvasElement, click: (clientX: number, clientY: number) => void): void {
  let down = { x: 0, y: 0 };
  canvas.addEventListener("pointerdown", ({ clientX: x, clientY: y }) => (down = { x, y }));
  canvas.addEventListener("click", ({ clientX: x, clientY: y, shiftKey }) => {
    if (!shiftKey && Math.hypot(x - down.x, y - down.y) <= stillness) click(x, y);
  });
}

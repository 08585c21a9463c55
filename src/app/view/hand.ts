import { Vector3 } from "three/webgpu";
import type { Stroke } from "../../solvers/stirring/stirring.ts";
import type { View } from "./view.ts";

export const handTools = ["push", "pull", "repel", "heat", "cool"] as const;
export type HandTool = (typeof handTools)[number];

/** What the hand does, and how strongly. */
export interface HandSettings {
  tool: HandTool;
  /** Share of the picture's height that it reaches over. */
  reach: number;
  /** 1 is a touch that gives particles about the speeds they have. */
  strength: number;
}

/** Moves particles with the pointer while the shift key is held: a stroke for each frame of the screen. */
export class Hand {
  readonly settings: HandSettings = { tool: "push", reach: 0.08, strength: 1 };
  #isDown = false;
  #at = { x: 0, y: 0 };
  #last?: Vector3;
  #isBusy = false;

  /** @param stir does a stroke, between two steps */
  constructor(
    private readonly view: View,
    private readonly stir: (stroke: Stroke) => Promise<void>,
  ) {
    const { canvas } = view;
    // Before the camera's own listeners, which would turn the view.
    canvas.addEventListener("pointerdown", (event) => this.#press(event), { capture: true });
    canvas.addEventListener("pointermove", ({ clientX: x, clientY: y }) => (this.#at = { x, y }));
    for (const end of ["pointerup", "pointercancel"] as const)
      canvas.addEventListener(end, () => this.#lift());
  }

  /** Once a frame. */
  draw(): void {
    if (!this.#isDown || this.#isBusy) return;
    const { origin, direction } = this.view.rayAt(this.#at.x, this.#at.y);
    // Where the ray passes the target: strokes are as wide and as long there as they look.
    const point = origin.addScaledVector(direction, this.view.target.sub(origin).dot(direction));
    const moved = this.#last ? point.clone().sub(this.#last) : new Vector3();
    this.#last = point.clone();
    this.#isBusy = true;
    void this.stir(this.#strokeAt(point, direction, moved)).finally(() => (this.#isBusy = false));
  }

  #strokeAt(point: Vector3, direction: Vector3, moved: Vector3): Stroke {
    const { tool, reach, strength } = this.settings;
    const radius = reach * this.view.heightAtTarget;
    const push = moved.multiplyScalar(strength / radius);
    const pull = { push: 0, pull: 1, repel: -1, heat: 0, cool: 0 }[tool] * 0.15 * strength;
    const heating = { push: 0, pull: 0, repel: 0, heat: 1, cool: -1 }[tool] * 0.05 * strength;
    const none = [0, 0, 0] as const;
    return {
      point: point.toArray(),
      direction: direction.toArray(),
      radius,
      push: tool === "push" ? push.clampLength(0, strength).toArray() : none,
      pull,
      heating,
    };
  }

  #press(event: PointerEvent): void {
    if (!event.shiftKey || event.button !== 0) return;
    event.stopImmediatePropagation();
    this.view.canvas.setPointerCapture(event.pointerId);
    this.#at = { x: event.clientX, y: event.clientY };
    this.#last = undefined;
    this.#isDown = true;
  }

  #lift(): void {
    this.#isDown = false;
  }
}

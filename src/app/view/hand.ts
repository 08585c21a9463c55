import { Vector3 } from "three/webgpu";
import type { Stroke } from "../../solvers/stirring/stirring.ts";
import type { Grip } from "../../solvers/sph/solids/solidGrip.ts";
import type { Obstacle } from "../session/obstacles.ts";
import type { View } from "./view.ts";

/** What a hand does to particles. */
export const stirringTools = ["push", "pull", "repel", "heat", "cool"] as const;
/** And to solids in a fluid. */
export const solidTools = ["move solid", "drop body"] as const;
export type HandTool = (typeof stirringTools)[number] | (typeof solidTools)[number];

/** What the hand does, and how strongly. */
export interface HandSettings {
  tool: HandTool;
  /** Share of the picture's height that it reaches over, and half the width of a body that it drops. */
  reach: number;
  /** 1 is a touch that gives particles about the speeds they have. */
  strength: number;
  /** Of a body that is dropped. */
  form: Obstacle["form"];
  /** Of such a body, over that of the fluid. */
  density: number;
}

/** What a hand asks of the page. */
export interface HandActions {
  /** Does a stroke, between two steps. */
  stir(stroke: Stroke): Promise<void>;
  /** Takes the solid under the pointer, if there is one that can be moved. */
  take(clientX: number, clientY: number): Promise<TakenSolid | undefined>;
  drop(obstacle: Obstacle, at: Vector3): Promise<void>;
}

/** A solid in the hand. */
export interface TakenSolid {
  readonly grip: Grip;
  /** Where it was taken [length]. */
  readonly at: Vector3;
}

/** Moves particles and solids with the pointer while the shift key is held: once for each frame of the screen. */
export class Hand {
  readonly settings: HandSettings = { tool: "push", reach: 0.08, strength: 1, form: "ball", density: 0.5 };
  #isDown = false;
  #at = { x: 0, y: 0 };
  #last?: Vector3;
  #isBusy = false;
  #taken?: TakenSolid;

  constructor(
    private readonly view: View,
    private readonly actions: HandActions,
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
    if (this.#taken) {
      const { grip, at } = this.#taken;
      grip.lead(this.#pointBeside(at).sub(at).toArray());
      return;
    }
    if (!isStirring(this.settings.tool)) return;
    const { direction } = this.view.rayAt(this.#at.x, this.#at.y);
    // Strokes are as wide and as long there as they look.
    const point = this.#pointBeside(this.view.target);
    const moved = this.#last ? point.clone().sub(this.#last) : new Vector3();
    this.#last = point.clone();
    this.#isBusy = true;
    void this.actions.stir(this.#strokeAt(point, direction, moved)).finally(() => (this.#isBusy = false));
  }

  #strokeAt(point: Vector3, direction: Vector3, moved: Vector3): Stroke {
    const { tool, reach, strength } = this.settings;
    const radius = reach * this.view.heightAtTarget;
    const push = moved.multiplyScalar(strength / radius);
    const sign = (positive: HandTool, negative: HandTool) =>
      Number(tool === positive) - Number(tool === negative);
    const pull = sign("pull", "repel") * 0.15 * strength;
    const heating = sign("heat", "cool") * 0.05 * strength;
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
    if (this.settings.tool === "move solid") void this.#take();
    if (this.settings.tool === "drop body") void this.#drop();
  }

  #lift(): void {
    this.#isDown = false;
    this.#taken?.grip.release();
    this.#taken = undefined;
  }

  async #take(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    const taken = await this.actions.take(this.#at.x, this.#at.y).finally(() => (this.#isBusy = false));
    // It can take a while, until which the hand may have gone.
    if (this.#isDown) this.#taken = taken;
  }

  async #drop(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    const { form, reach, density } = this.settings;
    const obstacle = { form, radius: reach * this.view.heightAtTarget, relativeDensity: density };
    await this.actions
      .drop(obstacle, this.#pointBeside(this.view.target))
      .finally(() => (this.#isBusy = false));
  }

  /** Under the pointer, as far from the camera as a point. */
  #pointBeside(point: Vector3): Vector3 {
    const { origin, direction } = this.view.rayAt(this.#at.x, this.#at.y);
    const ahead = this.view.ahead;
    return origin.addScaledVector(direction, point.clone().sub(origin).dot(ahead) / direction.dot(ahead));
  }
}

function isStirring(tool: HandTool): boolean {
  return (stirringTools as readonly string[]).includes(tool);
}

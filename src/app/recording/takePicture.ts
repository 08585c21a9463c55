import type { GpuContext } from "../../gpu/context.ts";
import type { DrawableParticles } from "../../gpu/drawable.ts";
import { evaluateField } from "../../render/evaluateField.ts";
import { findField } from "../../render/particleScene.ts";
import type { View } from "../view/view.ts";

/** A picture of the canvas as PNG, and what its colours stand for. */
export interface CanvasPicture {
  readonly blob: Blob;
  readonly color: Readonly<Record<string, unknown>>;
}

/**
 * What is seen now, drawn anew.
 *
 * @throws Error where the browser makes no picture of the canvas
 */
export async function takePicture(
  context: GpuContext,
  view: View,
  particles: DrawableParticles,
): Promise<CanvasPicture> {
  const { colorBy, colorMap: map, range } = view.look;
  const field = findField(particles, colorBy);
  evaluateField(context, particles, field);
  // The canvas holds a picture only until the frame ends.
  view.draw();
  const blob = await new Promise<Blob | null>((resolve) => view.canvas.toBlob(resolve, "image/png"));
  if (!blob) throw new Error("the browser made no picture of the canvas");
  const { name, unit, isLabel } = field;
  return { blob, color: { field: name, ...(!isLabel && { map, range }), unit } };
}

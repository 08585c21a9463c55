import type { GpuContext } from "../gpu/context.ts";
import type { DrawableField, DrawableParticles } from "../gpu/drawable.ts";

/** Brings a field that is measured up to date before it is drawn; others are always. */
export function evaluateField(
  { device }: GpuContext,
  { encodeFields }: DrawableParticles,
  { isMeasured }: DrawableField,
): void {
  if (!isMeasured || !encodeFields) return;
  const encoder = device.createCommandEncoder({ label: "measured fields" });
  const pass = encoder.beginComputePass();
  encodeFields(pass);
  pass.end();
  device.queue.submit([encoder.finish()]);
}

import type { FluidFrame } from "../../core/fluidFrame.ts";
import type { Vector3 } from "../../core/vector.ts";
import type { FluidContext, FluidMaterial } from "./fluidContext.ts";
import { unwrappedPosition } from "./unwrappedPosition.ts";

/** What the fluids do to a solid. In two dimensions per unit depth. */
export interface SolidForce {
  readonly name: string;
  /** [force] */
  readonly force: Vector3;
  /** About `about` [torque]. */
  readonly torque: Vector3;
  /** [length] */
  readonly about: Vector3;
}

/** Whether forces on a material are measured. */
export function isWall({ isSolid, isInlet }: FluidMaterial): boolean {
  return isSolid && !isInlet;
}

/** The force on every solid but inlets, each with its torque about the centre of its particles, in the order of the materials. */
export function solidForces(frame: FluidFrame, context: FluidContext): SolidForce[] {
  return context.materials.flatMap((entry, material) =>
    isWall(entry) ? [solidForce(frame, context, material)] : [],
  );
}

/**
 * Σ m a and Σ (x − about) × m a over the particles of one solid in id order: what a frame holds as their acceleration is
 * the force of the fluid over their mass. Coordinates count the box edges that a particle has crossed.
 *
 * @param about the centre of the solid's particles where left out [length]
 */
export function solidForce(
  frame: FluidFrame,
  { materials }: FluidContext,
  material: number,
  about: Vector3 = centerOf(frame, material),
): SolidForce {
  const { particles, acceleration } = frame;
  const { name, particleMass } = materials[material];
  const force: [number, number, number] = [0, 0, 0];
  const torque: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < particles.count; i++) {
    if (particles.type[i] !== material) continue;
    const [x, y, z] = about.map((center, axis) => unwrappedPosition(frame, i, axis) - center);
    const [fx, fy, fz] = acceleration.subarray(3 * i, 3 * i + 3).map((a) => particleMass * a);
    [fx, fy, fz].forEach((component, axis) => (force[axis] += component));
    [y * fz - z * fy, z * fx - x * fz, x * fy - y * fx].forEach((part, axis) => (torque[axis] += part));
  }
  return { name, force, torque, about };
}

/** Mean position of the particles of a material [length]. */
function centerOf(frame: FluidFrame, material: number): Vector3 {
  const sum = [0, 0, 0];
  let count = 0;
  for (let i = 0; i < frame.particles.count; i++) {
    if (frame.particles.type[i] !== material) continue;
    count++;
    for (let axis = 0; axis < 3; axis++) sum[axis] += unwrappedPosition(frame, i, axis);
  }
  return [sum[0] / count, sum[1] / count, sum[2] / count];
}

import type { Particles } from "../../../core/particles.ts";
import type { MolecularModel } from "../model.ts";

/** ½ Σ m v² [energy]. */
export function kineticEnergy(model: MolecularModel, { velocity, type, count }: Particles): number {
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const vx = velocity[3 * i];
    const vy = velocity[3 * i + 1];
    const vz = velocity[3 * i + 2];
    sum += model.types[type[i]].mass * (vx * vx + vy * vy + vz * vz);
  }
  return sum / 2;
}

export function scaleVelocities({ velocity }: Particles, factor: number): void {
  for (let k = 0; k < velocity.length; k++) velocity[k] *= factor;
}

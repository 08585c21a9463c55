import type { ParticleRecords } from "../gpu/particleState.ts";
import { equationMaterial } from "../solvers/sph/equationMaterial.ts";
import type { FluidModel, FluidParticles } from "../solvers/sph/model.ts";

/**
 * Device buffers of a fluid at the start: beside the velocity stands what the scheme advances, a density, or in EDAC the
 * pressure that belongs to it.
 */
export function initialRecords(
  model: FluidModel,
  { density, type }: FluidParticles,
  records: ParticleRecords,
): Record<string, Uint32Array<ArrayBuffer> | Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>> {
  const { equationOfState, equationParameters, scheme } = model;
  const velocity = records.velocity.slice();
  const thermo = new Float32Array(2 * density.length);
  density.forEach((rho, i) => {
    const pressure = equationOfState.pressure(rho, equationMaterial(model, type[i]), equationParameters);
    velocity[4 * i + 3] = scheme.kind === "entropically-damped" ? pressure : rho;
    thermo[2 * i] = rho;
    thermo[2 * i + 1] = pressure;
  });
  return {
    position: records.position,
    builtPosition: records.position,
    velocity,
    tag: records.tag,
    rate: new Float32Array(4 * density.length),
    thermo,
  };
}

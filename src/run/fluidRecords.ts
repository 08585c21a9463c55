import type { ParticleRecords } from "../gpu/particleState.ts";
import { boundaryVolumes } from "../solvers/sph/boundaryVolume.ts";
import { equationMaterial } from "../solvers/sph/equationMaterial.ts";
import { fillingVolume } from "../solvers/sph/latticeSum.ts";
import { type FluidModel, type FluidParticles, isSolid } from "../solvers/sph/model.ts";
import { checkIds } from "../solvers/sph/openBoundaries/openBoundaryRecords.ts";
import { solidRecords } from "../solvers/sph/solids/solidRecords.ts";

/**
 * Device buffers of a fluid at the start: beside the velocity stands what the scheme advances, a density, or in EDAC the
 * pressure that belongs to it, and `shown` holds that pressure; position-based fluids have their volumes at rest there, divergence-free
 * ones those of walls, and for fluids a first guess, none. Walls have the velocity of their motion.
 */
export function initialRecords(
  model: FluidModel,
  particles: FluidParticles,
  records: ParticleRecords,
): Record<string, Uint32Array<ArrayBuffer> | Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>> {
  const { equationOfState, equationParameters, scheme } = model;
  const { density, type } = particles;
  checkIds(model, particles.id);
  const velocity = records.velocity.slice();
  const thermo = new Float32Array(2 * density.length);
  const shown = new Float32Array(4 * density.length);
  density.forEach((rho, i) => {
    const pressure = equationOfState.pressure(rho, equationMaterial(model, type[i]), equationParameters);
    velocity[4 * i + 3] = scheme.kind === "entropically-damped" ? pressure : rho;
    thermo[2 * i] = rho;
    thermo[2 * i + 1] = pressure;
    shown[4 * i + 3] = pressure;
  });
  const hasVolumes = scheme.kind === "position-based" || scheme.kind === "divergence-free";
  if (hasVolumes) {
    const wallVolumes = boundaryVolumes(model, particles);
    const besideFluids = scheme.kind === "position-based" ? fillingVolume(model) : 0;
    type.forEach((material, i) => {
      velocity[4 * i + 3] = isSolid(model, material) ? wallVolumes[i] : besideFluids;
    });
  }
  return {
    position: records.position,
    builtPosition: records.position,
    velocity,
    tag: records.tag,
    rate: new Float32Array(4 * density.length),
    thermo,
    ...(!hasVolumes && { shown }),
    ...solidRecords(model, particles, { ...records, velocity }),
  };
}

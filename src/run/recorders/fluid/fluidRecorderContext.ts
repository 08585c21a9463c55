import { kernelAt } from "../../../solvers/sph/kernels/kernelAt.ts";
import { equationMaterial } from "../../../solvers/sph/equationMaterial.ts";
import { type FluidModel, particleVolume } from "../../../solvers/sph/model.ts";
import type { FluidRecorderContext } from "./fluidRecorder.ts";

/** What recorders have to know of a model. Solids have the mass that the first fluid would have in their place. */
export function fluidRecorderContext(model: FluidModel): FluidRecorderContext {
  const { units, box, spacing, supportRadius, fluids, solids, equationOfState, equationParameters } = model;
  const [x, y, z = 0] = model.acceleration.constant;
  const { referenceDensity } = fluids[0];
  const solidMass = referenceDensity * particleVolume(model);
  const isBarotropic = model.scheme.kind === "weakly-compressible";
  return {
    units,
    fluid: {
      box,
      spacing,
      supportRadius,
      kernel: kernelAt(model.kernel, box.dimensions, model.smoothingLength).value,
      materials: [
        ...fluids.map((fluid) => ({ ...fluid, isSolid: false })),
        ...solids.map(({ name }) => ({ name, isSolid: true, referenceDensity, particleMass: solidMass })),
      ],
      constantAcceleration: [x, y, box.dimensions === 3 ? z : 0],
      ...(isBarotropic && {
        internalEnergy: (density: number, material: number) =>
          equationOfState.energy(density, equationMaterial(model, material), equationParameters),
      }),
    },
  };
}

import { kernelAt } from "../../../solvers/sph/kernels/kernelAt.ts";
import { equationMaterial } from "../../../solvers/sph/equationMaterial.ts";
import { type FluidModel, particleVolume } from "../../../solvers/sph/model.ts";
import { visibleSolids } from "../../../solvers/sph/openBoundaries/openBoundaries.ts";
import type { FluidRecorderContext } from "./fluidRecorder.ts";

/** What recorders have to know of a model. Solids have the mass that the first fluid would have in their place, inlets that of theirs. */
export function fluidRecorderContext(model: FluidModel): FluidRecorderContext {
  const { units, box, spacing, supportRadius, fluids, equationOfState, equationParameters } = model;
  const [x, y, z = 0] = model.acceleration.constant;
  const isBarotropic = model.scheme.kind === "weakly-compressible";
  return {
    units,
    exchanges: model.openBoundaries !== undefined,
    fluid: {
      box,
      spacing,
      supportRadius,
      kernel: kernelAt(model.kernel, box.dimensions, model.smoothingLength).value,
      materials: [
        ...fluids.map((fluid) => ({ ...fluid, isSolid: false })),
        ...visibleSolids(model).map(({ name, inlet }) => {
          const { referenceDensity } = fluids[inlet?.fluid ?? 0];
          const particleMass = referenceDensity * particleVolume(model);
          return { name, isSolid: true, isInlet: inlet !== undefined, referenceDensity, particleMass };
        }),
      ],
      constantAcceleration: [x, y, box.dimensions === 3 ? z : 0],
      ...(isBarotropic && {
        internalEnergy: (density: number, material: number) =>
          equationOfState.energy(density, equationMaterial(model, material), equationParameters),
      }),
    },
  };
}

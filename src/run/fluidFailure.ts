import { haltCodes, type StatusBlock } from "../gpu/status.ts";
import { travelLimit } from "../solvers/sph/fluidUniforms.ts";
import type { FluidModel } from "../solvers/sph/model.ts";
import { emptyReserveMessage } from "../solvers/sph/openBoundaries/openBoundaries.ts";

/**
 * What went wrong, where, and what to do about it.
 *
 * @param time of the step that failed [time]
 */
export function describeFluidHalt(
  { halt, particle, step }: StatusBlock,
  model: FluidModel,
  time: number,
): string {
  const { length } = model.units.symbols;
  if (halt === haltCodes.reserveEmpty) return emptyReserveMessage(model, particle, step, time);
  const where = `particle ${particle} at step ${step}`;
  const hint =
    "try a smaller run.courantNumber, a higher solver.soundSpeed, or more viscosity, and look for overlaps in the set-up";
  if (halt === haltCodes.lost) {
    return `${where} left through an open side of the box: it is lost; enlarge setup.box or close the wall it went through`;
  }
  if (halt === haltCodes.tooFast) {
    const reach = Number(travelLimit(model).toPrecision(6));
    return `${where} moved further than ${reach} ${length} in one step, beyond its neighbours; ${hint}`;
  }
  if (halt === haltCodes.badDensity) return `the density of ${where} fell to zero or below; ${hint}`;
  return `velocity, density or pressure of ${where} is not a finite number; ${hint}`;
}

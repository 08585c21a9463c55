import { haltCodes, type StatusBlock } from "../gpu/status.ts";
import type { MolecularModel } from "../solvers/md/model.ts";
import { travelLimit } from "../solvers/md/uniforms.ts";

/** Whether a batch ended with numbers that must not be used. */
export function isFailure(status: StatusBlock): boolean {
  return status.halt !== haltCodes.running && status.halt !== haltCodes.converged;
}

/** Whether all that is missing is room in the neighbour list. */
export function needsGrowth(status: StatusBlock): boolean {
  return status.halt === haltCodes.listOverflow;
}

/** What went wrong, where, and what to do about it. */
export function describeHalt({ halt, particle, step }: StatusBlock, model: MolecularModel): string {
  const { length, time } = model.units.symbols;
  const where = `particle ${particle} at step ${step}`;
  const hint = `try a smaller run.timeStep (now ${model.timeStep} ${time}), or look for overlaps in the set-up`;
  if (halt === haltCodes.lost) {
    return `${where} went further than half the box beyond an open side: it is lost; enlarge setup.box`;
  }
  if (halt === haltCodes.tooFast) {
    const reach = Number(travelLimit(model).toPrecision(6));
    return `${where} moved further than ${reach} ${length} in one step, beyond its neighbours; ${hint}`;
  }
  return `velocity or force of ${where} is not a finite number; ${hint}`;
}

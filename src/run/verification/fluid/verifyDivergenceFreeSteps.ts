import type { GpuContext } from "../../../gpu/context.ts";
import {
  divergenceFreeNumbers,
  schemeOf,
} from "../../../solvers/sph/divergenceFree/divergenceFreeNumbers.ts";
import { type FluidModel, isSolid } from "../../../solvers/sph/model.ts";
import { restDensities } from "../../../solvers/sph/reference/divergenceFree.ts";
import type { Solution } from "../../../solvers/sph/reference/divergenceFreeSolve.ts";
import { DivergenceFreeSystem } from "../../../solvers/sph/reference/divergenceFreeSystem.ts";
import { saveFluid } from "../../../solvers/sph/reference/savedFluid.ts";
import type { GpuFluidEngine } from "../../gpuFluidEngine.ts";
import { countRow, type VerificationRow } from "../verificationRow.ts";
import { type DeviceFields, readDeviceFields } from "./deviceFields.ts";
import { divergenceFreeScales } from "./divergenceFreeScales.ts";
import { fluidStateOf } from "./fluidStateOf.ts";
import { volumesAtRest } from "./solveFields.ts";
import { errorOfLongest } from "./travelScales.ts";
import { wholeStepRows } from "./verifyFluidSteps.ts";

/** Later than any run. */
const never = 1e30;
/** By what share errors of both machines may lie on different sides of a bound. */
const errorMargin = 1e-3;

/**
 * Whole steps of divergence-free SPH on the device and in the reference from the same state: after the first step
 * particle by particle, after the last as root mean square. How many iterations a solve takes, and whether a particle at the bound
 * lacks neighbours, rounding may decide: there the reference follows the device, so that what is compared differs by
 * rounding alone. That the device ends its solves where their errors say so is a row of its own.
 */
export async function verifyDivergenceFreeSteps(
  context: GpuContext,
  model: FluidModel,
  engine: GpuFluidEngine,
  steps: number,
): Promise<VerificationRow[]> {
  let device = await readDeviceFields(context, engine.solver.system);
  const reference = referenceAt(model, device);
  const rows: VerificationRow[] = [];
  let wrongEnds = 0;
  for (let step = 1; step <= steps; step++) {
    const duration = reference.state.timeStep;
    const { density } = device;
    await engine.advance({ untilTime: never, maximumSteps: 1 });
    device = await readDeviceFields(context, engine.solver.system);
    const lacks = [density, device.density].map((values) => deficiency(model, device, values));
    const ends = engine.diagnostics ?? [];
    reference.advance(ends.map(({ iterations }, which) => ({ iterations, isDeficient: lacks[which] })));
    wrongEnds += reference.solves.filter((solution, which) => !isEnd(model, which, solution)).length;
    if (step !== 1 && step !== steps) continue;
    const volume = volumesAtRest(model, device);
    const scales = divergenceFreeScales(model, reference.state, volume, reference.solves, duration);
    const { timeStep, particles } = reference.state;
    // The fastest particle may set the step.
    const ofNext = step * timeStep * (1 + errorOfLongest(particles.velocity, scales.velocity));
    rows.push(...wholeStepRows(model, device, reference.state, scales, step, ofNext));
  }
  return [
    ...rows,
    countRow(
      "whole step: iterations",
      `solves of ${steps} steps that end elsewhere than in float64`,
      wrongEnds,
    ),
  ];
}

/** The reference in the state of the device. */
function referenceAt(model: FluidModel, fields: DeviceFields): DivergenceFreeSystem {
  const { particles, density, type, kept } = fields;
  const reference = new DivergenceFreeSystem(model, { ...particles, density });
  reference.restore({
    ...saveFluid(fluidStateOf(fields)),
    volume: volumesAtRest(model, fields),
    densityPressure: fields.floats("deviation", 4, [3]),
    divergencePressure: kept.map((pressure, i) => (isSolid(model, type[i]) ? 0 : pressure)),
  });
  return reference;
}

/** Whether a particle of these densities lacks neighbours. */
function deficiency(
  model: FluidModel,
  { type }: DeviceFields,
  density: Float64Array,
): (i: number) => boolean {
  const rest = restDensities(model, type);
  const { deficientDensity } = divergenceFreeNumbers(model);
  return (i) => density[i] < deficientDensity * rest[i];
}

/** Whether a solve ended in the first iteration in which it might. */
function isEnd(model: FluidModel, which: number, { errors, iterations }: Solution): boolean {
  const { maximumDensityError, maximumDivergenceError, maximumIterations } = schemeOf(model);
  const bound = [maximumDensityError, maximumDivergenceError][which];
  const least = divergenceFreeNumbers(model).minimumIterations[which];
  const goesOn = errors.slice(least - 1, -1).every((error) => error > bound * (1 - errorMargin));
  const ends = errors[iterations - 1] <= bound * (1 + errorMargin) || iterations === maximumIterations;
  return iterations >= least && goesOn && ends;
}

import { type FluidModel, isSolid } from "../../../solvers/sph/model.ts";
import { nextTimeStep, stabilityLimits, timeStepCriteria } from "../../../solvers/sph/reference/timeStep.ts";
import {
  countRow,
  roundingRow,
  roundingTolerance,
  roundingUnit,
  type VerificationRow,
} from "../verificationRow.ts";
import type { DeviceFields } from "./deviceFields.ts";

/** The step that comes next, and the criterion that is said to have set it. */
export function verifyTimeStep(
  model: FluidModel,
  before: DeviceFields,
  after: DeviceFields,
): VerificationRow[] {
  const { velocity, acceleration, type } = before;
  let [speed, strongest] = [0, 0];
  type.forEach((material, i) => {
    if (isSolid(model, material)) return;
    speed = Math.max(speed, Math.hypot(...velocity.subarray(3 * i, 3 * i + 3)));
    strongest = Math.max(strongest, Math.hypot(...acceleration.subarray(3 * i, 3 * i + 3)));
  });
  const extremes = { speed, acceleration: strongest };
  const { timeStep, criterion } = nextTimeStep(model, extremes);
  const counts = after.clock.limits.map((count, k) => count - before.clock.limits[k]);
  const named = timeStepCriteria[counts.indexOf(1)];
  const limits = { fixed: timeStep, ...stabilityLimits(model, extremes) };
  // Where two limits are the same but for rounding, either may be named.
  const isNamed =
    counts.reduce((sum, count) => sum + Math.abs(count), 0) === 1 &&
    (named === criterion ||
      Math.abs(limits[named] / limits[criterion] - 1) <= 2 * roundingTolerance * roundingUnit);
  return [
    roundingRow("chooseTimeStep", "next step", [after.clock.nextTimeStep], [timeStep], [timeStep]),
    countRow("chooseTimeStep", `criteria counted other than ${criterion}`, isNamed ? 0 : 1),
  ];
}

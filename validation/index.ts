import { canonicalDistribution } from "./canonical-distribution/case.ts";
import { channelFlow } from "./channel-flow/case.ts";
import { damBreak } from "./dam-break/case.ts";
import { ellipticalDrop } from "./elliptical-drop/case.ts";
import { hydrostaticTank } from "./hydrostatic-tank/case.ts";
import { integratorOrder } from "./integrator-order/case.ts";
import { lammps } from "./lammps/case.ts";
import { lennardJonesFluid } from "./lennard-jones-fluid/case.ts";
import { lennardJonesMelt } from "./lennard-jones-melt/case.ts";
import { smoothingKernelCase } from "./smoothing-kernels/case.ts";
import { taylorGreen } from "./taylor-green/case.ts";
import { thermostatDrift } from "./thermostat-drift/case.ts";
import type { ValidationCase } from "./validationCase.ts";

/** Every case, in the order in which they run. One line here, and the command line has it. */
export const validationCases: readonly ValidationCase[] = [
  lennardJonesMelt,
  lammps,
  integratorOrder,
  thermostatDrift,
  canonicalDistribution,
  lennardJonesFluid,
  smoothingKernelCase,
  taylorGreen,
  channelFlow,
  hydrostaticTank,
  ellipticalDrop,
  damBreak,
];

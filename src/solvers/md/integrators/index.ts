import { berendsen } from "./berendsen.ts";
import { bussi } from "./bussi.ts";
import { fire } from "./fire.ts";
import type { IntegratorParameters } from "./integratorParameters.ts";
import type { IntegratorPasses } from "./integratorPasses.ts";
import { langevin } from "./langevin.ts";
import { noseHoover } from "./noseHoover.ts";
import { velocityVerlet } from "./velocityVerlet.ts";

/** The device side of every integrator that a scenario can name. */
export const integrators: Readonly<Record<IntegratorParameters["kind"], IntegratorPasses>> = {
  "velocity-verlet": velocityVerlet,
  langevin,
  "nose-hoover": noseHoover,
  bussi,
  berendsen,
  fire,
};

import type { MolecularModel } from "../model.ts";
import { Berendsen } from "./berendsen.ts";
import { Bussi } from "./bussi.ts";
import { Fire } from "./fire.ts";
import type { ReferenceIntegrator } from "./integrator.ts";
import { Langevin } from "./langevin.ts";
import { NoseHoover } from "./noseHoover.ts";
import { VelocityVerlet } from "./velocityVerlet.ts";

/** The integrator a model asks for, at the start of a run. */
export function createIntegrator(model: MolecularModel): ReferenceIntegrator {
  const { integrator } = model;
  switch (integrator.kind) {
    case "velocity-verlet":
      return new VelocityVerlet(model);
    case "langevin":
      return new Langevin(model, integrator);
    case "nose-hoover":
      return new NoseHoover(model, integrator);
    case "bussi":
      return new Bussi(model, integrator);
    case "berendsen":
      return new Berendsen(model, integrator);
    case "fire":
      return new Fire(model, integrator);
  }
}

import type { FluidFrame } from "../core/fluidFrame.ts";
import { createFluidEngine } from "./createFluidEngine.ts";
import type { SolverFamily } from "./family.ts";
import { FluidCourse } from "./fluidCourse.ts";
import { type BuiltFluid, buildFluid } from "./scenario/fluid/buildFluid.ts";
import { checkFluidDocument } from "./scenario/fluid/checkFluid.ts";
import { type FluidScenario, fluidScenarioSchema } from "./scenario/fluid/fluidScenario.ts";
import { withMovedBodies } from "./scenario/fluid/movedBodies.ts";
import { particlesOf } from "./scenario/fluid/particlesOf.ts";
import { withMeshPaths } from "./scenario/fluid/primitiveShapes.ts";
import { verifyFluid } from "./verifyFluid.ts";

/** Fluids by smoothed particle hydrodynamics. */
export const fluidFamily: SolverFamily<FluidScenario, BuiltFluid> = {
  kind: "smoothed-particle-hydrodynamics",
  schema: fluidScenarioSchema,
  check: checkFluidDocument,
  withPaths(scenario, change) {
    const { fluids, solids } = scenario.setup;
    const setup = {
      ...scenario.setup,
      fluids: fluids.map((part) => ({ ...part, shape: withMeshPaths(part.shape, change) })),
      solids: solids.map((part) => ({ ...part, shape: withMeshPaths(part.shape, change) })),
    };
    return { ...scenario, setup };
  },
  build: buildFluid,
  startingFrom(built, frame) {
    const particles = particlesOf(built, frame as FluidFrame);
    return { ...built, particles, model: withMovedBodies(built.model, particles) };
  },
  async open(context, built, scenario) {
    const engine = await createFluidEngine(context, built.model, built.particles);
    return new FluidCourse(engine, built, scenario);
  },
  verify: (context, { model, particles }, options) => verifyFluid(context, model, particles, options),
};

import { createEngine } from "./createEngine.ts";
import type { SolverFamily } from "./family.ts";
import { MolecularCourse } from "./molecularCourse.ts";
import { engineOptionsFor } from "./recorders/recorders.ts";
import { type BuiltModel, buildModel } from "./scenario/buildModel.ts";
import { checkDocument } from "./scenario/checkScenario.ts";
import { type MolecularScenario, molecularScenarioSchema } from "./scenario/molecularScenario.ts";
import { verifyScenario } from "./verify.ts";

/** Molecular dynamics of particles with pair potentials. */
export const molecularFamily: SolverFamily<MolecularScenario, BuiltModel> = {
  kind: "molecular-dynamics",
  schema: molecularScenarioSchema,
  check: checkDocument,
  withPaths(scenario, change) {
    const particles = scenario.setup.particles.map((part) =>
      part.kind === "file" ? { ...part, path: change(part.path) } : part,
    );
    return { ...scenario, setup: { ...scenario.setup, particles } };
  },
  build: buildModel,
  startingFrom: (built, { particles }) => ({ ...built, particles }),
  async open(context, built, scenario) {
    const engine = await createEngine(context, built, engineOptionsFor(scenario.record));
    return new MolecularCourse(engine, built.model, scenario);
  },
  verify: (context, { model, particles }, options) => verifyScenario(context, model, particles, options),
};

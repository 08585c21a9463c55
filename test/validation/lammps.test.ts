import { describe, expect, it } from "vitest";
import { withExperiment } from "../../validation/experiment.ts";
import { compareInteraction, comparisonRows } from "../../validation/lammps/case.ts";
import { interactions } from "../../validation/lammps/interactions.ts";
import document from "../../validation/lammps/scenario.json";
import { buildDocument } from "../../validation/scenarioDocument.ts";
import { quantities, testEnvironment } from "./environment.ts";

const [interaction] = interactions;

/** The case's configuration on the float64 reference, and what a perfect LAMMPS would say of it. */
async function configuration() {
  const built = await buildDocument(document, { "solver.pair": interaction.pair });
  return withExperiment(testEnvironment(), built, async (experiment) => {
    const [frame, state] = [await experiment.frame(), await experiment.state()];
    const { potentialEnergy, pressure } = state;
    return { model: built.model, frame, state, result: { force: frame.force, potentialEnergy, pressure } };
  });
}

describe("where there is no lmp", () => {
  it("the row says so, and counts neither as passed nor as failed", async () => {
    const rows = await compareInteraction(testEnvironment(), interaction);
    expect(rows).toMatchObject([{ status: "absent", note: "skipped: lmp not on PATH" }]);
  });
});

describe("where lmp gives no result", () => {
  const outcome = (output: string) =>
    compareInteraction(
      testEnvironment(undefined, () => ({ exitCode: 1, output, files: {} })),
      interaction,
    );

  it("a pair style that it lacks makes the row absent", async () => {
    const [row] = await outcome("ERROR: Unrecognized pair style 'lj/cut' is part of the X package");
    expect(row).toMatchObject({ status: "absent", note: "skipped: this lmp has no pair style lj/cut" });
  });

  it("any other error makes the row fail, with its words", async () => {
    const [row] = await outcome("ERROR: Out of memory");
    expect(row).toMatchObject({ status: "failed", note: "lmp failed: ERROR: Out of memory" });
  });
});

describe("the input of LAMMPS", () => {
  it("holds the interaction's commands and every atom, and its answer is read back", async () => {
    const { frame, result } = await configuration();
    let given: Readonly<Record<string, string>> = {};
    const dump = Array.from(
      frame.particles.id,
      (id, i) => `${id} ${frame.force.slice(3 * i, 3 * i + 3).join(" ")}`,
    );
    const environment = testEnvironment(undefined, (files) => {
      given = files;
      const totals = `${result.potentialEnergy} ${result.pressure}\n`;
      const forces = `ITEM: TIMESTEP\n0\nITEM: ATOMS id fx fy fz\n${dump.join("\n")}\n`;
      return { exitCode: 0, output: "", files: { "forces.dump": forces, "totals.txt": totals } };
    });
    const rows = await compareInteraction(environment, interaction);
    expect(quantities(rows, "passed")).toHaveLength(3);
    for (const command of interaction.commands) expect(given["in.lammps"]).toContain(command);
    expect(given["atoms.data"]).toContain("864 atoms\n2 atom types");
  });
});

describe("comparison with LAMMPS", () => {
  it("passes for the same numbers and fails for errors of 0.1 % in one force, in energy, in pressure", async () => {
    const { model, frame, state, result } = await configuration();
    const failures = (change: Partial<typeof result>) =>
      quantities(comparisonRows("any", model, frame, state, { ...result, ...change }), "failed");
    const force = result.force.slice();
    force[700] *= 1.001;
    expect(failures({})).toEqual([]);
    expect(failures({ force })).toEqual(["largest force error, any"]);
    expect(failures({ potentialEnergy: 1.001 * result.potentialEnergy })).toEqual([
      "potential energy per atom, any",
    ]);
    expect(failures({ pressure: 1.001 * result.pressure })).toEqual(["pressure, any"]);
  });

  it("fails where atoms are missing from the dump", async () => {
    const { model, frame, state, result } = await configuration();
    const rows = comparisonRows("any", model, frame, state, { ...result, force: result.force.slice(3) });
    expect(quantities(rows, "failed")).toEqual(["largest force error, any"]);
  });
});

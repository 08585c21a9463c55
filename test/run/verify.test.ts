import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { GpuContext } from "../../src/gpu/context.ts";
import { openDawn } from "../../src/headless/dawn.ts";
import { buildScenario } from "../../src/run/buildScenario.ts";
import { molecularFamily } from "../../src/run/molecularFamily.ts";
import { buildModel } from "../../src/run/scenario/buildModel.ts";
import { parseScenario, parseScenarioOf } from "../../src/run/scenario/parseScenario.ts";
import { roundingRow } from "../../src/run/verification/verificationRow.ts";
import { verifyScenario } from "../../src/run/verify.ts";
import { mutatedContext } from "./mutatedContext.ts";

let context: GpuContext;
beforeAll(async () => {
  context = await openDawn();
});
afterAll(() => context.destroy());

const scenarioNames = readdirSync("scenarios").filter((name) => {
  const { solver } = JSON.parse(readFileSync(`scenarios/${name}`, "utf8"));
  return solver?.kind === molecularFamily.kind;
});
const noFiles = () => Promise.reject(new Error("these scenarios read no files"));

async function built(name: string, change: (document: Record<string, never>) => void = () => undefined) {
  const document = JSON.parse(readFileSync(`scenarios/${name}`, "utf8"));
  change(document);
  return buildModel(parseScenarioOf(molecularFamily, document), noFiles);
}

test.each(scenarioNames)("every pass of %s agrees with the float64 reference", async (name) => {
  const scenario = parseScenario(readFileSync(`scenarios/${name}`, "utf8"));
  const { rows } = await (await buildScenario(scenario, noFiles)).verify(context, { steps: 5 });
  expect(rows.filter(({ ok }) => !ok)).toEqual([]);
});

describe("an error of 0.1 % in one formula makes verification fail", () => {
  const small = { cells: [6, 6, 6] };
  const cases: [what: string, scenario: string, from: string, to: string, pass: string][] = [
    [
      "the pair force",
      "lennard-jones-melt.json",
      "fma(vec3f(pairTerms(own.kind, other.kind, r2, true).y)",
      "fma(vec3f(1.001 * pairTerms(own.kind, other.kind, r2, true).y)",
      "computePairForce",
    ],
    [
      "the potential",
      "lennard-jones-melt.json",
      "let terms = applyCutoff(pairPotential(",
      "let terms = 1.001 * applyCutoff(pairPotential(",
      "measurePairs",
    ],
    [
      "the drift",
      "lennard-jones-melt.json",
      "drift(particle, timeStep());",
      "drift(particle, 1.001 * timeStep());",
      "whole step: positions",
    ],
    [
      "the kick",
      "lennard-jones-melt.json",
      "velocity + duration *",
      "velocity + 1.001 * duration *",
      "whole step: velocities",
    ],
    [
      "the list radius",
      "lennard-jones-melt.json",
      "chunk.listRadius + margin +",
      "0.999 * chunk.listRadius + margin +",
      "buildNeighbourList",
    ],
    [
      "Langevin's noise",
      "wca-fluid.json",
      "+ spread * noise",
      "+ 1.001 * spread * noise",
      "whole step: velocities",
    ],
    ["Bussi's factor", "binary-glass.json", "let share = ", "let share = 1.001 * ", "whole step: velocities"],
    [
      "the Nosé–Hoover chain",
      "liquid-argon-nvt.json",
      "let quarter = 0.25 *",
      "let quarter = 0.25025 *",
      "whole step: thermostat energy",
    ],
    [
      "FIRE's mixing",
      "crystal-minimisation.json",
      "control.velocityFactor = 1.0 - control.mixing;",
      "control.velocityFactor = 1.001 - control.mixing;",
      "whole step: velocities",
    ],
    [
      "the kinetic sum",
      "lennard-jones-melt.json",
      "diagonal += mass",
      "diagonal += 1.001 * mass",
      "sumTotals",
    ],
    [
      "the bins of g(r)",
      "lennard-jones-melt.json",
      "* histogram.binsPerLength",
      "* 1.001 * histogram.binsPerLength",
      "countPairs",
    ],
    ["displacements", "lennard-jones-melt.json", "(nearest + ", "(1.001 * nearest + ", "sumDisplacements"],
  ];
  test.each(cases)("%s", async (_what, scenario, from, to, pass) => {
    const { model, particles } = await built(scenario, (document) => {
      const { setup } = document as unknown as { setup: { particles: { cells: number[] }[] } };
      if (scenario === "lennard-jones-melt.json") Object.assign(setup.particles[0], small);
    });
    const broken = mutatedContext(context, from, to);
    const { rows } = await verifyScenario(broken.context, model, particles, { steps: 3 });
    expect(broken.changes()).toBeGreaterThan(0);
    expect(rows.filter(({ ok }) => !ok).map((row) => row.pass)).toContain(pass);
  });
});

describe("the comparison", () => {
  test("fails for an error beyond the tolerance, and for a number that is not one", () => {
    const scale = [1, 1];
    expect(roundingRow("p", "", [1, 1 + 31 * 2 ** -24], [1, 1], scale).ok).toBe(true);
    expect(roundingRow("p", "", [1, 1 + 33 * 2 ** -24], [1, 1], scale).ok).toBe(false);
    expect(roundingRow("p", "", [1, NaN], [1, 1], scale).ok).toBe(false);
    expect(roundingRow("p", "", [1, 1e-30], [1, 0], [1, 0]).ok).toBe(false);
  });

  test("fails where values are missing", () => {
    expect(roundingRow("p", "", [1], [1, 1], [1, 1]).ok).toBe(false);
  });
});

import { describe, expect, it } from "vitest";
import { MemoryOutput } from "../../src/run/memoryOutput.ts";
import { molecularFamily } from "../../src/run/molecularFamily.ts";
import { resumeSimulation } from "../../src/run/resumeSimulation.ts";
import { runSimulation } from "../../src/run/runSimulation.ts";
import { parseScenarioOf } from "../../src/run/scenario/parseScenario.ts";
import type { SimulationOptions } from "../../src/run/simulationOptions.ts";
import { recordedFiles } from "./trapRun.ts";

function fluid(integrator: object) {
  return parseScenarioOf(molecularFamily, {
    name: "fluid",
    setup: {
      units: "reduced",
      particles: [{ kind: "lattice", lattice: "fcc", density: 0.8442, cells: [4, 4, 4], type: "A" }],
      velocities: { temperature: 1.44 },
    },
    solver: {
      kind: "molecular-dynamics",
      types: { A: { mass: 1 } },
      pair: {
        potential: "lennard-jones",
        types: { A: { epsilon: 1, sigma: 1 } },
        cutoff: "shifted",
        cutoffRadius: 2.5,
      },
      skin: 0.3,
      integrator,
    },
    run: { steps: 40, timeStep: 0.005, seed: 11 },
    record: {
      thermo: { every: 3 },
      trajectory: { every: 20 },
      frames: { every: 40 },
      radialDistribution: { every: 10, bins: 30, maximumDistance: 3 },
      displacement: { every: 4, originEvery: 12 },
      checkpoint: { every: 10 },
    },
  });
}

async function options(
  scenario: ReturnType<typeof fluid>,
  output: MemoryOutput,
): Promise<SimulationOptions & { output: MemoryOutput }> {
  const built = await molecularFamily.build(scenario, () => Promise.reject(new Error("there are no files")));
  const course = await molecularFamily.open(undefined, built, scenario);
  return { course, scenario, output, version: "1.2.3" };
}

describe("resume on the float64 reference", () => {
  it.each([
    { kind: "velocity-verlet" },
    { kind: "langevin", temperature: 1, friction: 1 },
    { kind: "nose-hoover", temperature: { from: 1.4, to: 1 }, relaxationTime: 0.5 },
    { kind: "bussi", temperature: 1, relaxationTime: 0.5 },
  ])("a split run with $kind records the same bytes as the unsplit one", async (integrator) => {
    const scenario = fluid(integrator);
    const whole = await options(scenario, new MemoryOutput());
    await runSimulation(whole);

    const stop = new AbortController();
    const split = await options(scenario, new MemoryOutput());
    const onProgress = ({ step }: { step: number }) => step >= 13 && stop.abort();
    const first = await runSimulation({ ...split, signal: stop.signal, onProgress });
    expect(first.status).toBe("interrupted");
    await resumeSimulation(await options(scenario, split.output));
    expect(await recordedFiles(split.output)).toEqual(await recordedFiles(whole.output));
  });
});

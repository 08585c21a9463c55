import { MolecularCourse, type MolecularRun } from "../../src/run/molecularCourse.ts";
import { MemoryOutput } from "../../src/run/memoryOutput.ts";
import { engineOptionsFor } from "../../src/run/recorders/recorders.ts";
import type { RunnableScenario, SimulationOptions } from "../../src/run/simulationOptions.ts";
import type { TrapFaults } from "./trappedParticles.ts";
import { TrappedParticles, trapModel } from "./trappedParticles.ts";

/** What a run of molecular dynamics reads of its scenario. */
export type TrapScenario = RunnableScenario & MolecularRun;

/** Every recorder, with schedules that do not fall together. */
export const everything: TrapScenario = {
  run: { steps: 53, seed: 7 },
  record: {
    thermo: { every: 3 },
    trajectory: { every: 20, formats: ["extxyz", "lammps"] },
    frames: { every: 25, potentialEnergy: false },
    radialDistribution: { every: 7, from: 14, bins: 4, maximumDistance: 2 },
    displacement: { every: 4, from: 8, originEvery: 16 },
    checkpoint: { every: 10 },
  },
};

/** Options of a run of trapped particles on a clock by which every batch takes the same time. */
export function trapOptions(
  scenario: TrapScenario,
  { faults, ...options }: Partial<SimulationOptions> & { faults?: TrapFaults } = {},
): SimulationOptions & { engine: TrappedParticles; output: MemoryOutput } {
  let seconds = 0;
  const engine = new TrappedParticles(engineOptionsFor(scenario.record), faults);
  return {
    scenario,
    version: "1.2.3",
    now: () => (seconds += 0.05),
    ...options,
    engine,
    course: new MolecularCourse(engine, trapModel, scenario),
    output: (options.output as MemoryOutput | undefined) ?? new MemoryOutput(),
  };
}

/** Content of every file by name, but for those that tell wall times. */
export async function recordedFiles(output: MemoryOutput): Promise<Record<string, string>> {
  const names = [
    ...(await output.list("")),
    ...(await output.list("frames")).map((name) => `frames/${name}`),
  ];
  const files: Record<string, string> = {};
  for (const name of names) {
    const bytes = await output.read(name);
    if (!bytes || name === "run.json" || name === "checkpoint.npz") continue;
    files[name] = Buffer.from(bytes).toString(name.endsWith(".npz") ? "base64" : "utf8");
  }
  return files;
}

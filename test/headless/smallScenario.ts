import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { starterScenario } from "../../src/headless/starterScenario.ts";

/** The starter scenario with 256 particles. */
export const smallScenario = {
  ...starterScenario,
  setup: {
    ...starterScenario.setup,
    particles: [{ kind: "lattice", lattice: "fcc", density: 0.8442, cells: [4, 4, 4], type: "A" }],
  },
  run: { steps: 10, timeStep: 0.005, seed: 1 },
  record: { thermo: { every: 5 }, frames: { every: 1000 }, checkpoint: { every: 50 } },
};

/** Does something in a folder of its own that holds `scenario.json`. */
export async function inScenarioFolder(
  action: (folder: string, file: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "corpuscle-test-"));
  try {
    const file = join(folder, "scenario.json");
    await writeFile(file, JSON.stringify(smallScenario));
    await action(folder, file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

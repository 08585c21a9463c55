import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { savedRun } from "../../../src/app/document/savedRun.ts";
import { parseCsv } from "../../../src/formats/csv.ts";
import { buildScenario } from "../../../src/run/buildScenario.ts";
import type { EngineState } from "../../../src/run/engine.ts";
import type { Scenario } from "../../../src/run/families.ts";
import { MemoryOutput } from "../../../src/run/memoryOutput.ts";
import { resumeSimulation } from "../../../src/run/resumeSimulation.ts";
import { readRunDocument } from "../../../src/run/runDocument.ts";
import { runSimulation } from "../../../src/run/runSimulation.ts";
import { parseScenario } from "../../../src/run/scenario/parseScenario.ts";
import type { ReadFile } from "../../../src/run/scenario/readFile.ts";
import type { SimulationOptions } from "../../../src/run/simulationOptions.ts";
import { useDevice } from "../../support/device.ts";
import { tankDocument } from "../../run/fluidScenarios.ts";
import { meltScenario, noFiles } from "../../run/scenario/meltScenario.ts";
import { pageCourse, stateOf } from "./pageRun.ts";

const context = useDevice();
const savedStep = 20;

const melt = {
  ...meltScenario,
  solver: {
    ...meltScenario.solver,
    integrator: { kind: "bussi", temperature: 1, relaxationTime: 0.2 },
  },
  run: { steps: 50, timeStep: 0.005, seed: 5 },
  record: {
    thermo: { every: 4 },
    trajectory: { every: 25 },
    frames: { every: 25 },
    radialDistribution: { every: 10, maximumDistance: 3, bins: 30 },
    displacement: { every: 5, originEvery: 15 },
    checkpoint: { every: 30 },
  },
};

const tank = {
  ...tankDocument,
  record: {
    measure: { every: 0.01 },
    gauges: [{ name: "front", kind: "front", direction: "+x" }],
    frames: { every: 0.05 },
    checkpoint: { every: 0.03 },
  },
};

/** Runs or resumes on the device, and returns the last state. */
async function finished(
  simulate: (options: SimulationOptions) => Promise<unknown>,
  scenario: Scenario,
  output: MemoryOutput,
  readFile: ReadFile = noFiles,
): Promise<EngineState> {
  const course = await (await buildScenario(scenario, readFile)).open(context());
  try {
    await simulate({ course, scenario, output, version: "test" });
    return await stateOf(course);
  } finally {
    course.destroy();
  }
}

/** What the archive of a run on the page unpacks to. */
async function savedFolder(scenario: Scenario, readFile: ReadFile = noFiles): Promise<MemoryOutput> {
  const course = await pageCourse(context(), scenario, savedStep, readFile);
  const bytes = await savedRun({ course, scenario, readFile, wallSeconds: 2, notices: ["from a page"] });
  course.destroy();
  const folder = new MemoryOutput();
  for (const [name, content] of Object.entries(unzipSync(bytes))) await folder.writeFile(name, content);
  return folder;
}

async function resumed(folder: MemoryOutput): Promise<EngineState> {
  const scenario = parseScenario((await readRunDocument(folder)).scenario);
  const readFile = async (path: string) => (await folder.read(path)) ?? noFiles(path);
  return finished(resumeSimulation, scenario, folder, readFile);
}

function rowsOf(output: MemoryOutput, name: string) {
  return parseCsv(output.text(name) as string, name);
}

describe.each([
  ["molecules", melt, ["thermo.csv"]],
  ["a fluid", tank, ["fluid.csv", "gauges.csv", "solids.csv"]],
])("a run of %s saved on the page", (_, document, tables) => {
  const scenario = parseScenario(document);

  it("ends headless in the very state of a run without a break, and records from there on", async () => {
    const unbroken = new MemoryOutput();
    const expected = await finished(runSimulation, scenario, unbroken);
    const folder = await savedFolder(scenario);
    expect(await resumed(folder)).toEqual(expected);
    for (const name of tables) {
      const { columns, rows } = rowsOf(unbroken, name);
      const later = rows.filter(([step]) => step > savedStep);
      expect(later.length).toBeGreaterThan(2);
      expect(rowsOf(folder, name)).toEqual({ columns, rows: later });
    }
    const frames = (await unbroken.list("frames")).filter((name) => name > "step-000000020");
    expect(await folder.list("frames")).toEqual(frames);
  });

  it("says in run.json how far it is, on which adapter and what to know of it", async () => {
    const run = await readRunDocument(await savedFolder(scenario));
    const { adapter } = context();
    expect(run).toMatchObject({ status: "interrupted", steps: savedStep, wallSeconds: 2 });
    expect(run.adapter).toEqual({ description: adapter.description, kind: adapter.kind });
    expect(run.notices).toContain("from a page");
    expect(Object.keys(run.columns)).toEqual(expect.arrayContaining(tables));
  });
});

describe("a saved run", () => {
  it("takes along the files that its scenario names, from wherever they came", async () => {
    const xyz = (shift: number) => `2\nLattice="9 0 0 0 9 0 0 0 9"\nA ${shift} 1 1\nA ${shift} 3 3\n`;
    const files: Record<string, string> = { "../a/atoms.xyz": xyz(1), "/b/atoms.xyz": xyz(5) };
    const particles = Object.keys(files).map((path) => ({ kind: "file", path }));
    const setup = { ...meltScenario.setup, box: { lengths: [9, 9, 9] }, particles };
    const scenario = parseScenario({ ...meltScenario, setup, run: { steps: 30, timeStep: 0.005 } });
    const readFile = async (path: string) => new TextEncoder().encode(files[path]);
    const folder = await savedFolder(scenario, readFile);
    expect(await folder.list("files")).toEqual(["1-atoms.xyz", "atoms.xyz"]);
    const expected = await finished(runSimulation, scenario, new MemoryOutput(), readFile);
    expect(await resumed(folder)).toEqual(expected);
  });

  it("that has come to its end has nothing left to do", async () => {
    const scenario = parseScenario({ ...meltScenario, run: { steps: savedStep, timeStep: 0.005 } });
    const folder = await savedFolder(scenario);
    expect((await readRunDocument(folder)).status).toBe("done");
    expect((await resumed(folder)).counters[0]).toBe(savedStep);
  });
});

import { type Zippable, zip } from "fflate";
import { checkpointFile, encodeCheckpoint } from "../../run/checkpoint.ts";
import type { Course } from "../../run/course.ts";
import { digestOfJson } from "../../run/digest.ts";
import { familyOf, type Scenario } from "../../run/families.ts";
import { MemoryOutput } from "../../run/memoryOutput.ts";
import { runFile, writeRunDocument } from "../../run/runDocument.ts";
import { parseScenario } from "../../run/scenario/parseScenario.ts";
import { type ReadFile, readNamedFile } from "../../run/scenario/readFile.ts";
import { version } from "../../version.ts";
import { freshRecords } from "./freshRecords.ts";

/** A run as the page knows it. */
export interface OpenRun {
  /** Between two batches; what it records itself does not matter. */
  readonly course: Course;
  /** With its own `record`: what is recorded from here on. */
  readonly scenario: Scenario;
  readonly readFile: ReadFile;
  /** What the time loop has taken so far [s]. */
  readonly wallSeconds: number;
  /** What a reader of the results should know, beside the course's own notices. */
  readonly notices?: readonly string[];
}

/** Files that the scenario names go here, where no record of the run gets the same name. */
export const namedFilesFolder = "files";

/**
 * A zip archive that unpacks to a folder for `corpuscle resume`: the run goes on from the present state, to the same
 * particles as a run without a break, and records what its scenario asks for from here on.
 *
 * @throws InputError where a file that the scenario names cannot be read
 */
export async function savedRun(run: OpenRun): Promise<Uint8Array> {
  const { course, readFile } = run;
  const { engine } = await course.saveState();
  const [scenario, namedFiles] = withGatheredFiles(run.scenario);
  const records = await freshRecords(run.scenario, readFile, course.time);
  const output = new MemoryOutput();
  for (const name of records.appendedFiles) await output.writeFile(name, "");
  for (const write of records.headers) await write(output);
  const sizes = records.appendedFiles.map(async (name) => [name, await output.size(name)]);
  const summary = await writeDocument(output, run, scenario, records.columns);
  const checkpoint = {
    ...summary,
    step: course.step,
    complete: course.isComplete,
    scenarioDigest: await digestOfJson(scenario),
    engine,
    recorders: records.recorders,
    fileSizes: Object.fromEntries(await Promise.all(sizes)),
  };
  await output.writeFile(checkpointFile, await encodeCheckpoint(checkpoint));
  for (const [path, name] of namedFiles)
    await output.writeFile(name, await readNamedFile(readFile, path, runFile));
  return archive(output, [runFile, checkpointFile, ...records.appendedFiles, ...namedFiles.values()]);
}

/**
 * The scenario as `run.json` gives it back, its files in one folder beside that: absolute paths, and those that lead
 * out of the scenario's own folder, would lead elsewhere from where the archive is unpacked.
 */
function withGatheredFiles(scenario: Scenario): [Scenario, ReadonlyMap<string, string>] {
  const names = new Map<string, string>();
  const moved = familyOf(scenario).withPaths(scenario, (path) => {
    const known = names.get(path);
    if (known) return known;
    const base = path.split(/[\\/]/).pop() as string;
    const isTaken = [...names.values()].includes(`${namedFilesFolder}/${base}`);
    const name = `${namedFilesFolder}/${isTaken ? `${names.size}-` : ""}${base}`;
    names.set(path, name);
    return name;
  });
  return [parseScenario(JSON.stringify(moved)), names];
}

/** Writes `run.json` and returns what stands in the checkpoint too. */
async function writeDocument(
  output: MemoryOutput,
  { course, wallSeconds, notices = [] }: OpenRun,
  scenario: Scenario,
  columns: Course["columns"],
) {
  const { step, particleCount } = course;
  const { description, kind } = course.adapter;
  const summary = {
    adapter: { description, kind },
    notices: [...(course.notices ?? []), ...notices],
    wallSeconds,
  };
  await writeRunDocument(output, {
    version,
    status: course.isComplete ? "done" : "interrupted",
    scenario,
    seed: scenario.run.seed,
    ...summary,
    steps: step,
    time: { value: course.time, unit: course.timeUnit },
    particles: particleCount,
    particleStepsPerSecond: wallSeconds > 0 ? (particleCount * step) / wallSeconds : 0,
    memoryBytes: course.memoryBytes,
    neighbourListBuilds: course.neighbourListBuilds,
    columns,
    results: {},
    details: course.details,
  });
  return summary;
}

async function archive(output: MemoryOutput, names: readonly string[]): Promise<Uint8Array> {
  const files: Zippable = {};
  for (const name of names) files[name] = (await output.read(name)) as Uint8Array;
  return new Promise((resolve, reject) =>
    // Low effort: particles hardly compress, and the page waits.
    zip(files, { level: 1 }, (error, bytes) => (error ? reject(error) : resolve(bytes))),
  );
}

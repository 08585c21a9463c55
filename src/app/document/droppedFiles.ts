import { unzipSync } from "fflate";
import { InputError } from "../../core/failure.ts";
import { meshExtensions } from "../../formats/readTriangleMesh.ts";
import { type Checkpoint, checkpointFile } from "../../run/checkpoint.ts";
import { runFile } from "../../run/runDocument.ts";
import { parseJson } from "../../run/scenario/jsonText.ts";
import type { ReadFile } from "../../run/scenario/readFile.ts";
import { valueAt } from "../../run/scenario/schemaNode.ts";
import { fileFormats } from "../../run/scenario/setupSchema.ts";
import { readDroppedRun } from "./droppedRun.ts";
import { readParticles } from "./droppedParticles.ts";
import { particleScenario } from "./particleScenario.ts";
import { namedFilesFolder } from "./savedRun.ts";

export interface DroppedFile {
  /** With or without folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What dropped files make: a document to open, and where a run of it had come to. */
export interface DroppedScenario {
  readonly document: unknown;
  /** Finds files that the document names among those dropped, by the last part of their path. */
  readonly readFile: ReadFile;
  readonly checkpoint?: Checkpoint;
}

type Kind = "archive" | "run" | "scenario" | "checkpoint" | "fluid frame" | "particles" | "mesh" | "other";

const particleExtensions = Object.values(fileFormats).flat();

/**
 * What to open for files that were dropped together.
 *
 * @throws InputError that says what is wrong with them, or what could be dropped
 */
export async function readDroppedFiles(dropped: readonly DroppedFile[]): Promise<DroppedScenario> {
  const files = dropped.flatMap((file) => (kindOf(file) === "archive" ? unpack(file) : [file]));
  const of = (kind: Kind) => files.filter((file) => kindOf(file) === kind);
  const readFile = fileReader(files);
  const [run] = atMostOne(of("run"), "runs");
  const [checkpoint] = atMostOne(of("checkpoint"), "checkpoints");
  if (checkpoint && !run) {
    const message = `is the state of a run, but not its scenario: drop it together with the ${runFile} beside it`;
    throw new InputError([{ path: checkpoint.name, message }]);
  }
  if (run) return { ...(await readDroppedRun(run, checkpoint)), readFile };
  const [scenario] = atMostOne(of("scenario"), "scenarios");
  if (scenario) return { document: jsonOf(scenario), readFile };
  const [particles] = atMostOne(of("particles"), "files of particles");
  if (particles) return { document: particleScenario(readParticles(particles)), readFile };
  throw new InputError(files.length > 0 ? files.map(useless) : [{ path: "", message: expected }]);
}

const expected = [
  "drop a scenario (.json, together with the files that it names)",
  `particles (${particleExtensions.join(", ")})`,
  `or a saved run (.zip, or ${runFile} together with ${checkpointFile})`,
].join(", ");

/** Why a file by itself is nothing that could be opened. */
function useless(file: DroppedFile) {
  const path = file.name;
  switch (kindOf(file)) {
    case "mesh": {
      const shape = `{ "kind": "mesh", "path": "${baseName(path)}" }`;
      const message = `is a shape, which needs a scenario: give a fluid or a solid of its set-up the shape ${shape} and drop both together`;
      return { path, message };
    }
    case "fluid frame": {
      const message = `is a frame of a fluid, from which no run can go on: drop the ${runFile} and ${checkpointFile} of its run`;
      return { path, message };
    }
    default:
      return { path, message: `cannot be opened: ${expected}` };
  }
}

function kindOf(file: DroppedFile): Kind {
  const name = file.name.toLowerCase();
  const ends = (extensions: readonly string[]) => extensions.some((extension) => name.endsWith(extension));
  if (name.endsWith(".zip")) return "archive";
  if (name.endsWith(".json")) return valueAt(jsonOf(file), ["program"]) === undefined ? "scenario" : "run";
  if (ends(meshExtensions)) return "mesh";
  if (!ends(particleExtensions)) return "other";
  if (!name.endsWith(".npz")) return "particles";
  const arrays = namesIn(file);
  if (arrays.includes("metadata.npy")) return "checkpoint";
  return arrays.includes("fluidCount.npy") ? "fluid frame" : "particles";
}

function jsonOf({ name, bytes }: DroppedFile): unknown {
  try {
    return parseJson(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new InputError([{ path: name, message: (error as Error).message }]);
  }
}

function atMostOne(files: readonly DroppedFile[], what: string): readonly DroppedFile[] {
  if (files.length <= 1) return files;
  const names = files.map(({ name }) => name).join(", ");
  throw new InputError([{ path: "", message: `these are several ${what}: ${names}; drop one at a time` }]);
}

function fileReader(files: readonly DroppedFile[]): ReadFile {
  const byName = new Map(files.map(({ name, bytes }) => [baseName(name), bytes]));
  return async (path) => {
    const bytes = byName.get(baseName(path));
    if (bytes) return bytes;
    throw new Error("it was not dropped; drop it together with the scenario");
  };
}

function baseName(path: string): string {
  return path.split(/[\\/]/).pop() as string;
}

/** Names of the files in a zip archive. */
function namesIn(file: DroppedFile): string[] {
  const names: string[] = [];
  unzipped(file, (name) => {
    names.push(name);
    return false;
  });
  return names;
}

/** The files in an archive; what a run has recorded stays in it, but for the files that its scenario names. */
function unpack(file: DroppedFile): DroppedFile[] {
  const isNamed = (name: string) => new RegExp(`(^|/)${namedFilesFolder}/.`).test(name);
  const isRecord = (name: string) => /(^|\/)((frames|surfaces)\/.*|trajectory\.xyz|.*\.csv)$|\/$/.test(name);
  const entries = Object.entries(unzipped(file, (name) => isNamed(name) || !isRecord(name)));
  return entries.map(([name, bytes]) => ({ name, bytes }));
}

function unzipped({ name, bytes }: DroppedFile, filter: (name: string) => boolean) {
  try {
    return unzipSync(bytes, { filter: (entry) => filter(entry.name) });
  } catch (error) {
    const message = `is damaged, or no zip archive: ${(error as Error).message}`;
    throw new InputError([{ path: name, message }]);
  }
}

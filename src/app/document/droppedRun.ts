import { InputError } from "../../core/failure.ts";
import { type Checkpoint, checkpointFile, readCheckpoint } from "../../run/checkpoint.ts";
import { digestOfJson } from "../../run/digest.ts";
import { MemoryOutput } from "../../run/memoryOutput.ts";
import { findRunDocument, runFile } from "../../run/runDocument.ts";
import { parseScenario } from "../../run/scenario/parseScenario.ts";
import type { DroppedFile } from "./droppedFiles.ts";

/**
 * The scenario of a `run.json`, and the checkpoint of that run where it is there.
 *
 * @throws InputError where a file is damaged, or they are of two runs
 */
export async function readDroppedRun(
  run: DroppedFile,
  checkpoint: DroppedFile | undefined,
): Promise<{ readonly document: unknown; readonly checkpoint?: Checkpoint }> {
  const folder = new MemoryOutput();
  await folder.writeFile(runFile, run.bytes);
  const document = await findRunDocument(folder);
  if (!document) throw new InputError([{ path: run.name, message: "is not of a run of this program" }]);
  const { scenario } = document;
  if (!checkpoint) return { document: scenario };
  await folder.writeFile(checkpointFile, checkpoint.bytes);
  const saved = await readCheckpoint(folder).catch((error: unknown) => {
    throw error instanceof InputError ? renamed(error, checkpoint.name) : error;
  });
  if (saved.scenarioDigest === (await digestOfJson(parseScenario(scenario))))
    return { document: scenario, checkpoint: saved };
  const message = `belongs to another run than ${run.name}`;
  throw new InputError([{ path: checkpoint.name, message }]);
}

/** The same problems, of a file with the name that the user knows. */
function renamed({ problems }: InputError, name: string): InputError {
  return new InputError(problems.map(({ message }) => ({ path: name, message })));
}

import { InputError } from "../core/failure.ts";
import { checkpointFile } from "./checkpoint.ts";
import { foldersWithFrames, removeFramesAfter } from "./frameFiles.ts";
import type { Output } from "./output.ts";
import { recordedFiles } from "./recordedFiles.ts";
import { findRunDocument, runFile } from "./runDocument.ts";

/** `run.json` comes last, so that a folder cleared half-way is still known as ours. */
const files: readonly string[] = [...recordedFiles, checkpointFile, runFile];

/**
 * Makes room for a new run: the files of an earlier one are removed. Throws InputError where files would be lost
 * that are not known to be ours, for want of a `run.json`.
 */
export async function clearEarlierRun(output: Output): Promise<void> {
  const present = (await output.list("")).filter((name) => files.includes(name));
  present.push(...(await foldersWithFrames(output)));
  if (present.length > 0 && !(await findRunDocument(output))) {
    const message = `a run here would overwrite ${present.join(", ")}, which no ${runFile} of an earlier run accounts for; choose another folder`;
    throw new InputError([{ path: output.description, message }]);
  }
  await removeFramesAfter(output, -1);
  for (const name of files) await output.remove(name);
}

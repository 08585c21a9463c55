import { InputError } from "../core/failure.ts";
import { checkpointFile } from "./checkpoint.ts";
import { hasFrames, removeFramesAfter } from "./frameFiles.ts";
import type { Output } from "./output.ts";
import { findRunDocument, runFile } from "./runDocument.ts";

const recordedFiles = [
  "thermo.csv",
  "trajectory.xyz",
  "trajectory.lammpstrj",
  "radialDistribution.csv",
  "displacement.csv",
  checkpointFile,
];

/**
 * Makes room for a new run: the files of an earlier one are removed. Throws InputError where files would be lost
 * that are not known to be ours, for want of a `run.json`.
 */
export async function clearEarlierRun(output: Output): Promise<void> {
  const present = (await output.list("")).filter((name) => [...recordedFiles, runFile].includes(name));
  if (await hasFrames(output)) present.push("frames");
  if (present.length > 0 && !(await findRunDocument(output))) {
    const message = `a run here would overwrite ${present.join(", ")}, which no ${runFile} of an earlier run accounts for; choose another folder`;
    throw new InputError([{ path: output.description, message }]);
  }
  await removeFramesAfter(output, -1);
  // Last, so that a folder cleared half-way is still known as ours.
  for (const name of [...recordedFiles, runFile]) await output.remove(name);
}

import type { Output } from "./output.ts";
import { type FrameExtension, type FrameFolder, frameFolders } from "./recordedFiles.ts";

const pattern = /^step-(\d+)\.(\w+)(\.partial)?$/;

/** Name of a file of one step: `frames/step-000000100.npz`. */
export function frameFileName(step: number): string;
export function frameFileName<F extends FrameFolder>(
  step: number,
  folder: F,
  extension: FrameExtension<F>,
): string;
export function frameFileName(step: number, folder = "frames", extension = "npz"): string {
  return `${folder}/step-${String(step).padStart(9, "0")}.${extension}`;
}

/** Removes the files of all steps after a given one. */
export async function removeFramesAfter(output: Output, step: number): Promise<void> {
  for (const folder of folders) {
    for (const name of await output.list(folder)) {
      if (stepOf(folder, name) > step) await output.remove(`${folder}/${name}`);
    }
  }
}

/** Folders that hold files of single steps. */
export async function foldersWithFrames(output: Output): Promise<string[]> {
  const found: string[] = [];
  for (const folder of folders) {
    const names = await output.list(folder);
    if (names.some((name) => stepOf(folder, name) >= 0)) found.push(folder);
  }
  return found;
}

const folders = Object.keys(frameFolders) as FrameFolder[];

/** The step that a file is of; −1 for one that is not ours. */
function stepOf(folder: FrameFolder, name: string): number {
  const match = pattern.exec(name);
  const extensions: readonly string[] = frameFolders[folder];
  return match && extensions.includes(match[2]) ? Number(match[1]) : -1;
}

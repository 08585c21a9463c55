import type { Output } from "./output.ts";

const folder = "frames";
const pattern = /^step-(\d+)\.npz(\.partial)?$/;

/** Name of the file of a frame: `frames/step-000000100.npz`. */
export function frameFileName(step: number): string {
  return `${folder}/step-${String(step).padStart(9, "0")}.npz`;
}

/** Removes the frames of all steps after a given one. */
export async function removeFramesAfter(output: Output, step: number): Promise<void> {
  for (const name of await output.list(folder)) {
    const match = pattern.exec(name);
    if (match && Number(match[1]) > step) await output.remove(`${folder}/${name}`);
  }
}

/** Whether there are frames. */
export async function hasFrames(output: Output): Promise<boolean> {
  return (await output.list(folder)).some((name) => pattern.test(name));
}

import { describe, expect, it } from "vitest";
import { frameFileName, removeFramesAfter } from "../../src/run/frameFiles.ts";
import { MemoryOutput } from "../../src/run/memoryOutput.ts";
import { recordedFiles } from "../../src/run/recordedFiles.ts";
import { clearEarlierRun } from "../../src/run/runFolder.ts";

async function folderWith(...names: readonly string[]): Promise<MemoryOutput> {
  const output = new MemoryOutput();
  for (const name of names)
    await output.writeFile(name, name === "run.json" ? '{"program":"corpuscle"}' : "");
  return output;
}

const frames = ["frames/step-000000007.npz", "frames/step-000000007.vtp"];
const surfaces = ["surfaces/step-000000007.ply", "surfaces/step-000000007.obj.partial"];
const foreign = ["notes.txt", "frames/step-000000007.txt", "frames/mine.npz", "surfaces/step-000000007.npz"];

async function all(output: MemoryOutput): Promise<string[]> {
  const inside = async (folder: string) => (await output.list(folder)).map((name) => `${folder}/${name}`);
  const top = (await output.list("")).filter((name) => !["frames", "surfaces"].includes(name));
  return [...top, ...(await inside("frames")), ...(await inside("surfaces"))];
}

describe("the folder of an earlier run", () => {
  it("of any solver family is cleared of all that was recorded, and of nothing else", async () => {
    const output = await folderWith(
      "run.json",
      "checkpoint.npz",
      ...recordedFiles,
      ...frames,
      ...surfaces,
      ...foreign,
    );
    await clearEarlierRun(output);
    expect(new Set(await all(output))).toEqual(new Set(foreign));
  });

  it.each(["fluid.csv", "frames.pvd", frames[1], surfaces[0]])(
    "with %s but no run.json is left alone",
    async (file) => {
      const output = await folderWith(file);
      await expect(clearEarlierRun(output)).rejects.toThrow(/would overwrite/);
      expect(await all(output)).toEqual([file]);
    },
  );
});

describe("files of single steps", () => {
  it("of later steps are removed from every folder, in every format", async () => {
    const names = [6, 7, 8].flatMap((step) => [
      frameFileName(step),
      frameFileName(step, "frames", "vtp"),
      frameFileName(step, "surfaces", "ply"),
      `${frameFileName(step, "surfaces", "obj")}.partial`,
    ]);
    const output = await folderWith(...names, ...foreign);
    await removeFramesAfter(output, 6);
    expect(new Set(await all(output))).toEqual(new Set([...names.slice(0, 4), ...foreign]));
  });
});

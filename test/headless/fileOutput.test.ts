import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FileOutput } from "../../src/headless/fileOutput.ts";
import { MemoryOutput } from "../../src/run/memoryOutput.ts";
import type { Output } from "../../src/run/output.ts";
import { OutputError } from "../../src/run/output.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "corpuscle-output-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const text = async (output: Output, name: string) => new TextDecoder().decode(await output.read(name));

describe.each([
  ["a folder", () => FileOutput.open(join(folder, "new", "out"))],
  ["memory", async () => new MemoryOutput()],
] as const)("output to %s", (_, open) => {
  it("writes, replaces, reads, lists and removes files", async () => {
    const output: Output = await open();
    await output.writeFile("run.json", "first");
    await output.writeFile("run.json", "second");
    await output.writeFile("frames/b.npz", Uint8Array.of(1, 2));
    await output.writeFile("frames/a.npz", Uint8Array.of(3));
    expect(await text(output, "run.json")).toBe("second");
    expect(await output.list("")).toEqual(["frames", "run.json"]);
    expect(await output.list("frames")).toEqual(["a.npz", "b.npz"]);
    await output.remove("frames/a.npz");
    expect(await output.list("frames")).toEqual(["b.npz"]);
    await output.close();
  });

  it("appends in order and knows the length in bytes", async () => {
    const output: Output = await open();
    await output.append("thermo.csv", ["σ,", "τ\n"]);
    await output.append("thermo.csv", ["1,2\n"]);
    expect(await output.size("thermo.csv")).toBe(10);
    expect(await text(output, "thermo.csv")).toBe("σ,τ\n1,2\n");
    await output.close();
  });

  it("goes on appending where it was truncated", async () => {
    const output: Output = await open();
    await output.append("thermo.csv", ["one\n", "two\n"]);
    await output.truncate("thermo.csv", 4);
    await output.append("thermo.csv", ["three\n"]);
    await output.flush();
    expect(await text(output, "thermo.csv")).toBe("one\nthree\n");
    await output.close();
  });

  it("what is not there has no content, no size and no names", async () => {
    const output: Output = await open();
    expect(await output.read("none")).toBeUndefined();
    expect(await output.size("none")).toBeUndefined();
    expect(await output.list("none")).toEqual([]);
    await output.remove("none");
    await output.close();
  });
});

describe("file output", () => {
  it("leaves no temporary file behind", async () => {
    const output = await FileOutput.open(folder);
    await output.writeFile("run.json", "{}");
    expect(await output.list("")).toEqual(["run.json"]);
  });

  it("takes up a file of an earlier process where it ends", async () => {
    await writeFile(join(folder, "thermo.csv"), "old\n");
    const output = await FileOutput.open(folder);
    await output.append("thermo.csv", ["new\n"]);
    await output.close();
    expect(await readFile(join(folder, "thermo.csv"), "utf8")).toBe("old\nnew\n");
  });

  it("a file in place of the folder is named at the start", async () => {
    await writeFile(join(folder, "out"), "");
    const error = await FileOutput.open(join(folder, "out")).catch((reason) => reason);
    expect(error).toBeInstanceOf(OutputError);
    expect(error.exitCode).toBe(2);
    expect(error.message).toBe(
      `cannot write to the folder ${join(folder, "out")}: it is a file, not a folder (EEXIST)`,
    );
  });

  it("a folder that the system will not make is named at the start", async () => {
    await expect(FileOutput.open("/proc/corpuscle/out")).rejects.toThrow(/\/proc\/corpuscle/);
  });

  it("a path through a file is named at the start", async () => {
    await writeFile(join(folder, "file"), "");
    await expect(FileOutput.open(join(folder, "file", "out"))).rejects.toThrow(/ENOTDIR/);
  });

  it("a full disk is an OutputError that names file and cause", async () => {
    const output = await FileOutput.open(folder);
    await symlink("/dev/full", join(folder, "thermo.csv"));
    const error = await output.append("thermo.csv", ["1,2\n"]).catch((reason) => reason);
    expect(error).toBeInstanceOf(OutputError);
    expect(error.message).toBe(
      `cannot write ${join(folder, "thermo.csv")}: no space left on the disk (ENOSPC)`,
    );
    await output.close();
  });

  it("a failed replacement leaves the old file and no temporary one", async () => {
    const output = await FileOutput.open(folder);
    await output.writeFile("checkpoint.npz", "old");
    await symlink("/dev/full", join(folder, "checkpoint.npz.partial"));
    await expect(output.writeFile("checkpoint.npz", "new")).rejects.toThrow(/ENOSPC/);
    expect(await output.list("")).toEqual(["checkpoint.npz"]);
    expect(await text(output, "checkpoint.npz")).toBe("old");
  });

  it("a record that fails half-way is taken back", async () => {
    const output = await FileOutput.open(folder);
    await output.append("trajectory.xyz", ["whole\n"]);
    const pieces = function* () {
      yield "half";
      throw new RangeError("no more text");
    };
    await expect(output.append("trajectory.xyz", pieces())).rejects.toThrow(RangeError);
    await output.append("trajectory.xyz", ["next\n"]);
    expect(await text(output, "trajectory.xyz")).toBe("whole\nnext\n");
    await output.close();
  });
});

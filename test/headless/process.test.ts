import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { ensureBuild } from "../../scripts/setup/project.js";
import { inScenarioFolder } from "./smallScenario.ts";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const program = join(root, "dist/corpuscle.js");
const steps = "600";

function start(...argumentList: string[]): ChildProcess {
  return spawn(process.execPath, [program, ...argumentList], { stdio: ["ignore", "pipe", "ignore"] });
}

/** Waits until a run has put the checkpoint of a later step than the first on disk. */
async function laterCheckpoint(folder: string): Promise<void> {
  const checkpoint = () => readFile(join(folder, "checkpoint.npz")).catch(() => Buffer.alloc(0));
  let first = await checkpoint();
  while (first.length === 0) [first] = [await checkpoint(), await sleep(2)];
  while ((await checkpoint()).equals(first)) await sleep(2);
}

describe("the built command line", { timeout: 120_000 }, () => {
  beforeAll(() => ensureBuild(root));

  it("stops at Ctrl-C with a checkpoint and exit code 130", async () => {
    await inScenarioFolder(async (folder, file) => {
      const out = join(folder, "out");
      const run = start("run", file, "--out", out, "--steps", "1000000", "--json");
      const printed = text(run.stdout!);
      await laterCheckpoint(out);
      run.kill("SIGINT");
      const [exitCode] = await once(run, "exit");
      expect(exitCode).toBe(130);
      const { status, steps: done } = JSON.parse(await printed);
      expect(status).toBe("interrupted");
      expect(done).toBeGreaterThan(0);
    });
  });

  it("killed at once, goes on to the very frame of a run that was not", async () => {
    await inScenarioFolder(async (folder, file) => {
      const [killed, whole] = [join(folder, "killed"), join(folder, "whole")];
      const run = start("run", file, "--out", killed, "--steps", steps, "--quiet");
      await laterCheckpoint(killed);
      run.kill("SIGKILL");
      await once(run, "exit");
      const finish = promisify(execFile);
      await finish(process.execPath, [program, "resume", killed, "--quiet"]);
      await finish(process.execPath, [program, "run", file, "--out", whole, "--steps", steps, "--quiet"]);
      for (const name of ["thermo.csv", `frames/step-000000${steps}.npz`]) {
        expect((await readFile(join(killed, name))).equals(await readFile(join(whole, name)))).toBe(true);
      }
    });
  });

  it("gives browsers an entry without Node's modules", async () => {
    const source = await readFile(join(root, "dist/index.js"), "utf8");
    const chunks = [...source.matchAll(/from "(\.\/assets\/[^"]+)"/g)].map(([, path]) => path);
    const sources = await Promise.all(chunks.map((path) => readFile(join(root, "dist", path), "utf8")));
    expect(sources.length).toBeGreaterThan(0);
    for (const chunk of [source, ...sources])
      expect(chunk).not.toMatch(/from "(node:|webgpu|commander|cli-)/);
  });
});

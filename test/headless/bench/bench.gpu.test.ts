import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { SuiteResult } from "../../../src/headless/bench/benchSuite.ts";
import { adapterSlug, mergeResults, readResults } from "../../../src/headless/bench/resultsFile.ts";
import { runCommandLine } from "../../../src/headless/commandLine.ts";
import { version } from "../../../src/version.ts";
import { CapturedTerminal } from "../capturedTerminal.ts";

async function inFolder(action: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "corpuscle-test-"));
  await action(folder).finally(() => rm(folder, { recursive: true }));
}

const machine = { processor: "a processor", cores: 2, memoryGigabytes: 8, system: "linux", node: "v20" };
const suite = (rounds: number): SuiteResult => ({ date: "2026-01-01", version, rounds, cases: [] });
const results = (suites: Record<string, SuiteResult>) => ({ adapter: "An adapter", machine, suites });

describe("a file of results", () => {
  it("is named after its adapter", () => {
    expect(adapterSlug("llvmpipe: Mesa 25.0.7 (LLVM 15.0.6)")).toBe("llvmpipe-mesa-25-0-7-llvm-15-0-6");
  });

  it("keeps suites that were not run again, and leaves no other file behind", async () => {
    await inFolder(async (folder) => {
      const file = join(folder, "results", "adapter.json");
      await mergeResults(file, results({ melt: suite(3), small: suite(3) }));
      await mergeResults(file, results({ small: suite(5) }));
      const found = await readResults(file);
      expect(found?.suites).toEqual({ melt: suite(3), small: suite(5) });
      expect(await readdir(join(folder, "results"))).toEqual(["adapter.json"]);
    });
  });

  it("of another adapter, or of something else, is left as it was", async () => {
    await inFolder(async (folder) => {
      const file = join(folder, "adapter.json");
      for (const content of ['{"adapter":"Another","suites":{}}', '{"name":"scenario"}', "no JSON"]) {
        await writeFile(file, content);
        await expect(mergeResults(file, results({ small: suite(1) }))).rejects.toThrow(file);
        expect(await readFile(file, "utf8")).toBe(content);
      }
    });
  });
});

describe("bench", () => {
  it("runs a suite to its end and writes finite numbers beside what is missing", async () => {
    await inFolder(async (folder) => {
      const file = join(folder, "out.json");
      const terminal = new CapturedTerminal();
      const quick = ["--suite", "small", "--rounds", "1", "--share", "0.01", "--json", file];
      expect(await runCommandLine(["bench", ...quick], terminal)).toBe(0);
      expect(terminal.stdout.text).toContain("melt of 500 atoms");
      const [result] = (await readResults(file))?.suites.small.cases ?? [];
      expect(result).toMatchObject({ particles: 500, steps: 20 });
      expect(result.loads).toHaveLength(1);
      const [own, ...peers] = result.entries;
      expect(own.program).toContain("Corpuscle");
      expect(peers.map(({ program }) => program)).toEqual(
        expect.arrayContaining([
          expect.stringContaining("LAMMPS"),
          expect.stringContaining("Numba"),
          "CuPy",
          "JAX",
          "PyTorch",
          "NumPy",
        ]),
      );
      for (const entry of result.entries) {
        if (entry.status === "measured")
          expect(entry.rates.every((rate) => rate > 0 && rate < 1e15)).toBe(true);
        else expect(entry).toMatchObject({ status: "missing", reason: expect.stringMatching(/\S/) });
      }
      expect(own.status).toBe("measured");
    });
  }, 240_000);

  it("names the nearest suite for one that it does not know, and refuses a share beyond all steps", async () => {
    const terminal = new CapturedTerminal();
    expect(await runCommandLine(["bench", "--suite", "molt"], terminal)).toBe(2);
    expect(terminal.stderr.text).toContain('did you mean "melt"');
    expect(await runCommandLine(["bench", "--share", "2"], terminal)).toBe(2);
  });
});

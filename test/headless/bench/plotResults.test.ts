import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { CaseResult } from "../../../src/headless/bench/benchSuite.ts";
import { plotResults } from "../../../src/headless/bench/plotResults.ts";
import type { BenchResults } from "../../../src/headless/bench/resultsFile.ts";
import { runCommandLine } from "../../../src/headless/commandLine.ts";
import { CapturedTerminal } from "../capturedTerminal.ts";

const ratio = { median: 1, lowest: 1, highest: 1 };

function melted(particles: number, rates: Readonly<Record<string, number>>): CaseResult {
  const entries = Object.entries(rates).map(([program, median]) => ({
    program,
    status: "measured" as const,
    rates: [median],
    median,
    ratio,
    results: {},
  }));
  const missing = { program: "Absent", status: "missing" as const, reason: "it is not installed" };
  return { name: "melt", particles, steps: 1, entries: [...entries, missing], loads: [0] };
}

function results(cases: readonly CaseResult[]): BenchResults {
  const machine = { processor: "a processor", cores: 2, memoryGigabytes: 8, system: "linux", node: "v20" };
  const melt = { date: "2026-01-01", version: "0.1.0", rounds: 1, cases };
  return { adapter: "An <adapter>", machine, suites: { melt } };
}

// 1000 ns and 100 ns, 100 ns and 10 ns: three decades of particles and two of cost.
const two = results([
  melted(1000, { "Corpuscle on An <adapter>": 1e6, Other: 1e7 }),
  melted(1_000_000, { "Corpuscle on An <adapter>": 1e7, Other: 1e8 }),
]);

describe("the plot of results", () => {
  it("has a line of each program that was measured, on logarithmic axes", () => {
    const svg = plotResults(two);
    expect(svg.match(/<polyline points="[^"]*"/g)).toEqual([
      '<polyline points="70,30 520,195"',
      '<polyline points="70,195 520,360"',
    ]);
    expect(svg).toContain(">10⁶<");
    expect(svg).toContain("An &lt;adapter>");
    expect(svg).not.toContain("Absent");
  });

  it("of results without a melt is refused", () => {
    expect(() => plotResults(results([]))).toThrow("no measured case");
  });

  it("is written by `bench plot`, which refuses a file that is not there", async () => {
    const folder = await mkdtemp(join(tmpdir(), "corpuscle-test-"));
    try {
      const [file, picture] = [join(folder, "results.json"), join(folder, "plot.svg")];
      const terminal = new CapturedTerminal();
      expect(await runCommandLine(["bench", "plot", file, picture], terminal)).toBe(2);
      expect(terminal.stderr.text).toContain("there is no such file");
      await writeFile(file, JSON.stringify(two));
      expect(await runCommandLine(["bench", "plot", file, picture], terminal)).toBe(0);
      expect(await readFile(picture, "utf8")).toBe(plotResults(two));
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

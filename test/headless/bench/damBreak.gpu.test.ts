import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { BenchEnvironment, CaseResult } from "../../../src/headless/bench/benchSuite.ts";
import { printSuite } from "../../../src/headless/bench/benchTable.ts";
import { corpuscleDamBreak } from "../../../src/headless/bench/corpuscleDamBreak.ts";
import { countInteractions } from "../../../src/headless/bench/countInteractions.ts";
import { damBreakPeers } from "../../../src/headless/bench/damBreakPeers.ts";
import { damBreakWork } from "../../../src/headless/bench/damBreakWork.ts";
import { findInterpreter } from "../../../src/headless/bench/pythonPeer.ts";
import { differenceOf } from "../../../src/headless/bench/race.ts";
import { raceDamBreak } from "../../../src/headless/bench/raceDamBreak.ts";
import { benchSuites } from "../../../src/headless/bench/suites/index.ts";
import { openDawn } from "../../../src/headless/dawn.ts";
import { createFluidEngine } from "../../../src/run/createFluidEngine.ts";
import { CapturedTerminal } from "../capturedTerminal.ts";

const tiny = { spacing: 0.1, supportRatio: 2.6 };
const divergenceFree = [
  "solver.kernel=cubic-spline",
  'solver.scheme={"kind":"divergence-free"}',
  "solver.viscosities=[]",
];

async function inFolder(action: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "corpuscle-test-"));
  await action(folder).finally(() => rm(folder, { recursive: true }));
}

describe("the dam break of bench", () => {
  it("counts a pair of fluid particles twice and one of fluid and wall on either side", async () => {
    const { built, interactions } = await damBreakWork(tiny, 1);
    const { model, particles } = built;
    const { position, type, count } = particles;
    const within = (i: number, j: number) =>
      Math.hypot(...[0, 1, 2].map((k) => position[3 * i + k] - position[3 * j + k])) < model.supportRadius;
    let [fluidSide, wallSide] = [0, 0];
    for (let i = 0; i < count && type[i] === 0; i++) {
      for (let j = 0; j < count; j++) {
        if (i === j || !within(i, j)) continue;
        fluidSide++;
        if (type[j] > 0) wallSide++;
      }
    }
    expect(countInteractions(model, particles)).toEqual({ fluidSide, wallSide });
    expect(interactions).toBe(fluidSide + wallSide);
  });

  it("has a state that every weakly compressible size starts from in motion, with a fixed step", async () => {
    const { built } = await damBreakWork(tiny, 1);
    expect(built.model.timeStepping.timeStep).toBeGreaterThan(0);
    expect(Math.max(...built.particles.velocity)).toBeGreaterThan(2);
    expect(benchSuites.map(({ name }) => name)).toContain("dam-break");
  });

  it("is computed by the script of Numba's as by the float64 reference, also over new lists", async () => {
    await inFolder(async (folder) => {
      const work = await damBreakWork(tiny, 16);
      const reference = await createFluidEngine(undefined, work.built.model, work.built.particles);
      const own = await (await corpuscleDamBreak(work, reference)).run();
      const [peer, ...others] = await damBreakPeers(work, { folder });
      expect(others).toEqual([]);
      const outcome = await peer.run();
      const found = await findInterpreter(["numba", "numpy"]);
      if (own.status !== "measured") throw new Error(own.reason);
      // Without the modules there is nothing to compare but that it is said.
      if ("reason" in found) expect(outcome).toEqual({ status: "missing", reason: found.reason });
      else if (outcome.status === "missing") throw new Error(outcome.reason);
      else expect(differenceOf(own.results, outcome.results, work.tolerances)).toBeUndefined();
    });
  }, 240_000);

  it("runs on the device, and its table has pair interactions", async () => {
    const context = await openDawn();
    try {
      await inFolder(async (folder) => {
        const environment: BenchEnvironment = { context, rounds: 1, share: 1, folder, report: () => {} };
        const cases: CaseResult[] = [];
        for (const size of [tiny, { ...tiny, supportRatio: 2, settings: divergenceFree }]) {
          cases.push(await raceDamBreak(await damBreakWork(size, 3), environment));
        }
        const [weakly, projected] = cases;
        expect(weakly.entries).toHaveLength(2);
        expect(weakly.entries[0]).toMatchObject({ status: "measured" });
        expect(weakly.interactions).toBeGreaterThan(weakly.particles);
        if (weakly.entries[1].status !== "measured")
          expect(weakly.entries[1]).toMatchObject({ status: "missing" });
        // Nobody else computes DFSPH here; its speed is told with its iterations.
        expect(projected.entries).toHaveLength(1);
        const { results = {} } = projected.entries[0] as { results?: Record<string, number> };
        expect(Object.keys(results).join()).toMatch(/iterations: .+/);
        const terminal = new CapturedTerminal();
        printSuite(terminal, benchSuites[0], cases);
        expect(terminal.stdout.text).toContain("pair interactions/s");
        expect(terminal.stdout.text).toContain(weakly.name);
      });
    } finally {
      context.destroy();
    }
  }, 240_000);
});

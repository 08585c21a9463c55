import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { BenchEnvironment, Contender, Outcome } from "../../../src/headless/bench/benchSuite.ts";
import { parseLammps } from "../../../src/headless/bench/lammps.ts";
import { meltPeers, meltScripts } from "../../../src/headless/bench/meltPeers.ts";
import { buildMelt, meltWork } from "../../../src/headless/bench/meltWork.ts";
import { findInterpreter, peerOutcome, pythonContender } from "../../../src/headless/bench/pythonPeer.ts";
import { whyNot } from "../../../src/headless/bench/suites/scaling.ts";
import { withEngine } from "../../../src/run/createEngine.ts";

const printed = `Per MPI rank memory allocation (min/avg/max) = 13.3 | 13.3 | 13.3 Mbytes
   Step         PotEng         TotEng    
         0  -6.7733681     -4.6134356    
       100  -5.7622168     -4.6223151    
Loop time of 0.571912 on 2 procs for 100 steps with 32000 atoms

Performance: 75536.7 tau/day, 174.8 timesteps/s
`;

describe("what LAMMPS prints", () => {
  it("gives the time of the loop and the energies at both ends", () => {
    expect(parseLammps(printed)).toEqual({
      status: "measured",
      seconds: 0.571912,
      results: { energyAtStart: -4.6134356, energyAtEnd: -4.6223151, potentialEnergyAtEnd: -5.7622168 },
    });
  });

  it("without a loop time is no measurement", () => {
    expect(parseLammps(printed.replace(/Loop time.*/, ""))).toMatchObject({ status: "missing" });
  });
});

describe("a script of Python's", () => {
  it("that fails, says that it cannot run or prints no result is missing, with the reason", () => {
    expect(peerOutcome(1, "Traceback\nImportError: no")).toMatchObject({
      reason: "ended with exit code 1: ImportError: no",
    });
    expect(peerOutcome(0, '{"missing": "no CUDA device"}')).toEqual({
      status: "missing",
      reason: "no CUDA device",
    });
    expect(peerOutcome(0, "done")).toMatchObject({ status: "missing" });
    expect(peerOutcome(0, '{"seconds": 0, "results": {}}')).toMatchObject({ status: "missing" });
  });

  it("that can run on several devices says which one it took", () => {
    const said = { seconds: 2, results: { energyAtStart: -4.6 } };
    expect(peerOutcome(0, JSON.stringify({ ...said, device: "CPU" }))).toEqual({
      status: "measured",
      ...said,
      device: "CPU",
    });
    expect(peerOutcome(0, JSON.stringify(said))).toEqual({ status: "measured", ...said });
  });

  it("that works array by array leaves itself out on a CPU where there are many atoms", async () => {
    const found = await findInterpreter(["numpy"]);
    const reason = "reason" in found ? found.reason : expect.stringMatching(/on a CPU beyond 32000 atoms/);
    expect(await outcomesOf(21, 1, ({ program }) => program === "NumPy")).toEqual([
      { program: "NumPy", outcome: { status: "missing", reason } },
    ]);
  }, 60_000);

  it("whose modules nobody has is missing, and says which", async () => {
    const peer = { program: "None", script: "meltNumpy.py", modules: ["no_such_module_of_python"] };
    const outcome = await pythonContender(peer, {}).run();
    expect(outcome).toMatchObject({ status: "missing" });
    expect(outcome).toHaveProperty("reason", expect.stringMatching(/no_such_module_of_python|no Python/));
  });

  it("has the energies of the float64 reference, at the start and after ten steps, in a box with and without cells", async () => {
    for (const cells of [4, 6]) await comparePeers(cells);
    // JAX and PyTorch compile for a minute where they are installed.
  }, 480_000);
});

describe("a size of the scaling suite", () => {
  it("that needs more memory or time than there is is left out with the reason", () => {
    expect(whyNot(1e6, 10, 1e9)).toBe("needs about 1.6 GB, 1.0 GB are free");
    expect(whyNot(1e6, 1000, 1e12)).toContain("would take about 1000 s");
    expect(whyNot(1e3, 1, 1e9)).toBeUndefined();
  });
});

async function comparePeers(cells: number): Promise<void> {
  const steps = 10;
  const work = meltWork(cells, steps);
  const totals = await withEngine(undefined, await buildMelt(work), {}, async (engine) => {
    const plan = { pairHistogramAt: [], displacementAt: [] };
    const first = await engine.advance({ ...plan, untilStep: 0, totalsAt: [0] });
    const last = await engine.advance({ ...plan, untilStep: steps, totalsAt: [steps] });
    return [...first.totals, ...last.totals];
  });
  const [start, end] = totals.map(
    ({ kineticEnergy, potentialEnergy }) => (kineticEnergy + potentialEnergy) / work.particles,
  );
  const potential = totals[1].potentialEnergy / work.particles;
  const isScript = ({ program }: Contender) => meltScripts.some((script) => script.program === program);
  const outcomes = await outcomesOf(cells, steps, isScript);
  expect(outcomes).toHaveLength(meltScripts.length);
  for (const { program, outcome } of outcomes) {
    const modules = meltScripts.find((script) => script.program === program)?.modules ?? [];
    const found = await findInterpreter(modules);
    // Without the modules, or a device that a program needs, there is nothing to compare but that it is said.
    if ("reason" in found) expect(outcome).toEqual({ status: "missing", reason: found.reason });
    else if (outcome.status === "missing" && /CUDA|CuPy/.test(program))
      expect(outcome.reason).toMatch(/finds no CUDA device$/);
    else expectEnergies(outcome, start, end, potential);
  }
}

/** What those peers of the melt that are chosen make of it. */
async function outcomesOf(
  cells: number,
  steps: number,
  isChosen: (peer: Contender) => boolean,
): Promise<{ program: string; outcome: Outcome }[]> {
  const work = meltWork(cells, steps);
  const folder = await mkdtemp(join(tmpdir(), "corpuscle-test-"));
  try {
    const peers = await meltPeers(work, await buildMelt(work), { folder } as BenchEnvironment);
    const outcomes: { program: string; outcome: Outcome }[] = [];
    for (const peer of peers.filter(isChosen))
      outcomes.push({ program: peer.program, outcome: await peer.run() });
    return outcomes;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function expectEnergies(outcome: Outcome, start: number, end: number, potential: number): void {
  if (outcome.status !== "measured") throw new Error(outcome.reason);
  const { energyAtStart, energyAtEnd, potentialEnergyAtEnd } = outcome.results;
  expect(Math.abs(energyAtStart / start - 1)).toBeLessThan(1e-4);
  expect(Math.abs(energyAtEnd / end - 1)).toBeLessThan(1e-4);
  expect(Math.abs(potentialEnergyAtEnd / potential - 1)).toBeLessThan(1e-4);
}

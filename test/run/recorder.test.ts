import { describe, expect, it } from "vitest";
import { parseCsv } from "../../src/formats/csv.ts";
import { decodeNpz } from "../../src/formats/npz.ts";
import type { MemoryOutput } from "../../src/run/memoryOutput.ts";
import { readRunDocument } from "../../src/run/runDocument.ts";
import { runSimulation } from "../../src/run/runSimulation.ts";
import { everything, type TrapScenario, trapOptions } from "./trapRun.ts";
import { trapModel } from "./trappedParticles.ts";

/** Runs 53 steps with a single recorder. */
async function record(only: TrapScenario["record"]): Promise<MemoryOutput> {
  const options = trapOptions({ run: everything.run, record: only });
  await runSimulation(options);
  return options.output;
}

function table(output: MemoryOutput, file: string) {
  const { columns, rows } = parseCsv(output.text(file)!, file);
  const column = (name: string) => rows.map((row) => row[columns.indexOf(name)]);
  return { columns, rows, column };
}

describe("thermo recorder", () => {
  it("writes scheduled steps and the final one, with plain column names", async () => {
    const { columns, column } = table(await record({ thermo: { every: 20 } }), "thermo.csv");
    expect(columns.join(",")).toBe(
      "step,time,temperature,kineticEnergy,potentialEnergy,totalEnergy,conservedEnergy,pressure," +
        "pressureXX,pressureYY,pressureZZ,pressureXY,pressureXZ,pressureYZ,momentumX,momentumY,momentumZ,maximumForce",
    );
    expect(column("step")).toEqual([0, 20, 40, 53]);
    expect(column("time")).toEqual([0, 20, 40, 53].map((step) => step * trapModel.timeStep));
  });

  it("the conserved energy is the total energy and what the thermostat took up", async () => {
    const { column } = table(await record({ thermo: { every: 20 } }), "thermo.csv");
    expect(column("conservedEnergy")).toEqual(column("totalEnergy").map((energy) => energy + 0.25));
  });

  it("the drift in run.json is the change of the conserved energy per particle", async () => {
    const output = await record({ thermo: { every: 20 } });
    const conserved = table(output, "thermo.csv").column("conservedEnergy");
    const { results } = await readRunDocument(output);
    expect(results.conservedEnergyDriftPerParticle.value).toBe((conserved[3] - conserved[0]) / 8);
  });
});

describe("trajectory recorder", () => {
  it("appends the first, the scheduled and the last configuration in both formats", async () => {
    const output = await record({ trajectory: { every: 25, formats: ["extxyz", "lammps"] } });
    const steps = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1]);
    expect(steps(output.text("trajectory.xyz")!, /Step=(\d+)/g)).toEqual(["0", "25", "50", "53"]);
    const dump = output.text("trajectory.lammpstrj")!;
    expect(steps(dump, /ITEM: TIMESTEP\n(\d+)/g)).toEqual(["0", "25", "50", "53"]);
  });

  it("writes only the formats asked for", async () => {
    const output = await record({ trajectory: { every: 25, formats: ["lammps"] } });
    expect(await output.list("")).toEqual(["checkpoint.npz", "run.json", "trajectory.lammpstrj"]);
  });
});

describe("frame recorder", () => {
  it("writes a file for the first, every scheduled and the last step", async () => {
    const output = await record({ frames: { every: 25, potentialEnergy: true } });
    const names = ["step-000000000.npz", "step-000000025.npz", "step-000000050.npz", "step-000000053.npz"];
    expect(await output.list("frames")).toEqual(names);
    const arrays = decodeNpz((await output.read("frames/step-000000025.npz"))!, "frame");
    expect(arrays.step.data[0]).toBe(25);
    expect(arrays.potentialEnergy.shape).toEqual([8]);
  });
});

describe("radial distribution recorder", () => {
  it("averages over its samples and normalises by the pairs of each kind", async () => {
    const output = await record({
      radialDistribution: { every: 10, from: 20, bins: 4, maximumDistance: 2 },
    });
    const { columns, rows } = table(output, "radialDistribution.csv");
    expect(columns).toEqual(["r", "gAA", "gAB", "gBB"]);
    expect(rows.map((row) => row[0])).toEqual([0.25, 0.75, 1.25, 1.75]);
    // The engine counts step + 1 into each bin; samples are at 20, 30, 40 and 50; 5 particles of A, 3 of B.
    const meanCount = (21 + 31 + 41 + 51) / 4;
    const shell = ((4 / 3) * Math.PI * (1 - 0.5 ** 3)) / 1000;
    [10, 15, 3].forEach((pairs, k) => expect(rows[1][1 + k]).toBeCloseTo(meanCount / (pairs * shell), 9));
  });
});

describe("displacement recorder", () => {
  it("samples from its first step on and renews the origin", async () => {
    const output = await record({ displacement: { every: 4, from: 8, originEvery: 16 } });
    const { rows, column } = table(output, "displacement.csv");
    const origins = [8, 24, 40].flatMap((origin) =>
      [0, 4, 8, 12, 16].map((elapsed) => [origin + elapsed, origin]),
    );
    expect(rows.map((row) => [row[0], row[2]])).toEqual(origins.filter(([step]) => step <= 53));
    expect(column("elapsed")).toEqual(column("step").map((s, k) => (s - column("originStep")[k]) * 0.01));
    expect(column("meanSquareDisplacement")[0]).toBe(0);
    expect(column("meanSquareDisplacement")[1]).toBeGreaterThan(0);
  });

  it("keeps the first origin where none is asked for, and gives two diffusion coefficients", async () => {
    const output = await record({ displacement: { every: 10, from: 0 } });
    const { column } = table(output, "displacement.csv");
    expect(column("step")).toEqual([0, 10, 20, 30, 40, 50]);
    expect(column("originStep")).toEqual([0, 0, 0, 0, 0, 0]);
    const correlation = column("velocityAutocorrelation");
    const { results } = await readRunDocument(output);
    const trapezoid = correlation.slice(1).reduce((sum, c, k) => sum + (0.1 * (c + correlation[k])) / 2, 0);
    expect(results.diffusionCoefficientGreenKubo.value).toBeCloseTo(trapezoid / 3, 12);
    expect(results.diffusionCoefficientEinstein.unit).toBe("σ²/τ");
  });
});

describe("columns in run.json", () => {
  it("every column of every CSV file has a unit", async () => {
    const options = trapOptions(everything);
    await runSimulation(options);
    const { columns } = await readRunDocument(options.output);
    const files = (await options.output.list("")).filter((name) => name.endsWith(".csv"));
    expect(Object.keys(columns).sort()).toEqual(files);
    for (const file of files) expect(Object.keys(columns[file])).toEqual(table(options.output, file).columns);
    expect(columns["thermo.csv"].pressureXY).toBe("ε/σ³");
    expect(columns["displacement.csv"].velocityAutocorrelation).toBe("(σ/τ)²");
  });
});

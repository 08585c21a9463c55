import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { boxVolume } from "../../../src/core/box.ts";
import { kineticEnergyOf } from "../../../src/core/setup/drawVelocities.ts";
import { molecularFamily } from "../../../src/run/molecularFamily.ts";
import { buildModel } from "../../../src/run/scenario/buildModel.ts";
import { parseScenario, parseScenarioOf } from "../../../src/run/scenario/parseScenario.ts";
import { degreesOfFreedom, type MolecularModel } from "../../../src/solvers/md/model.ts";
import { noFiles } from "./meltScenario.ts";

const folder = new URL("../../../scenarios/", import.meta.url);
const files = readdirSync(folder).filter((name) => name !== "schema.json");

const readAny = (file: string) => parseScenario(readFileSync(new URL(file, folder), "utf8"));
const read = (file: string) => parseScenarioOf(molecularFamily, readFileSync(new URL(file, folder), "utf8"));
const start = (name: string) => buildModel(read(`${name}.json`), noFiles);

/** Number density [1/length³]. */
const density = (model: MolecularModel, count: number) => count / boxVolume(model.box);

it("the scenarios are those that the documentation lists", () => {
  expect(files).toEqual([
    "argon-gas.json",
    "binary-glass.json",
    "couette.json",
    "crystal-minimisation.json",
    "dam-break-2d.json",
    "dam-break-3d.json",
    "droplet-splash.json",
    "elliptical-drop.json",
    "falling-bodies.json",
    "fountain.json",
    "hydrostatic-tank.json",
    "lennard-jones-melt.json",
    "lid-driven-cavity.json",
    "liquid-argon-nvt.json",
    "moving-square.json",
    "oscillating-drop.json",
    "poiseuille.json",
    "rayleigh-taylor.json",
    "sloshing-tank.json",
    "taylor-green.json",
    "two-dimensional-melting.json",
    "wca-fluid.json",
  ]);
});

describe.each(files)("%s", (file) => {
  it("is valid, carries its file's name and says in a sentence what one sees", () => {
    const scenario = readAny(file);
    expect(`${scenario.name}.json`).toBe(file);
    expect(scenario.$schema).toBe("./schema.json");
    expect(scenario.description).toMatch(/^[A-Z].{40,}\.$/);
  });
});

const molecularFiles = files.filter((file) => readAny(file).solver.kind === molecularFamily.kind);

describe.each(molecularFiles)("%s, of molecular dynamics,", (file) => {
  it("is within a minute of a software adapter: 150 million particle-steps at most", async () => {
    const { model, particles } = await buildModel(read(file), noFiles);
    expect(model.totalSteps * particles.count).toBeLessThanOrEqual(150e6);
  });

  it("starts at the temperature it gives, without momentum", async () => {
    const scenario = read(file);
    const { model, particles } = await buildModel(scenario, noFiles);
    const mass = Float64Array.from(particles.type, (type) => model.types[type].mass);
    const thermalEnergy =
      (2 * kineticEnergyOf(particles.velocity, mass)) / degreesOfFreedom(model, particles.count);
    const { velocities } = scenario.setup;
    const asked = typeof velocities === "object" ? velocities.temperature : 0;
    expect(thermalEnergy / model.units.boltzmann).toBeCloseTo(asked, 9);
    for (let axis = 0; axis < 3; axis++) {
      const momentum = mass.reduce((sum, m, i) => sum + m * particles.velocity[3 * i + axis], 0);
      expect(Math.abs(momentum) / mass[0]).toBeLessThan(1e-8);
    }
  });
});

describe("what the scenarios stand for", () => {
  it("lennard-jones-melt is LAMMPS' in.lj: 32,000 atoms, box edge 20 · (4/0.8442)^(1/3)", async () => {
    const { model, particles } = await start("lennard-jones-melt");
    expect(particles.count).toBe(32_000);
    for (const edge of model.box.lengths) expect(edge).toBeCloseTo(20 * (4 / 0.8442) ** (1 / 3), 10);
    expect(model.pairs.cutoffRadius).toBe(2.5);
    expect(model.skin).toBe(0.3);
  });

  it("liquid-argon-nvt is Rahman's: 864 atoms, ε/k_B = 120 K, 1.374 g/cm³ in a box 10.2 σ wide", async () => {
    const { model, particles } = await start("liquid-argon-nvt");
    const { sigma, epsilon } = model.pairs.entries[0].parameters;
    expect(particles.count).toBe(864);
    expect(epsilon / model.units.boltzmann).toBeCloseTo(120, 4);
    const gramsPerCubicNanometre = (39.948 * 1.6605390666e-24 * particles.count) / boxVolume(model.box);
    expect(gramsPerCubicNanometre / 1e-21).toBeCloseTo(1.374, 4);
    expect(model.box.lengths[0] / sigma).toBeCloseTo(10.2, 2);
  });

  it("argon-gas is dilute: 10.6 bar as an ideal gas, ε/k_B = 119.8 K", async () => {
    const { model, particles } = await start("argon-gas");
    const { boltzmann, pressureFactor } = model.units;
    expect(model.pairs.entries[0].parameters.epsilon / boltzmann).toBeCloseTo(119.8, 4);
    expect(density(model, particles.count) * boltzmann * 300 * pressureFactor).toBeCloseTo(10.6, 1);
  });

  it("binary-glass is Kob & Andersen's mixture: 80:20 at density 1.2, cut off at 2.5 σ of each pair", async () => {
    const { model, particles } = await start("binary-glass");
    expect(particles.type.filter((type) => type === 1).length / particles.count).toBe(0.2);
    expect(density(model, particles.count)).toBeCloseTo(1.2, 12);
    const entry = (i: number, j: number) => model.pairs.entries[2 * i + j];
    expect(entry(0, 0)).toMatchObject({ parameters: { epsilon: 1, sigma: 1 }, cutoffRadius: 2.5 });
    expect(entry(0, 1)).toMatchObject({ parameters: { epsilon: 1.5, sigma: 0.8 }, cutoffRadius: 2 });
    expect(entry(1, 0)).toEqual(entry(0, 1));
    expect(entry(1, 1)).toMatchObject({ parameters: { epsilon: 0.5, sigma: 0.88 }, cutoffRadius: 2.2 });
  });

  it("wca-fluid ends its potential at the minimum, 2^(1/6) σ", async () => {
    const { model } = await start("wca-fluid");
    expect(model.pairs.cutoffRadius).toBe(2 ** (1 / 6));
  });

  it("two-dimensional-melting is a flat hexagonal crystal at density 1 in a box nearly square", async () => {
    const { model, particles } = await start("two-dimensional-melting");
    expect(density(model, particles.count)).toBeCloseTo(1, 12);
    expect(model.box.lengths[1] / model.box.lengths[0]).toBeCloseTo(1, 2);
    const outOfPlane = (rows: Float64Array) => rows.filter((x, k) => k % 3 === 2 && x !== 0);
    expect(outOfPlane(particles.position)).toHaveLength(0);
    expect(outOfPlane(particles.velocity)).toHaveLength(0);
  });
});

import { expect, it } from "vitest";
import { measureLimits } from "../../../src/headless/bench/deviceLimits.ts";
import { damBreakPassCosts } from "../../../src/headless/bench/damBreakPassCosts.ts";
import { meltPassCosts } from "../../../src/headless/bench/passCosts.ts";
import { profileDamBreak } from "../../../src/headless/bench/profileDamBreak.ts";
import { profileMelt } from "../../../src/headless/bench/profileMelt.ts";
import { rooflineRows } from "../../../src/headless/bench/rooflineTable.ts";
import { clusterRows, particleRows, type RowLayout } from "../../../src/gpu/rowLayout.ts";
import { useDevice } from "../../support/device.ts";

const device = useDevice();
const environment = () => ({ context: device(), rounds: 1, folder: "", share: 0.2, report: () => {} });

it("an adapter copies and multiplies at some rate", async () => {
  const { bytesPerSecond, flopsPerSecond } = await measureLimits(device());
  expect(bytesPerSecond).toBeGreaterThan(1e7);
  expect(bytesPerSecond).toBeLessThan(1e14);
  expect(flopsPerSecond).toBeGreaterThan(1e7);
  expect(flopsPerSecond).toBeLessThan(1e16);
});

const row = (slots: number, sharers = 1) => ({ slots, fetches: slots / sharers, lengths: 1 / sharers });

it("the costs of passes grow with particles and neighbours as their loops do", () => {
  const costs = meltPassCosts(1000, row(76), 500);
  const twice = meltPassCosts(2000, row(76), 500);
  for (const label of Object.keys(costs).filter((name) => name !== "clearCell"))
    expect(twice[label].bytes).toBe(2 * costs[label].bytes);
  const more = meltPassCosts(1000, row(77), 500);
  // An index and a record of a neighbour.
  expect(more.integrateSecond.bytes - costs.integrateSecond.bytes).toBe(1000 * 20);
  expect(more.integrateSecond.flops - costs.integrateSecond.flops).toBe(1000 * 23);
  expect(more.integrateFirst).toEqual(costs.integrateFirst);
  const shared = meltPassCosts(1000, row(76, 8), 500);
  expect(shared.integrateSecond.flops).toBe(costs.integrateSecond.flops);
  expect(costs.integrateSecond.bytes - shared.integrateSecond.bytes).toBe(1000 * (7 / 8) * (76 * 20 + 4));
});

it("a particle looks at each neighbour in its row, and where a cluster shares one at those of its fellows as well", async () => {
  const slots = async (rowLayout: RowLayout) => {
    const { passes = [] } = await profileMelt(9, { ...environment(), context: { ...device(), rowLayout } });
    return passes.find(({ label }) => label === "integrateSecond")!.flops! / (4 * 9 ** 3) / 23 - 8 / 23;
  };
  const neighbours = 0.8442 * ((4 / 3) * Math.PI) * 2.8 ** 3 - 1;
  const ofParticles = await slots(particleRows);
  // Half a word more on average, in a list that is about as long as if all might go half a skin.
  expect(ofParticles).toBeGreaterThan(0.9 * (neighbours + 1.5));
  expect(ofParticles).toBeLessThan(1.1 * (neighbours + 1.5));
  if (!device().rowLayout.usesSubgroups) return;
  const ofClusters = await slots(clusterRows);
  expect(ofClusters).toBeGreaterThan(1.5 * neighbours);
  expect(ofClusters).toBeLessThan(3 * neighbours);
});

const rows = (slots: number) => ({ slots, fetches: slots / 8 });
const use = {
  fluids: 1000,
  walls: 500,
  fluidRows: rows(600_000),
  wallRows: rows(50_000),
  lengths: 300,
  cells: 4000,
};

it("the costs of the dam break grow with the neighbours of those who visit them", () => {
  const costs = damBreakPassCosts(use);
  const moreFluid = damBreakPassCosts({ ...use, fluidRows: rows(600_008) });
  const moreWall = damBreakPassCosts({ ...use, wallRows: rows(50_008) });
  // Ten words that eight particles ask for together, and what each of the eight computes.
  expect(moreFluid.computeForce.bytes - costs.computeForce.bytes).toBe(40);
  expect(moreFluid.computeForce.flops - costs.computeForce.flops).toBe(8 * 57);
  expect(moreWall.computeForce).toEqual(costs.computeForce);
  expect(moreWall.buildNeighbourList.bytes - costs.buildNeighbourList.bytes).toBe(20);
  expect(moreFluid.extrapolateWalls).toEqual(costs.extrapolateWalls);
  // Without the velocity and the material.
  expect(moreWall.extrapolateWalls.bytes - costs.extrapolateWalls.bytes).toBe(24);
  expect(moreWall.integrateFirst).toEqual(costs.integrateFirst);
});

it("every pass of the dam break has a time, and walls visit fewer neighbours than the fluid", async () => {
  const {
    passes = [],
    steps,
    limits,
  } = await profileDamBreak({ spacing: 0.1, supportRatio: 4 }, environment());
  expect(steps).toBe(6);
  expect(limits).toBeDefined();
  const named = Object.fromEntries(passes.map((pass) => [pass.label, pass]));
  expect(named.computeForce.seconds).toBeGreaterThan(0);
  expect(named.buildNeighbourList).toBeDefined();
  const [wall, force] = [named.extrapolateWalls.flops! / 28, named.computeForce.flops! / 57];
  expect(wall).toBeGreaterThan(0);
  expect(wall).toBeLessThan(force / 2);
});

it("every pass of the melt has a time, those that were counted a use, and a row", async () => {
  const result = await profileMelt(9, environment());
  expect(result.steps).toBe(20);
  const passes = result.passes ?? [];
  const labels = passes.map(({ label }) => label);
  expect(labels).toEqual(expect.arrayContaining(["integrateFirst", "buildNeighbourList", "integrateSecond"]));
  expect(passes.every(({ seconds }) => seconds >= 0)).toBe(true);
  const force = passes.find(({ label }) => label === "integrateSecond")!;
  expect(force.seconds).toBeGreaterThan(0);
  const table = rooflineRows(result);
  expect(table.map(([label]) => label)).toEqual(labels);
  const [, , bytes, share] = table[labels.indexOf("integrateSecond")];
  expect(bytes).not.toBe("");
  expect(share).toMatch(/ %$/);
});

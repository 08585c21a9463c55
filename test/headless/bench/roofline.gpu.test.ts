import { expect, it } from "vitest";
import { measureLimits } from "../../../src/headless/bench/deviceLimits.ts";
import { meltPassCosts } from "../../../src/headless/bench/passCosts.ts";
import { profileMelt } from "../../../src/headless/bench/profileMelt.ts";
import { rooflineRows } from "../../../src/headless/bench/rooflineTable.ts";
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

it("the costs of passes grow with particles and neighbours as their loops do", () => {
  const costs = meltPassCosts(1000, 75, 500);
  const twice = meltPassCosts(2000, 75, 500);
  for (const label of Object.keys(costs).filter((name) => name !== "clearCell"))
    expect(twice[label].bytes).toBe(2 * costs[label].bytes);
  const more = meltPassCosts(1000, 76, 500);
  // An index and a record of a neighbour.
  expect(more.computePairForce.bytes - costs.computePairForce.bytes).toBe(1000 * 20);
  expect(more.computePairForce.flops - costs.computePairForce.flops).toBe(1000 * 23);
  expect(more.integrateFirst).toEqual(costs.integrateFirst);
});

it("every pass of the melt has a time, those that were counted a use, and a row", async () => {
  const result = await profileMelt(9, environment());
  expect(result.steps).toBe(20);
  const passes = result.passes ?? [];
  const labels = passes.map(({ label }) => label);
  expect(labels).toEqual(expect.arrayContaining(["integrateFirst", "computePairForce", "integrateSecond"]));
  expect(passes.every(({ seconds }) => seconds >= 0)).toBe(true);
  const force = passes.find(({ label }) => label === "computePairForce")!;
  expect(force.seconds).toBeGreaterThan(0);
  expect(force.flops! / (4 * 9 ** 3)).toBeCloseTo(23 * (0.8442 * 4.18879 * 2.8 ** 3 + 0.5), 0);
  const rows = rooflineRows(result);
  expect(rows.map(([label]) => label)).toEqual(labels);
  const [, , bytes, share] = rows[labels.indexOf("computePairForce")];
  expect(bytes).not.toBe("");
  expect(share).toMatch(/ %$/);
});

import { expect, test } from "vitest";
import { InputError } from "../../../src/core/failure.ts";
import { truncated } from "../../../src/solvers/md/cutoffs/truncated.ts";
import type { PairTable } from "../../../src/solvers/md/pairTable.ts";
import { inversePower } from "../../../src/solvers/md/potentials/inversePower.ts";
import { lennardJones } from "../../../src/solvers/md/potentials/lennardJones.ts";
import type { PairParameters, PairPotential } from "../../../src/solvers/md/potentials/pairPotential.ts";
import { wca } from "../../../src/solvers/md/potentials/wca.ts";
import { yukawa } from "../../../src/solvers/md/potentials/yukawa.ts";
import { tailCorrection } from "../../../src/solvers/md/tailCorrection.ts";

type Pair = PairParameters & { readonly cutoffRadius: number };

/** A truncated table of a potential with the entries in their order. */
function table(potential: PairPotential, pairs: readonly Pair[]): PairTable {
  const entries = pairs.map(({ cutoffRadius, ...parameters }) => ({
    parameters,
    cutoffRadius,
    energyAtCutoff: potential.energy(cutoffRadius, parameters),
    forceAtCutoff: potential.force(cutoffRadius, parameters),
    switchRadius: cutoffRadius,
  }));
  const cutoffRadius = Math.max(...pairs.map((pair) => pair.cutoffRadius));
  const typeCount = Math.sqrt(pairs.length);
  return { potential, cutoff: truncated, typeCount, entries, cutoffRadius, tailCorrection: true };
}

function expectRelative(value: number, expected: number): void {
  expect(Math.abs(value / expected - 1)).toBeLessThan(1e-10);
}

test("Lennard-Jones in three dimensions meets eqs. 3.2.8 and 3.2.10 of Frenkel & Smit", () => {
  const [count, volume, epsilon, sigma, cutoffRadius] = [500, 644, 1.3, 0.9, 3];
  const density = count / volume;
  const s3 = (sigma / cutoffRadius) ** 3;
  const perParticle = (8 / 3) * Math.PI * density * epsilon * sigma ** 3 * (s3 ** 3 / 3 - s3);
  const pressure = (16 / 3) * Math.PI * density ** 2 * epsilon * sigma ** 3 * ((2 / 3) * s3 ** 3 - s3);
  const tail = tailCorrection(table(lennardJones, [{ epsilon, sigma, cutoffRadius }]), [count], volume, 3);
  expectRelative(tail.energy, count * perParticle);
  expectRelative(tail.pressure, pressure);
});

test("Lennard-Jones in two dimensions meets the integrals over the plane", () => {
  const [count, area, epsilon, sigma, cutoffRadius] = [400, 500, 1.3, 0.9, 2.5];
  const density = count / area;
  const repulsion = sigma ** 12 / cutoffRadius ** 10;
  const attraction = sigma ** 6 / cutoffRadius ** 4;
  const perParticle = 4 * Math.PI * density * epsilon * (repulsion / 10 - attraction / 4);
  const pressure = 2 * Math.PI * density ** 2 * epsilon * ((12 / 10) * repulsion - (6 / 4) * attraction);
  const tail = tailCorrection(table(lennardJones, [{ epsilon, sigma, cutoffRadius }]), [count], area, 2);
  expectRelative(tail.energy, count * perParticle);
  expectRelative(tail.pressure, pressure);
});

test("two types that are alike have the tail of one type", () => {
  const pair = { epsilon: 1, sigma: 1, cutoffRadius: 2.5 };
  const one = tailCorrection(table(lennardJones, [pair]), [500], 600, 3);
  const two = tailCorrection(table(lennardJones, [pair, pair, pair, pair]), [400, 100], 600, 3);
  expectRelative(two.energy, one.energy);
  expectRelative(two.pressure, one.pressure);
});

test("each pair of types counts with its own parameters, cutoff radius and numbers", () => {
  const [a, ab, b] = [1, 0.8, 0.88].map((sigma, k) => ({
    epsilon: [1, 1.5, 0.5][k],
    sigma,
    cutoffRadius: 2.5 * sigma,
  }));
  const energyOf = (pair: Pair, pairCount: number) => {
    const s3 = (pair.sigma / pair.cutoffRadius) ** 3;
    return ((8 / 3) * Math.PI * pair.epsilon * pair.sigma ** 3 * (s3 ** 3 / 3 - s3) * pairCount) / 1000;
  };
  const expected = energyOf(a, 800 * 800) + 2 * energyOf(ab, 800 * 200) + energyOf(b, 200 * 200);
  const tail = tailCorrection(table(lennardJones, [a, ab, ab, b]), [800, 200], 1000, 3);
  expectRelative(tail.energy, expected);
});

test.each([3.5, 6, 12, 48])("inverse power with n = %d meets its closed formula", (exponent) => {
  const pair = { epsilon: 2, sigma: 1.1, exponent, cutoffRadius: 2.5 };
  const [count, volume] = [300, 400];
  const energy =
    (2 * Math.PI * count ** 2 * 2 * 1.1 ** exponent * 2.5 ** (3 - exponent)) / (volume * (exponent - 3));
  const tail = tailCorrection(table(inversePower, [pair]), [count], volume, 3);
  expectRelative(tail.energy, energy);
  expectRelative(tail.pressure, (exponent * energy) / (3 * volume));
});

test("Yukawa meets its closed formula", () => {
  const [amplitude, kappa, cutoffRadius] = [-4, 1.7, 3];
  const energy =
    2 * Math.PI * amplitude * Math.exp(-kappa * cutoffRadius) * (cutoffRadius / kappa + 1 / kappa ** 2);
  const tail = tailCorrection(table(yukawa, [{ amplitude, kappa, cutoffRadius }]), [100], 250, 3);
  expectRelative(tail.energy, (100 ** 2 / 250) * energy);
});

test("a potential that ends at its cutoff has no tail", () => {
  const pair = { epsilon: 1, sigma: 1, cutoffRadius: 2 ** (1 / 6) };
  expect(tailCorrection(table(wca, [pair]), [500], 600, 3)).toEqual({ energy: 0, pressure: 0 });
});

test.each([1, 2.5, 3])("inverse power with n = %d has no finite tail in three dimensions", (exponent) => {
  const diverging = table(inversePower, [{ epsilon: 1, sigma: 1, exponent, cutoffRadius: 2.5 }]);
  expect(() => tailCorrection(diverging, [500], 600, 3)).toThrow(InputError);
  expect(() => tailCorrection(diverging, [500], 600, 3)).toThrow(/solver\.pair\.tailCorrection.*1\/r³/);
});

test("inverse power with n = 3 has a finite tail in two dimensions", () => {
  const pair = { epsilon: 1, sigma: 1, exponent: 3, cutoffRadius: 2 };
  const tail = tailCorrection(table(inversePower, [pair]), [100], 200, 2);
  expectRelative(tail.energy, (Math.PI * 100 ** 2) / 200 / 2);
});

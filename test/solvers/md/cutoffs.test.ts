import { describe, expect, test } from "vitest";
import { InputError } from "../../../src/core/failure.ts";
import type { CutoffValues } from "../../../src/solvers/md/cutoffs/cutoffTreatment.ts";
import { cutoffTreatments, findCutoffTreatment } from "../../../src/solvers/md/cutoffs/index.ts";
import { switched } from "../../../src/solvers/md/cutoffs/switched.ts";
import { truncated } from "../../../src/solvers/md/cutoffs/truncated.ts";
import { pairPotentials } from "../../../src/solvers/md/potentials/index.ts";
import { minusDerivative, type SamplePair, sampleDistances, samplePairs } from "./samplePairs.ts";

const samples = pairPotentials.flatMap((potential) =>
  samplePairs[potential.name].map((sample) => ({ potential, sample })),
);

function cutoffValues({ potential, sample }: (typeof samples)[number]): CutoffValues {
  const { cutoffRadius, parameters } = sample;
  return {
    cutoffRadius,
    energyAtCutoff: potential.energy(cutoffRadius, parameters),
    forceAtCutoff: potential.force(cutoffRadius, parameters),
    switchRadius: 0.8 * cutoffRadius,
  };
}

/** [U, −dU/dr] of a sample under a treatment. */
function modified(treatment: typeof truncated, pair: (typeof samples)[number], r: number) {
  const { potential, sample } = pair;
  const energy = potential.energy(r, sample.parameters);
  return treatment.apply(r, energy, potential.force(r, sample.parameters), cutoffValues(pair));
}

const distances = (sample: SamplePair) => sampleDistances(sample, 41);

test("an unknown cutoff treatment is an input error that names the nearest", () => {
  expect(() => findCutoffTreatment("switch")).toThrow(InputError);
  expect(() => findCutoffTreatment("switch")).toThrow(/solver\.pair\.cutoff.*"switched"/);
});

describe.each(cutoffTreatments.map((treatment) => [treatment.name, treatment] as const))(
  "%s",
  (_, treatment) => {
    test.each(samples)("force is −dU/dr of the modified $potential.name energy", (pair) => {
      const { potential, sample } = pair;
      for (const r of distances(sample)) {
        const [energy, force] = modified(treatment, pair, r);
        const derivative = minusDerivative((x) => modified(treatment, pair, x)[0], r, 1e-4 * r);
        const plainMagnitude = potential.magnitude(r, sample.parameters);
        const plain = [
          potential.energy(r, sample.parameters),
          potential.force(r, sample.parameters),
        ] as const;
        const [energyScale, forceScale] = treatment.magnitude(
          r,
          ...plain,
          plainMagnitude,
          cutoffValues(pair),
        );
        expect(Math.abs(force - derivative) / (forceScale + energyScale / r)).toBeLessThan(1e-9);
        expect(energyScale).toBeGreaterThanOrEqual(Math.abs(energy));
        expect(forceScale).toBeGreaterThanOrEqual(Math.abs(force));
      }
    });
  },
);

const endingAtZero = (names: string[]) =>
  names.flatMap((name) => samples.map((pair) => [name, pair.potential.name, pair] as const));

test.each(endingAtZero(["shifted", "force-shifted", "switched"]))(
  "%s %s ends at zero energy",
  (name, _, pair) => {
    const { cutoffRadius, parameters } = pair.sample;
    const scale = pair.potential.magnitude(cutoffRadius, parameters)[0];
    const [energy] = modified(findCutoffTreatment(name), pair, cutoffRadius);
    expect(Math.abs(energy)).toBeLessThanOrEqual(1e-14 * scale);
  },
);

test.each(endingAtZero(["force-shifted", "switched"]))("%s %s ends at zero force", (name, _, pair) => {
  const { cutoffRadius, parameters } = pair.sample;
  const scale = pair.potential.magnitude(cutoffRadius, parameters)[1];
  const [, force] = modified(findCutoffTreatment(name), pair, cutoffRadius);
  expect(Math.abs(force)).toBeLessThanOrEqual(1e-13 * scale);
});

test("truncated leaves energy and force as they are", () => {
  expect(truncated.apply(1.1, -0.9, 0.4, cutoffValues(samples[0]))).toEqual([-0.9, 0.4]);
});

test("switched leaves energy and force as they are up to the switch radius", () => {
  const [pair] = samples;
  expect(modified(switched, pair, 2)).toEqual([
    pair.potential.energy(2, pair.sample.parameters),
    pair.potential.force(2, pair.sample.parameters),
  ]);
});

test("switched halves the energy in the middle of the switch", () => {
  expect(switched.apply(2.25, 1, 0, cutoffValues(samples[0]))[0]).toBeCloseTo(0.5, 14);
});

test("the slope of the switched force is continuous at both ends of the switch", () => {
  const [pair] = samples;
  const { cutoffRadius, switchRadius } = cutoffValues(pair);
  const force = (r: number) => (r < cutoffRadius ? modified(switched, pair, r)[1] : 0);
  for (const end of [switchRadius, cutoffRadius - 1e-12]) {
    const h = 1e-6;
    const left = (force(end) - force(end - h)) / h;
    const right = (force(end + h) - force(end)) / h;
    expect(Math.abs(right - left)).toBeLessThan(1e-4);
  }
});

import { describe, expect, test } from "vitest";
import { z } from "zod";
import { InputError } from "../../../src/core/failure.ts";
import { unitSystems } from "../../../src/core/units.ts";
import { buckingham } from "../../../src/solvers/md/potentials/buckingham.ts";
import { gaussian } from "../../../src/solvers/md/potentials/gaussian.ts";
import { findPairPotential, pairPotentials } from "../../../src/solvers/md/potentials/index.ts";
import { inversePower } from "../../../src/solvers/md/potentials/inversePower.ts";
import { lennardJones } from "../../../src/solvers/md/potentials/lennardJones.ts";
import { mie } from "../../../src/solvers/md/potentials/mie.ts";
import { morse } from "../../../src/solvers/md/potentials/morse.ts";
import { soft } from "../../../src/solvers/md/potentials/soft.ts";
import { wca } from "../../../src/solvers/md/potentials/wca.ts";
import { yukawa } from "../../../src/solvers/md/potentials/yukawa.ts";
import { minusDerivative, sampleDistances, samplePairs } from "./samplePairs.ts";

test("the index finds each of the nine potentials by its name", () => {
  const names = pairPotentials.map((potential) => potential.name);
  expect(names).toEqual(
    "lennard-jones wca mie morse buckingham yukawa soft gaussian inverse-power".split(" "),
  );
  for (const potential of pairPotentials) expect(findPairPotential(potential.name)).toBe(potential);
});

test("an unknown potential is an input error that names the nearest", () => {
  expect(() => findPairPotential("lennard-johns")).toThrow(InputError);
  expect(() => findPairPotential("lennard-johns")).toThrow(/solver\.pair\.potential.*"lennard-jones"/);
});

describe.each(pairPotentials.map((potential) => [potential.name, potential] as const))(
  "%s",
  (name, potential) => {
    test("force is −dU/dr over the sampled distances", () => {
      for (const sample of samplePairs[name]) {
        for (const r of sampleDistances(sample, 41)) {
          const derivative = minusDerivative((x) => potential.energy(x, sample.parameters), r, 1e-4 * r);
          const [energyScale, forceScale] = potential.magnitude(r, sample.parameters);
          const error = Math.abs(potential.force(r, sample.parameters) - derivative);
          expect(error / (forceScale + energyScale / r)).toBeLessThan(1e-9);
        }
      }
    });

    test("magnitude bounds energy and force", () => {
      for (const sample of samplePairs[name]) {
        for (const r of sampleDistances(sample, 41)) {
          const [energyMagnitude, forceMagnitude] = potential.magnitude(r, sample.parameters);
          expect(energyMagnitude).toBeGreaterThanOrEqual(Math.abs(potential.energy(r, sample.parameters)));
          expect(forceMagnitude).toBeGreaterThanOrEqual(Math.abs(potential.force(r, sample.parameters)));
        }
      }
    });

    test("every parameter has a description, a known dimension and a mixing role", () => {
      const schema = z.toJSONSchema(potential.parameters) as {
        properties: Record<string, { description?: string; dimension?: string }>;
      };
      for (const field of Object.values(schema.properties)) {
        expect(field.description).toMatch(/\w/);
        expect(Object.keys(unitSystems.reduced.symbols)).toContain(field.dimension);
      }
      expect(Object.keys(potential.mixing).sort()).toEqual(Object.keys(schema.properties).sort());
    });

    test("the samples are valid parameters, an unknown key is not", () => {
      for (const { parameters } of samplePairs[name]) {
        expect(potential.parameters.parse(parameters)).toEqual(parameters);
        expect(potential.parameters.safeParse({ ...parameters, depth: 1 }).success).toBe(false);
      }
    });
  },
);

test("Lennard-Jones is −ε at 2^(1/6) σ without force, and 0 at σ", () => {
  const p = { epsilon: 1.5, sigma: 0.8 };
  expect(lennardJones.energy(2 ** (1 / 6) * 0.8, p)).toBeCloseTo(-1.5, 13);
  expect(lennardJones.force(2 ** (1 / 6) * 0.8, p)).toBeCloseTo(0, 12);
  expect(lennardJones.energy(0.8, p)).toBe(0);
});

test("Lennard-Jones at r = 2.5 σ is −0.016316891136 ε", () => {
  expect(lennardJones.energy(2.5, { epsilon: 1, sigma: 1 })).toBeCloseTo(-0.016316891136, 12);
});

test("WCA is ε at σ and ends with zero energy and force at 2^(1/6) σ", () => {
  const p = { epsilon: 2, sigma: 0.9 };
  const end = 2 ** (1 / 6) * 0.9;
  expect(wca.ownCutoffRadius?.(p)).toBe(end);
  expect(wca.energy(0.9, p)).toBe(2);
  expect(wca.energy(end * (1 - 1e-9), p)).toBeCloseTo(0, 12);
  expect(wca.force(end * (1 - 1e-9), p)).toBeCloseTo(0, 6);
  expect([wca.energy(end, p), wca.force(end, p)]).toEqual([0, 0]);
});

test("Mie with exponents 12 and 6 is Lennard-Jones", () => {
  const p = { epsilon: 1.3, sigma: 1.1 };
  const exponents = { repulsiveExponent: 12, attractiveExponent: 6 };
  expect(mie.energy(1.4, { ...p, ...exponents })).toBeCloseTo(lennardJones.energy(1.4, p), 12);
  expect(mie.force(1.4, { ...p, ...exponents })).toBeCloseTo(lennardJones.force(1.4, p), 12);
});

test("Mie is −ε at (n/m)^(1/(n−m)) σ without force", () => {
  const p = { epsilon: 0.7, sigma: 1.2, repulsiveExponent: 20, attractiveExponent: 5 };
  const r = (20 / 5) ** (1 / 15) * 1.2;
  expect(mie.energy(r, p)).toBeCloseTo(-0.7, 13);
  expect(mie.force(r, p)).toBeCloseTo(0, 12);
});

test("Mie refuses a repulsive exponent not above the attractive one", () => {
  const p = { epsilon: 1, sigma: 1, repulsiveExponent: 6, attractiveExponent: 6 };
  const [issue] = mie.parameters.safeParse(p).error?.issues ?? [];
  expect(issue.path).toEqual(["repulsiveExponent"]);
  expect(issue.message).toBe("must be greater than attractiveExponent 6, got 6");
});

test("Morse is −D at r₀ without force", () => {
  const p = { wellDepth: 0.34, inverseWidth: 1.36, equilibriumDistance: 2.87 };
  expect(morse.energy(2.87, p)).toBeCloseTo(-0.34, 15);
  expect(morse.force(2.87, p)).toBe(0);
});

test("Buckingham in the exp-6 form is −ε at r_m without force", () => {
  const [epsilon, alpha, minimum] = [1.2, 14, 3.8];
  const p = {
    amplitude: (6 * epsilon * Math.exp(alpha)) / (alpha - 6),
    rho: minimum / alpha,
    dispersion: (epsilon * alpha * minimum ** 6) / (alpha - 6),
  };
  expect(buckingham.energy(minimum, p)).toBeCloseTo(-epsilon, 12);
  expect(buckingham.force(minimum, p)).toBeCloseTo(0, 12);
});

test("Yukawa at r = 1/κ is A κ/e with a force of 2 A κ²/e", () => {
  expect(yukawa.energy(0.5, { amplitude: 3, kappa: 2 })).toBeCloseTo(6 / Math.E, 14);
  expect(yukawa.force(0.5, { amplitude: 3, kappa: 2 })).toBeCloseTo(24 / Math.E, 13);
});

test("soft is 2A at contact, A at half its range with the force A π/r_c, and 0 at its end", () => {
  const p = { amplitude: 5, cutoffRadius: 1.12 };
  expect(soft.ownCutoffRadius?.(p)).toBe(1.12);
  expect(soft.energy(1e-12, p)).toBeCloseTo(10, 14);
  expect(soft.energy(0.56, p)).toBeCloseTo(5, 13);
  expect(soft.force(0.56, p)).toBeCloseTo((5 * Math.PI) / 1.12, 13);
  expect([soft.energy(1.12, p), soft.force(1.12, p)]).toEqual([0, 0]);
});

test("Gaussian is ε/e at σ and steepest at σ/√2", () => {
  const p = { epsilon: 2, sigma: 1.5 };
  expect(gaussian.energy(1.5, p)).toBeCloseTo(2 / Math.E, 14);
  const steepest = 1.5 / Math.SQRT2;
  expect(gaussian.force(steepest, p)).toBeGreaterThan(gaussian.force(0.999 * steepest, p));
  expect(gaussian.force(steepest, p)).toBeGreaterThan(gaussian.force(1.001 * steepest, p));
});

test("inverse power with n = 12 is ε/4096 at 2 σ with the force n U/r", () => {
  const p = { epsilon: 1, sigma: 0.7, exponent: 12 };
  expect(inversePower.energy(1.4, p)).toBeCloseTo(1 / 4096, 17);
  expect(inversePower.force(1.4, p)).toBeCloseTo(12 / 4096 / 1.4, 15);
});

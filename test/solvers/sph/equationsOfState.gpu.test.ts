import { describe, expect, test } from "vitest";
import {
  equationConstants,
  type EquationOfState,
} from "../../../src/solvers/sph/equationsOfState/equationOfState.ts";
import { equationsOfState } from "../../../src/solvers/sph/equationsOfState/index.ts";
import { tait } from "../../../src/solvers/sph/equationsOfState/tait.ts";
import { useDevice } from "../../support/device.ts";
import { type EquationSample, equationSamples } from "./equationSamples.ts";
import { evaluateFragment, mutatedFragment } from "./evaluateFragment.ts";

/** Rounding errors allowed, in units of 2⁻²⁴ · magnitude: WGSL promises divisions, exp and log to a few ulp only. */
const tolerance = 32;

const context = useDevice();

/** (pressureOf, densityOf) at each of the numbers, interleaved, as the fragment computes them. */
function evaluate(equation: EquationOfState, sample: EquationSample, points: Float32Array) {
  const constants = equation.constants(sample.material, sample.parameters).map((one) => `f32(${one})`);
  const fragment = `${equationConstants.wgsl}
const constants = EquationConstants(${constants.join(", ")});
${equation.wgsl}`;
  const expressions = ["pressureOf(x, constants)", "densityOf(x, constants)"] as const;
  return evaluateFragment(context(), fragment, expressions, points);
}

/** Relative strains (ρ − ρ0)/ρ0: near 0 of either sign down to 10⁻⁶, and from a quarter to 2.5 times the density. */
const strains = [
  ...Array.from({ length: 400 }, (_, k) => (k % 2 ? 1 : -1) * 10 ** (-6 + (k / 400) * 3)),
  ...Array.from({ length: 400 }, (_, k) => -0.75 + (k / 400) * 2.25),
];

/**
 * Worst error of p in units of 2⁻²⁴ · magnitude. A relative error δ of ρ/ρ0 − 1 and of ρ/ρ0 makes one of at
 * most (1 + γ) δ in p − p_b, which rounding adds to p_b.
 */
async function worstPressureError(equation: EquationOfState, sample: EquationSample): Promise<number> {
  const { material, parameters } = sample;
  const densities = Float32Array.from(strains, (strain) => material.referenceDensity * (1 + strain));
  const result = await evaluate(equation, sample, densities);
  const condition = 1 + (parameters.exponent ?? 1);
  let worst = 0;
  densities.forEach((density, k) => {
    const exact = equation.pressure(density, material, parameters);
    const background = parameters.backgroundPressure;
    const magnitude = condition * Math.abs(exact - background) + Math.abs(background);
    // Math.max hands NaN on, so that a NaN from the fragment fails the comparison.
    worst = Math.max(worst, (Math.abs(result[2 * k] - exact) / magnitude) * 2 ** 24);
  });
  return worst;
}

/**
 * Worst error of ρ in units of 2⁻²⁴ · magnitude, with the pressures of the same densities. Errors of p − p_b come
 * back divided by dp/dρ, which is small where a fluid is thin.
 */
async function worstDensityError(equation: EquationOfState, sample: EquationSample): Promise<number> {
  const { material, parameters } = sample;
  const pressures = Float32Array.from(strains, (strain) =>
    equation.pressure(material.referenceDensity * (1 + strain), material, parameters),
  );
  const result = await evaluate(equation, sample, pressures);
  let worst = 0;
  pressures.forEach((pressure, k) => {
    const exact = equation.density(pressure, material, parameters);
    const step = 1e-4 * exact;
    const [below, above] = [exact - step, exact + step].map((density) =>
      equation.pressure(density, material, parameters),
    );
    const terms = Math.abs(pressure) + 2 * Math.abs(parameters.backgroundPressure);
    const magnitude = material.referenceDensity + exact + (terms * 2 * step) / (above - below);
    worst = Math.max(worst, (Math.abs(result[2 * k + 1] - exact) / magnitude) * 2 ** 24);
  });
  return worst;
}

describe.each(equationsOfState.map((equation) => [equation.name, equation] as const))(
  "the WGSL of %s",
  (name, equation) => {
    test("meets the pressure in float64, by p − p_b alone near the reference density", async () => {
      for (const sample of equationSamples[name]) {
        expect(await worstPressureError(equation, sample)).toBeLessThan(tolerance);
      }
    });

    test("meets the density in float64", async () => {
      for (const sample of equationSamples[name]) {
        expect(await worstDensityError(equation, sample)).toBeLessThan(tolerance);
      }
    });

    test("has exactly the background pressure at the reference density, and back", async () => {
      for (const sample of equationSamples[name]) {
        const { referenceDensity } = sample.material;
        const { backgroundPressure } = sample.parameters;
        const result = await evaluate(
          equation,
          sample,
          Float32Array.from([referenceDensity, backgroundPressure]),
        );
        expect(result[0]).toBe(backgroundPressure);
        expect(result[3]).toBe(referenceDensity);
      }
    });

    test("meets the pressure of density 0, and has density 0 below it", async () => {
      for (const sample of equationSamples[name]) {
        const { material, parameters } = sample;
        const lowest = equation.pressure(0, material, parameters);
        const scale = material.referenceDensity * material.soundSpeed ** 2;
        const points = Float32Array.from([0, lowest - 0.1 * scale, lowest - 10 * scale]);
        const result = await evaluate(equation, sample, points);
        expect(Math.abs(result[0] - lowest) / scale).toBeLessThan(1e-6);
        expect([result[3], result[5]]).toEqual([0, 0]);
      }
    });

    test("fails the comparisons when it is 0.1 % off", async () => {
      const [sample] = equationSamples[name];
      const mutated = (name: string) => ({
        ...equation,
        wgsl: mutatedFragment(equation.wgsl, name, "x: f32, e: EquationConstants", "x, e"),
      });
      expect(await worstPressureError(mutated("pressureOf"), sample)).toBeGreaterThan(tolerance);
      expect(await worstDensityError(mutated("densityOf"), sample)).toBeGreaterThan(tolerance);
    });
  },
);

test("Tait as pow(ρ/ρ0, γ) − 1 fails the comparison, as its digits cancel near the reference density", async () => {
  const wgsl = `${tait.wgsl.replace("fn pressureOf(", "fn exact_pressureOf(")}
fn pressureOf(density: f32, e: EquationConstants) -> f32 {
  return e.stiffness * (pow(density / e.referenceDensity, e.exponent) - 1.0) + e.backgroundPressure;
}`;
  const [sample] = equationSamples.tait;
  expect(await worstPressureError({ ...tait, wgsl }, sample)).toBeGreaterThan(tolerance);
});

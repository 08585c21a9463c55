import { z } from "zod";
import { backgroundPressure } from "./backgroundPressure.ts";
import type { EquationMaterial, EquationOfState, EquationParameters } from "./equationOfState.ts";

/** B = ρ0 c²/γ [pressure]. */
function stiffness({ referenceDensity, soundSpeed }: EquationMaterial, p: EquationParameters): number {
  return (referenceDensity * soundSpeed ** 2) / p.exponent;
}

/** (1 + x)ᵃ − 1 without the cancellation, x ≥ −1. */
function powerMinusOne(x: number, a: number): number {
  return Math.expm1(a * Math.log1p(x));
}

/** ((1 + x)ᵃ − 1)/a, at a = 0 its limit ln(1 + x), x > −1. */
function powerIntegral(x: number, a: number): number {
  return a === 0 ? Math.log1p(x) : powerMinusOne(x, a) / a;
}

export const tait: EquationOfState = {
  name: "tait",
  formula: "p = B [(ρ/ρ0)^γ − 1] + p_b, B = ρ0 c²/γ",
  citation:
    "R. H. Cole, Underwater Explosions (Princeton, 1948); J. J. Monaghan, J. Comput. Phys. 110, 399 (1994)",
  parameters: z.strictObject({
    exponent: z.number().min(1).max(10).default(7).meta({ description: "exponent γ", dimension: "1" }),
    backgroundPressure,
  }),

  pressure(density, material, p) {
    const strain = (density - material.referenceDensity) / material.referenceDensity;
    return stiffness(material, p) * powerMinusOne(strain, p.exponent) + p.backgroundPressure;
  },

  density(pressure, material, p) {
    const x = Math.max((pressure - p.backgroundPressure) / stiffness(material, p), -1);
    return material.referenceDensity * (1 + powerMinusOne(x, 1 / p.exponent));
  },

  // With φ(a) = (xᵃ − 1)/a, x = ρ/ρ0: e = B/ρ0 [φ(γ − 1) − φ(−1)] + p_b/ρ0 φ(−1).
  energy(density, material, p) {
    const { referenceDensity } = material;
    const strain = (density - referenceDensity) / referenceDensity;
    const stiff = stiffness(material, p);
    const expansion = powerIntegral(strain, -1);
    const work =
      stiff * (powerIntegral(strain, p.exponent - 1) - expansion) + p.backgroundPressure * expansion;
    return work / referenceDensity;
  },

  constants(material, p) {
    return [material.referenceDensity, stiffness(material, p), p.exponent, p.backgroundPressure];
  },

  // x⁷ − 1 is (x − 1)(1 + x + … + x⁶): a factor that is exact near ρ0, and a sum without cancellation. For other
  // exponents WGSL has no log1p and expm1, and between 1/2 and 2 promises its log to an absolute 2⁻²¹ only: series
  // take their place. What they leave out, after z¹³ and t⁹, is below 2⁻²⁵ of the sum.
  wgsl: /* wgsl */ `
fn taitLog1p(x: f32) -> f32 {
  if (x < -0.5 || x > 1.0) { return log(1.0 + x); }
  let z = x / (2.0 + x);
  let z2 = z * z;
  let tail = 1.0 / 5.0 + z2 * (1.0 / 7.0 + z2 * (1.0 / 9.0 + z2 * (1.0 / 11.0 + z2 * (1.0 / 13.0))));
  return 2.0 * z * (1.0 + z2 * (1.0 / 3.0 + z2 * tail));
}

fn taitExpm1(t: f32) -> f32 {
  if (abs(t) > 0.5) { return exp(t) - 1.0; }
  let tail = 1.0 + t / 5.0 * (1.0 + t / 6.0 * (1.0 + t / 7.0 * (1.0 + t / 8.0 * (1.0 + t / 9.0))));
  return t * (1.0 + t / 2.0 * (1.0 + t / 3.0 * (1.0 + t / 4.0 * tail)));
}

fn taitPowerMinusOne(x: f32, a: f32) -> f32 {
  if (x <= -1.0) { return -1.0; }
  return taitExpm1(a * taitLog1p(x));
}

fn pressureOf(density: f32, e: EquationConstants) -> f32 {
  let strain = (density - e.referenceDensity) / e.referenceDensity;
  let x = 1.0 + strain;
  let x2 = x * x;
  if (e.exponent == 7.0) {
    let sum = 1.0 + (x + x2) * (1.0 + x2 + x2 * x2);
    return e.stiffness * (strain * sum) + e.backgroundPressure;
  }
  return e.stiffness * taitPowerMinusOne(strain, e.exponent) + e.backgroundPressure;
}

fn densityOf(pressure: f32, e: EquationConstants) -> f32 {
  let x = (pressure - e.backgroundPressure) / e.stiffness;
  return e.referenceDensity + e.referenceDensity * taitPowerMinusOne(x, 1.0 / e.exponent);
}
`,
};

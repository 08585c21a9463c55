import type { DensityDiffusion } from "./densityDiffusions/densityDiffusion.ts";
import densityPair from "./passes/densityPair.wgsl?raw";
import evolveDensity from "./passes/evolveDensity.wgsl?raw";
import evolvePressure from "./passes/evolvePressure.wgsl?raw";
import extrapolateRate from "./passes/extrapolateRate.wgsl?raw";
import predictPressure from "./passes/predictPressure.wgsl?raw";

/** WGSL of what a scheme advances from step to step beside positions and velocities, and the buffers that it needs. */
export interface StateCode {
  /** Density and pressure are summed or follow from a sum: nothing is advanced. */
  readonly sumsDensity: boolean;
  readonly constants: Readonly<Record<"KEEPS_DENSITY" | "KEEPS_PRESSURE" | "DIFFUSES_DENSITY", boolean>>;
  /** `fn densityAt(index: u32, kept: f32) -> f32`, that which sums over neighbours take; kept is what stands beside the velocity. */
  readonly density: { readonly code: string; readonly reads: readonly string[] };
  /** Of the force pass: `dampingOf`, `gradientOf`, `addRate`, `rateOf`. */
  readonly rate: { readonly code: readonly string[]; readonly reads: readonly string[] };
  /** Of the first half of a step: `predictPressure`. */
  readonly predict: readonly string[];
  /** Of the second half: `extrapolatedRate` and `forgetRate`. */
  readonly extrapolate: { readonly code: string; readonly writes: readonly string[] };
}

const summedDensity = {
  code: "fn densityAt(index: u32, kept: f32) -> f32 { return thermo[index].x; }",
  reads: ["thermo"],
};
const noGradient = "fn gradientOf(index: u32) -> vec3f { return vec3f(0.0); }";
const gradient = "fn gradientOf(index: u32) -> vec3f { return densityGradient[index].xyz; }";
const extrapolated = { code: extrapolateRate, writes: ["lastRate"] };

/** Density by the continuity equation, with a diffusion. */
export function continuity(diffusion: DensityDiffusion): StateCode {
  return {
    sumsDensity: false,
    constants: { KEEPS_DENSITY: true, KEEPS_PRESSURE: false, DIFFUSES_DENSITY: diffusion.name !== "none" },
    density: { code: "fn densityAt(index: u32, kept: f32) -> f32 { return kept; }", reads: [] },
    rate: {
      code: [densityPair, diffusion.wgsl, diffusion.needsGradient ? gradient : noGradient, evolveDensity],
      reads: diffusion.needsGradient ? ["densityGradient"] : [],
    },
    predict: [
      "fn pressureOfKept(kept: f32, material: u32) -> f32 { return pressureOf(kept, materials[material].equation); }",
      predictPressure,
    ],
    extrapolate: extrapolated,
  };
}

/** Density as a sum, and the pressure that belongs to it. */
export const summation: StateCode = {
  sumsDensity: true,
  constants: { KEEPS_DENSITY: false, KEEPS_PRESSURE: false, DIFFUSES_DENSITY: false },
  density: summedDensity,
  rate: {
    code: [
      noGradient,
      `fn dampingOf(material: u32, density: f32) -> f32 { return 0.0; }
fn addRate(own: Own, other: Neighbour, d: vec3f, r2: f32, slope: f32, sums: ptr<function, Sums>) {}
fn rateOf(own: Own, sums: ptr<function, Sums>) -> f32 { return 0.0; }`,
    ],
    reads: [],
  },
  predict: ["fn predictPressure(index: u32, material: u32, kept: f32) {}"],
  extrapolate: {
    code: `fn extrapolatedRate(index: u32, own: f32) -> f32 { return 0.0; }
fn forgetRate(index: u32) {}`,
    writes: [],
  },
};

/** Density as a sum, and the pressure of EDAC. */
export const entropicDamping: StateCode = {
  sumsDensity: true,
  constants: { KEEPS_DENSITY: false, KEEPS_PRESSURE: true, DIFFUSES_DENSITY: false },
  density: summedDensity,
  rate: { code: [noGradient, evolvePressure], reads: [] },
  predict: ["fn pressureOfKept(kept: f32, material: u32) -> f32 { return kept; }", predictPressure],
  extrapolate: extrapolated,
};

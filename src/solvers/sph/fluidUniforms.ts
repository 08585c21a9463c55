import type { Vector3 } from "../../core/vector.ts";
import { declareUniform } from "../../gpu/uniformBlock.ts";
import { densityDiffusionOf } from "./densityDiffusions/index.ts";
import { fillingVolume } from "./latticeSum.ts";
import type { FluidModel } from "./model.ts";
import { positionBasedNumbers } from "./positionBased/positionBasedNumbers.ts";
import { capillaryLimit, surfaceTensionOf } from "./surfaceTensions/index.ts";
import { viscosityOf } from "./viscosities/index.ts";

/** Most viscosity terms of a model: their numbers are members of the uniform. */
export const mostViscosities = 4;

/** The numbers that the passes of a fluid read; those a scheme does not use are zero. */
export const fluidBlock = declareUniform("Fluid", {
  smoothingLength: "f32",
  inverseSmoothingLength: "f32",
  supportRadiusSquared: "f32",
  /** α_D / h^D and, times the kernel's slopeFactor, α_D / h^(D+2): they scale w and what `kernelSlope` gives. */
  valueScale: "f32",
  slopeScale: "f32",
  fillingVolume: "f32",
  /** Half a skin: nobody goes further until the neighbour list is built anew. */
  displacementLimit: "f32",
  /** A particle that goes further in one step moves too fast for its neighbours to be known. */
  travelLimitSquared: "f32",
  /** [velocity]; of position-based fluids what speeds count for at least in the choice of a step. */
  expectedSpeed: "f32",
  courantNumber: "f32",
  /** 0 where the step is adaptive. */
  fixedTimeStep: "f32",
  largestSoundSpeed: "f32",
  /** Limit of the viscosities, a constant [time]. */
  viscousLimit: "f32",
  /** Limit of the surface tension, a constant [time]. */
  capillaryLimit: "f32",
  dampingTime: "f32",
  oscillationFrequency: "f32",
  oscillationPhase: "f32",
  densityDiffusion: "f32",
  /** ε of XSPH, or A of the shifting. */
  advectionCoefficient: "f32",
  backgroundPressure: "f32",
  freeSurfaceThreshold: "f32",
  /** α of EDAC. */
  pressureDamping: "f32",
  /** Of position-based fluids: positionBased/positionBasedNumbers.ts. */
  relaxation: "f32",
  clumpingPressure: "f32",
  inverseLongestStep: "f32",
  inverseClumpingWeight: "f32",
  jacobiWeight: "f32",
  contactDistance: "f32",
  spacing: "f32",
  strongestBodyForce: "f32",
  constantAcceleration: "vec3f",
  oscillationAmplitude: "vec3f",
  viscosity0: "vec4f",
  viscosity1: "vec4f",
  viscosity2: "vec4f",
  viscosity3: "vec4f",
  surfaceTension: "vec4f",
});

const threeOf = (list: readonly number[]): Vector3 => [list[0], list[1], list[2] ?? 0];

/** How far a particle may go in one step: a quarter of the support [length]. */
export function travelLimit({ supportRadius }: FluidModel): number {
  return supportRadius / 4;
}

/** The step that viscosities allow, before the Courant number [time]. */
export function viscousLimit({ viscosities, fluids, smoothingLength }: FluidModel): number {
  const limits = viscosities.flatMap((entry) => {
    const { model, numbers } = viscosityOf(entry);
    return fluids.map((fluid) => model.timeStepLimit(fluid, smoothingLength, numbers));
  });
  return Math.min(Infinity, ...limits);
}

export function packFluid(model: FluidModel): ArrayBuffer {
  const { box, kernel, smoothingLength: h, scheme, acceleration, timeStepping, fluids } = model;
  const { dimensions } = box;
  const valueScale = kernel.normalisation(dimensions) / h ** dimensions;
  const advection = "advection" in scheme ? scheme.advection : undefined;
  const { referenceDensity, soundSpeed } = fluids[0];
  const coefficients = model.viscosities.map((entry) => {
    const { model: viscosity, numbers } = viscosityOf(entry);
    return viscosity.coefficients(numbers);
  });
  const viscosity = (index: number) => coefficients[index] ?? [0, 0, 0, 0];
  const tension = model.surfaceTension && surfaceTensionOf(model.surfaceTension);
  const largest = 3e38;
  return fluidBlock.pack({
    smoothingLength: h,
    inverseSmoothingLength: 1 / h,
    supportRadiusSquared: model.supportRadius ** 2,
    valueScale,
    slopeScale: (valueScale / h ** 2) * (kernel.slopeFactor ?? 1),
    fillingVolume: fillingVolume(model),
    displacementLimit: model.skin / 2,
    travelLimitSquared: travelLimit(model) ** 2,
    courantNumber: timeStepping.courantNumber,
    fixedTimeStep: timeStepping.timeStep ?? 0,
    largestSoundSpeed: Math.max(...fluids.map((fluid) => fluid.soundSpeed)),
    viscousLimit: Math.min(viscousLimit(model), largest),
    capillaryLimit: Math.min(capillaryLimit(model), largest),
    dampingTime: timeStepping.dampingTime,
    oscillationFrequency: acceleration.oscillation?.frequency ?? 0,
    oscillationPhase: acceleration.oscillation?.phase ?? 0,
    densityDiffusion:
      "densityDiffusion" in scheme ? densityDiffusionOf(scheme.densityDiffusion).coefficient : 0,
    advectionCoefficient: advection && "coefficient" in advection ? advection.coefficient : 0,
    backgroundPressure:
      advection?.kind === "transport-velocity"
        ? advection.backgroundPressureRatio * referenceDensity * soundSpeed ** 2
        : 0,
    freeSurfaceThreshold:
      (advection?.kind === "shifting" && advection.freeSurfaceThreshold) || freeSurfaceThreshold(dimensions),
    pressureDamping: scheme.kind === "entropically-damped" ? scheme.damping : 0,
    expectedSpeed: model.expectedSpeed,
    ...positionBasedNumbers(model),
    constantAcceleration: threeOf(acceleration.constant),
    oscillationAmplitude: threeOf(acceleration.oscillation?.amplitude ?? [0, 0, 0]),
    viscosity0: viscosity(0),
    viscosity1: viscosity(1),
    viscosity2: viscosity(2),
    viscosity3: viscosity(3),
    surfaceTension: tension?.model.coefficients(model, tension.numbers) ?? [0, 0, 0, 0],
  });
}

/** ∇·r below which a particle lies at the free surface (Lind, Xu, Stansby & Rogers, J. Comput. Phys. 231, 1499 (2012)). */
export function freeSurfaceThreshold(dimensions: 2 | 3): number {
  return dimensions === 2 ? 1.5 : 2.75;
}

/** `materials: array<Material, MATERIAL_COUNT>` (passes/materials.wgsl): four vec4 each. */
export function packMaterials(model: FluidModel): ArrayBuffer {
  const { fluids, solids, equationOfState, equationParameters } = model;
  const materials = [...fluids.map((fluid) => ({ fluid, noSlip: 0 }))];
  for (const { slip, inlet } of solids) {
    materials.push({ fluid: fluids[inlet?.fluid ?? 0], noSlip: slip === "no-slip" ? 1 : 0 });
  }
  return Float32Array.from(
    materials.flatMap(({ fluid, noSlip }) => [
      fluid.particleMass,
      fluid.referenceDensity,
      fluid.soundSpeed,
      fluid.kinematicViscosity,
      ...equationOfState.constants(fluid, equationParameters),
      noSlip,
      0,
      0,
      0,
    ]),
  ).buffer;
}

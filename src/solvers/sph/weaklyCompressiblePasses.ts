import driftCode from "../../gpu/drift.wgsl?raw";
import randomCode from "../../gpu/random.wgsl?raw";
import type { GpuContext } from "../../gpu/context.ts";
import type { Pass } from "../../gpu/pass.ts";
import { advectionOf } from "./advections/index.ts";
import { densityDiffusionOf } from "./densityDiffusions/index.ts";
import { FluidCompiler } from "./fluidCode.ts";
import type { FluidModel } from "./model.ts";
import { compileOpenBoundaries, type OpenBoundaryPasses } from "./openBoundaries/openBoundaryPasses.ts";
import beginStep from "./passes/beginStep.wgsl?raw";
import chooseTimeStep from "./passes/chooseTimeStep.wgsl?raw";
import computeDensityGradient from "./passes/computeDensityGradient.wgsl?raw";
import computeForce from "./passes/computeForce.wgsl?raw";
import densityPair from "./passes/densityPair.wgsl?raw";
import evolveDensity from "./passes/evolveDensity.wgsl?raw";
import evolvePressure from "./passes/evolvePressure.wgsl?raw";
import extrapolateWalls from "./passes/extrapolateWalls.wgsl?raw";
import integrateFirst from "./passes/integrateFirst.wgsl?raw";
import integrateSecond from "./passes/integrateSecond.wgsl?raw";
import measureLimits from "./passes/measureLimits.wgsl?raw";
import pairCode from "./passes/pair.wgsl?raw";
import sumDensity from "./passes/sumDensity.wgsl?raw";
import stepLimits from "./passes/stepLimits.wgsl?raw";
import driftParticle from "./passes/driftParticle.wgsl?raw";
import { compileSolids, type SolidPasses, wallCode } from "./solids/solidPasses.ts";
import { compileSurfaceTension, type SurfaceTensionPasses } from "./surfaceTensions/surfaceTensionPasses.ts";
import { viscousCode } from "./viscousCode.ts";

/** The passes of weakly compressible and entropically damped SPH, in the order of a step. */
export interface WeaklyCompressiblePasses {
  readonly solids: SolidPasses;
  readonly openBoundaries: OpenBoundaryPasses;
  readonly surfaceTension: SurfaceTensionPasses;
  readonly beginStep: Pass;
  readonly integrateFirst: Pass;
  readonly computeDensityGradient?: Pass;
  readonly updateDensity: Pass;
  readonly updatePressure?: Pass;
  readonly extrapolateWalls?: Pass;
  readonly computeForce: Pass;
  readonly integrateSecond: Pass;
  readonly measureLimits: Pass;
  readonly chooseTimeStep: Pass;
}

const equationWall = `fn wallDensity(pressure: f32, facing: u32) -> f32 {
  return densityOf(pressure, materials[facing].equation);
}`;
const linearWall = `fn wallDensity(pressure: f32, facing: u32) -> f32 {
  let material = materials[facing];
  return material.referenceDensity + pressure / (material.soundSpeed * material.soundSpeed);
}`;

/** What a model's scheme asks of the passes. */
export function schemeNeeds({ scheme, solids }: FluidModel) {
  if (scheme.kind !== "weakly-compressible" && scheme.kind !== "entropically-damped") {
    throw new RangeError(`${scheme.kind} is not a weakly compressible scheme`);
  }
  const isDamped = scheme.kind === "entropically-damped";
  const { diffusion } = densityDiffusionOf(isDamped ? { kind: "none" } : scheme.densityDiffusion);
  return {
    isDamped,
    sumsDensity: isDamped || scheme.density === "summation",
    diffusion,
    advection: advectionOf(scheme.advection.kind),
    hasWalls: solids.length > 0,
  };
}

/**
 * Compiles the passes of a model, all at once.
 *
 * @throws Error with the pass's label where its WGSL is wrong.
 */
export async function compileWeaklyCompressible(
  context: GpuContext,
  model: FluidModel,
): Promise<WeaklyCompressiblePasses> {
  const { isDamped, sumsDensity, diffusion, advection, hasWalls } = schemeNeeds(model);
  const walls = wallCode(model);
  const compiler = new FluidCompiler(context, model, {
    RATE_RECORDS: advection.keepsRecord ? "2u" : "1u",
    DIFFUSES_DENSITY: diffusion.name !== "none",
    REFERS_PRESSURE: isDamped && advection.name === "transport-velocity",
    HAS_VISCOSITY: model.viscosities.length > 0,
    NEEDS_REACTION: hasWalls,
  });
  const gradientAccess = diffusion.needsGradient
    ? "fn gradientOf(index: u32) -> vec3f { return densityGradient[index].xyz; }"
    : "fn gradientOf(index: u32) -> vec3f { return vec3f(0.0); }";
  const kept = `fn keptState(state: vec2f) -> f32 { return state.${isDamped ? "y" : "x"}; }`;
  const deviation = advection.keepsDeviation ? ["deviation"] : [];

  const density = sumsDensity
    ? compiler.overNeighbours({
        label: "updateDensity",
        code: [sumDensity],
        reads: ["position"],
        writes: ["thermo"],
      })
    : compiler.overNeighbours({
        label: "updateDensity",
        code: [densityPair, diffusion.wgsl, gradientAccess, evolveDensity],
        reads: ["position", "velocity", ...(diffusion.needsGradient ? ["densityGradient"] : [])],
        writes: ["thermo"],
      });
  const passes = {
    beginStep: compiler.once({ label: "beginStep", code: [randomCode, beginStep], halts: true }),
    integrateFirst: compiler.perParticle({
      label: "integrateFirst",
      code: [driftCode, driftParticle, advection.drift, integrateFirst],
      reads: ["builtPosition"],
      writes: ["position", "velocity", "tag", "rate", ...deviation],
      halts: true,
    }),
    computeDensityGradient: diffusion.needsGradient
      ? compiler.overNeighbours({
          label: "computeDensityGradient",
          code: [computeDensityGradient],
          reads: ["position", "velocity"],
          writes: ["densityGradient"],
        })
      : undefined,
    updateDensity: density,
    updatePressure: isDamped
      ? compiler.overNeighbours({
          label: "updatePressure",
          code: [evolvePressure],
          reads: ["position", "velocity"],
          writes: ["thermo", "rate"],
        })
      : undefined,
    extrapolateWalls: hasWalls
      ? compiler.overNeighbours({
          label: "extrapolateWalls",
          code: [isDamped ? linearWall : equationWall, walls.code, extrapolateWalls],
          reads: ["position", ...walls.reads],
          writes: ["velocity", "thermo"],
        })
      : undefined,
    computeForce: compiler.overNeighbours({
      label: "computeForce",
      code: [pairCode, viscousCode(model), advection.force, computeForce],
      reads: ["position", "velocity", "thermo", ...deviation],
      writes: ["rate"],
    }),
    integrateSecond: compiler.perParticle({
      label: "integrateSecond",
      code: [driftCode, walls.code, kept, integrateSecond],
      reads: ["position", "thermo", "tag", ...walls.reads],
      writes: ["velocity", "rate"],
      halts: true,
    }),
    measureLimits: compiler.compile({
      label: "measureLimits",
      code: [measureLimits],
      reads: ["position", "velocity", "rate"],
      writes: ["partialLimits"],
      sizes: { workgroupSize: limitsWorkgroup, maximumWorkgroups: mostLimitsGroups },
    }),
    chooseTimeStep: compiler.once({
      label: "chooseTimeStep",
      code: [stepLimits, chooseTimeStep],
      reads: ["partialLimits"],
      halts: true,
    }),
  };
  const solids = compileSolids(compiler, model);
  const openBoundaries = compileOpenBoundaries(compiler, model, advection.keepsDeviation);
  const surfaceTension = compileSurfaceTension(compiler, model);
  const compiled = await Promise.all(
    Object.entries({ ...passes, solids, openBoundaries, surfaceTension }).map(
      async ([name, pass]) => [name, await pass] as const,
    ),
  );
  return Object.fromEntries(compiled) as unknown as WeaklyCompressiblePasses;
}

export const limitsWorkgroup = 128;
export const mostLimitsGroups = 256;

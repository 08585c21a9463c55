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
import showsReactions from "./passes/showsReactions.wgsl?raw";
import extrapolateWalls from "./passes/extrapolateWalls.wgsl?raw";
import integrateFirst from "./passes/integrateFirst.wgsl?raw";
import integrateSecond from "./passes/integrateSecond.wgsl?raw";
import pairCode from "./passes/pair.wgsl?raw";
import sumDensity from "./passes/sumDensity.wgsl?raw";
import stepLimits from "./passes/stepLimits.wgsl?raw";
import driftParticle from "./passes/driftParticle.wgsl?raw";
import { settleCode, watchCode } from "./foreseenWays.ts";
import { bodySolids } from "./solids/bodyRecords.ts";
import { compileSolids, type SolidPasses, wallCode } from "./solids/solidPasses.ts";
import { continuity, entropicDamping, summation } from "./stateCode.ts";
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
  /** Absent where the continuity equation gives the density. */
  readonly updateDensity?: Pass;
  readonly extrapolateWalls?: Pass;
  readonly computeForce: Pass;
  readonly integrateSecond: Pass;
  readonly chooseTimeStep: Pass;
}

const equationWall = `fn wallDensity(pressure: f32, facing: u32) -> f32 {
  return densityOf(pressure, materials[facing].equation);
}`;
const linearWall = `fn wallDensity(pressure: f32, facing: u32) -> f32 {
  let material = materials[facing];
  return material.referenceDensity + pressure / (material.soundSpeed * material.soundSpeed);
}`;

/** A particle that turns into fluid acts with the pressure extrapolated to it, and its drift does not deviate. */
const besideNew = { buffer: "shown", value: "vec4f(vec3f(0.0), shown[index].w)" };

/** What a model's scheme asks of the passes. */
export function schemeNeeds({ scheme, solids }: FluidModel) {
  if (scheme.kind !== "weakly-compressible" && scheme.kind !== "entropically-damped") {
    throw new RangeError(`${scheme.kind} is not a weakly compressible scheme`);
  }
  const isDamped = scheme.kind === "entropically-damped";
  const { diffusion } = densityDiffusionOf(isDamped ? { kind: "none" } : scheme.densityDiffusion);
  const summed = isDamped ? entropicDamping : summation;
  return {
    isDamped,
    state: isDamped || scheme.density === "summation" ? summed : continuity(diffusion),
    needsGradient: diffusion.needsGradient,
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
  const { isDamped, state, needsGradient, advection, hasWalls } = schemeNeeds(model);
  const { density } = state;
  const walls = wallCode(model);
  const compiler = new FluidCompiler(context, model, {
    RATE_RECORDS: advection.keepsRecord ? "2u" : "1u",
    ...state.constants,
    REFERS_PRESSURE: isDamped && advection.name === "transport-velocity",
    HAS_VISCOSITY: model.viscosities.length > 0,
    HAS_WALLS: hasWalls,
    REACTS_ALWAYS: bodySolids(model).length > 0,
  });

  const passes = {
    beginStep: compiler.once({
      label: "beginStep",
      code: [randomCode, settleCode, beginStep],
      halts: true,
    }),
    integrateFirst: compiler.perParticle({
      label: "integrateFirst",
      code: [driftCode, watchCode, driftParticle, advection.drift, ...state.predict, integrateFirst],
      reads: ["builtPosition", "rate"],
      writes: ["position", "velocity", "tag", "shown"],
      halts: true,
    }),
    computeDensityGradient: needsGradient
      ? compiler.overNeighbours({
          label: "computeDensityGradient",
          concerns: "fluids",
          code: [computeDensityGradient],
          sees: { density: ["f32", "velocity[index].w"] },
          reads: ["position", "velocity"],
          writes: ["densityGradient"],
        })
      : undefined,
    updateDensity: state.sumsDensity
      ? compiler.overNeighbours({
          label: "updateDensity",
          concerns: "fluids",
          code: [sumDensity],
          reads: ["position"],
          writes: ["thermo", "shown"],
        })
      : undefined,
    extrapolateWalls: hasWalls
      ? compiler.overNeighbours({
          label: "extrapolateWalls",
          concerns: "others",
          framesWalls: true,
          code: [isDamped ? linearWall : equationWall, density.code, walls.code, extrapolateWalls],
          sees: {
            record: ["vec4f", "velocity[index]"],
            density: ["f32", "densityAt(index, record.w)"],
            pressure: ["f32", "shown[index].w"],
          },
          reads: ["position", "velocity", ...walls.reads],
          writes: ["thermo", "shown"],
        })
      : undefined,
    computeForce: compiler.overNeighbours({
      label: "computeForce",
      concerns: "fluids",
      concernsAll: "showsReactions()",
      code: [
        pairCode,
        viscousCode(model),
        advection.force,
        density.code,
        ...state.rate.code,
        showsReactions,
        computeForce,
      ],
      sees: {
        record: ["vec4f", "velocity[index]"],
        density: ["f32", "densityAt(index, record.w)"],
        volume: ["f32", "massOf(place.w) / density"],
        pressure: ["f32", "shown[index].w"],
        // Of a wall the fluid's velocity mirrored in it, else how far the transport velocity deviates.
        shown: ["vec3f", "shown[index].xyz"],
        gradient: ["vec3f", "gradientOf(index)"],
      },
      reads: ["position", "velocity", "shown", ...density.reads, ...state.rate.reads],
      writes: ["rate"],
    }),
    integrateSecond: compiler.perParticleWithLimits({
      label: "integrateSecond",
      code: [driftCode, walls.code, state.extrapolate.code, integrateSecond],
      reads: ["position", "tag", ...walls.reads],
      writes: ["velocity", "rate", "thermo", ...state.extrapolate.writes],
    }),
    chooseTimeStep: compiler.once({
      label: "chooseTimeStep",
      code: [stepLimits, chooseTimeStep],
      halts: true,
    }),
  };
  const solids = compileSolids(compiler, model);
  const openBoundaries = compileOpenBoundaries(compiler, model, besideNew);
  const surfaceTension = compileSurfaceTension(compiler, model, density);
  const compiled = await Promise.all(
    Object.entries({ ...passes, solids, openBoundaries, surfaceTension }).map(
      async ([name, pass]) => [name, await pass] as const,
    ),
  );
  return Object.fromEntries(compiled) as unknown as WeaklyCompressiblePasses;
}

import driftCode from "../../../gpu/drift.wgsl?raw";
import randomCode from "../../../gpu/random.wgsl?raw";
import type { GpuContext } from "../../../gpu/context.ts";
import type { Pass } from "../../../gpu/pass.ts";
import { FluidCompiler } from "../fluidCode.ts";
import type { FluidModel } from "../model.ts";
import beginStep from "../passes/beginStep.wgsl?raw";
import pairCode from "../passes/pair.wgsl?raw";
import stepLimits from "../passes/stepLimits.wgsl?raw";
import mirroredVelocity from "../passes/mirroredVelocity.wgsl?raw";
import driftParticle from "../passes/driftParticle.wgsl?raw";
import { settleCode, watchCode } from "../foreseenWays.ts";
import { compileOpenBoundaries, type OpenBoundaryPasses } from "../openBoundaries/openBoundaryPasses.ts";
import { compileSolids, type SolidPasses, wallCode } from "../solids/solidPasses.ts";
import { summation } from "../stateCode.ts";
import { compileSurfaceTension, type SurfaceTensionPasses } from "../surfaceTensions/surfaceTensionPasses.ts";
import { viscousCode } from "../viscousCode.ts";
import applyCorrection from "./applyCorrection.wgsl?raw";
import chooseTimeStep from "./chooseTimeStep.wgsl?raw";
import computeCorrection from "./computeCorrection.wgsl?raw";
import computeDensity from "./computeDensity.wgsl?raw";
import computeMultiplier from "./computeMultiplier.wgsl?raw";
import computeViscosity from "./computeViscosity.wgsl?raw";
import finishStep from "./finishStep.wgsl?raw";
import mirrorVelocity from "./mirrorVelocity.wgsl?raw";
import predictPosition from "./predictPosition.wgsl?raw";
import restoreWalls from "./restoreWalls.wgsl?raw";
import restVolumes from "./restVolumes.wgsl?raw";
import settleList from "./settleList.wgsl?raw";
import updateVelocity from "./updateVelocity.wgsl?raw";

/** The passes of position-based fluids, in the order of a step. */
export interface PositionBasedPasses {
  readonly solids: SolidPasses;
  readonly openBoundaries: OpenBoundaryPasses;
  readonly surfaceTension: SurfaceTensionPasses;
  readonly beginStep: Pass;
  readonly predictPosition: Pass;
  readonly settleList: Pass;
  readonly computeMultiplier: Pass;
  readonly computeCorrection: Pass;
  readonly applyCorrection: Pass;
  readonly updateVelocity: Pass;
  readonly computeDensity: Pass;
  readonly mirrorVelocity?: Pass;
  readonly computeViscosity?: Pass;
  readonly finishStep: Pass;
  readonly restoreWalls?: Pass;
  readonly chooseTimeStep: Pass;
}

const seenVolume = { volume: ["f32", "restVolume(index, place.w)"] } as const;
const seenVelocity = { velocity: ["vec3f", "velocity[index].xyz"] } as const;

/**
 * Compiles the passes of a model, all at once.
 *
 * @throws Error with the pass's label where its WGSL is wrong.
 */
export async function compilePositionBased(
  context: GpuContext,
  model: FluidModel,
): Promise<PositionBasedPasses> {
  const hasWalls = model.solids.length > 0;
  // What pushes the fluid besides constraints is gathered by the viscous pass, where there is no viscosity too.
  const hasForce = model.viscosities.length > 0 || model.surfaceTension !== undefined;
  const walls = wallCode(model);
  const compiler = new FluidCompiler(context, model, {
    RATE_RECORDS: "1u",
    HAS_WALLS: hasWalls,
    HAS_FORCE: hasForce,
  });
  const passes = {
    beginStep: compiler.once({
      label: "beginStep",
      code: [randomCode, settleCode, beginStep],
      halts: true,
    }),
    predictPosition: compiler.perParticle({
      label: "predictPosition",
      code: [driftCode, watchCode, driftParticle, predictPosition],
      reads: ["builtPosition"],
      writes: ["position", "velocity", "tag", "shift"],
      halts: true,
    }),
    settleList: compiler.once({
      label: "settleList",
      code: [settleCode, settleList],
      halts: true,
    }),
    computeMultiplier: compiler.overNeighbours({
      label: "computeMultiplier",
      code: [restVolumes, computeMultiplier],
      sees: seenVolume,
      reads: ["position", "velocity"],
      writes: ["multiplier"],
    }),
    computeCorrection: compiler.overNeighbours({
      label: "computeCorrection",
      code: [restVolumes, computeCorrection],
      sees: { ...seenVolume, multiplier: ["f32", "multiplier[index]"] },
      reads: ["position", "velocity", "multiplier"],
      writes: ["correction"],
    }),
    applyCorrection: compiler.perParticle({
      label: "applyCorrection",
      code: [driftCode, watchCode, applyCorrection],
      reads: ["builtPosition", "correction", "multiplier"],
      writes: ["position", "velocity", "tag", "shift"],
      halts: true,
    }),
    updateVelocity: compiler.perParticle({
      label: "updateVelocity",
      code: [updateVelocity],
      reads: ["position", "shift"],
      writes: ["velocity"],
    }),
    computeDensity: compiler.overNeighbours({
      label: "computeDensity",
      code: [restVolumes, computeDensity],
      sees: seenVolume,
      reads: ["position", "velocity", "shift"],
      writes: ["thermo"],
    }),
    mirrorVelocity:
      hasForce && hasWalls
        ? compiler.overNeighbours({
            label: "mirrorVelocity",
            code: [mirroredVelocity, mirrorVelocity],
            sees: seenVelocity,
            reads: ["position"],
            writes: ["velocity"],
          })
        : undefined,
    computeViscosity: hasForce
      ? compiler.overNeighbours({
          label: "computeViscosity",
          code: [pairCode, viscousCode(model), computeViscosity],
          sees: { ...seenVelocity, density: ["f32", "thermo[index].x"] },
          reads: ["position", "velocity", "thermo"],
          writes: ["rate"],
        })
      : undefined,
    finishStep: compiler.perParticleWithLimits({
      label: "finishStep",
      code: [driftCode, finishStep],
      reads: ["position", "thermo", "tag", "shift"],
      writes: ["velocity", "rate"],
    }),
    restoreWalls: hasWalls
      ? compiler.perParticle({
          label: "restoreWalls",
          code: [walls.code, restoreWalls],
          reads: ["position", ...walls.reads],
          writes: ["velocity"],
        })
      : undefined,
    chooseTimeStep: compiler.once({
      label: "chooseTimeStep",
      code: [stepLimits, chooseTimeStep],
      halts: true,
    }),
  };
  const solids = compileSolids(compiler, model);
  const openBoundaries = compileOpenBoundaries(compiler, model, {
    buffer: "deviation",
    value: "vec4f(0.0)",
  });
  const surfaceTension = compileSurfaceTension(compiler, model, summation.density);
  const compiled = await Promise.all(
    Object.entries({ ...passes, solids, openBoundaries, surfaceTension }).map(
      async ([name, pass]) => [name, await pass] as const,
    ),
  );
  return Object.fromEntries(compiled) as unknown as PositionBasedPasses;
}

import driftCode from "../../../gpu/drift.wgsl?raw";
import type { GpuContext } from "../../../gpu/context.ts";
import { sumOverIndices } from "../../../gpu/indexSharing.ts";
import type { Pass } from "../../../gpu/pass.ts";
import randomCode from "../../../gpu/random.wgsl?raw";
import { surfaceShare } from "../boundaryVolume.ts";
import { FluidCompiler, type FluidPassDescription } from "../fluidCode.ts";
import type { FluidModel } from "../model.ts";
import beginStep from "../passes/beginStep.wgsl?raw";
import pairCode from "../passes/pair.wgsl?raw";
import showsReactions from "../passes/showsReactions.wgsl?raw";
import stepLimits from "../passes/stepLimits.wgsl?raw";
import mirroredVelocity from "../passes/mirroredVelocity.wgsl?raw";
import driftParticle from "../passes/driftParticle.wgsl?raw";
import { settleCode, watchCode } from "../foreseenWays.ts";
import { compileOpenBoundaries, type OpenBoundaryPasses } from "../openBoundaries/openBoundaryPasses.ts";
import { bodySolids } from "../solids/bodyRecords.ts";
import { compileSolids, type SolidPasses, wallCode } from "../solids/solidPasses.ts";
import { hasMovingSolids } from "../solids/solidRecords.ts";
import { summation } from "../stateCode.ts";
import { compileSurfaceTension, type SurfaceTensionPasses } from "../surfaceTensions/surfaceTensionPasses.ts";
import { viscousCode } from "../viscousCode.ts";
import applyImpulse from "./applyImpulse.wgsl?raw";
import beginDensitySolve from "./beginDensitySolve.wgsl?raw";
import beginDivergenceSolve from "./beginDivergenceSolve.wgsl?raw";
import chooseTimeStep from "./chooseTimeStep.wgsl?raw";
import computeDensity from "./computeDensity.wgsl?raw";
import computeViscousForce from "./computeViscousForce.wgsl?raw";
import {
  divergenceFreeNumbers,
  latticeDiagonal,
  schemeOf,
  unconvergedLimit,
} from "./divergenceFreeNumbers.ts";
import endIterations from "./endIterations.wgsl?raw";
import finishSolve from "./finishSolve.wgsl?raw";
import finishStep from "./finishStep.wgsl?raw";
import improveImpulse from "./improveImpulse.wgsl?raw";
import judgeError from "./judgeError.wgsl?raw";
import mirrorWalls from "./mirrorWalls.wgsl?raw";
import moveParticles from "./moveParticles.wgsl?raw";
import setSolidVelocity from "./setSolidVelocity.wgsl?raw";
import solverCode from "./solver.wgsl?raw";
import startIterations from "./startIterations.wgsl?raw";

const ownSolver = `alias Flag = u32;\n${solverCode}`;
/** Of passes in which many particles set its flag. */
const sharedSolver = `alias Flag = atomic<u32>;\n${solverCode}`;

/** Whether the iterations of the present solve go on. */
const isIterating = "solver.isIterating != 0u";

/** One of the two solves: its equations, when its iterations end, and what it leaves. */
export interface SolvePasses {
  readonly start: Pass;
  readonly begin: Pass;
  readonly judge: Pass;
  readonly finish: Pass;
}

/** The passes of divergence-free SPH. */
export interface DivergenceFreePasses {
  readonly solids: SolidPasses;
  readonly openBoundaries: OpenBoundaryPasses;
  readonly surfaceTension: SurfaceTensionPasses;
  readonly beginStep: Pass;
  readonly mirrorWalls?: Pass;
  readonly computeViscousForce?: Pass;
  readonly endIterations: Pass;
  readonly applyImpulse: Pass;
  readonly improveImpulse: Pass;
  readonly density: SolvePasses;
  readonly divergence: SolvePasses;
  readonly moveParticles: Pass;
  readonly setSolidVelocity?: Pass;
  readonly computeDensity: Pass;
  readonly finishStep: Pass;
  readonly chooseTimeStep: Pass;
}

const judgeWorkgroup = 256;

/**
 * Compiles the passes of a model, all at once.
 *
 * @throws Error with the pass's label where its WGSL is wrong.
 */
export async function compileDivergenceFree(
  context: GpuContext,
  model: FluidModel,
): Promise<DivergenceFreePasses> {
  const scheme = schemeOf(model);
  const numbers = divergenceFreeNumbers(model);
  // What pushes the fluid besides pressures is gathered by the viscous pass, where there is no viscosity too.
  const hasForce = model.viscosities.length > 0 || model.surfaceTension !== undefined;
  const walls = wallCode(model);
  const compilerWith = (constants: Readonly<Record<string, string>>) =>
    new FluidCompiler(context, model, {
      RATE_RECORDS: "1u",
      HAS_FORCE: hasForce,
      HAS_WALLS: model.solids.length > 0,
      REACTS_ALWAYS: bodySolids(model).length > 0,
      SMALLEST_DIAGONAL: numbers.smallestDiagonal,
      DEFICIENT_DENSITY: numbers.deficientDensity,
      COUNTS_COMPRESSION: scheme.errorMeasure === "compression",
      RELAXATION: `f32(${numbers.relaxation})`,
      LATTICE_DIAGONAL: `f32(${latticeDiagonal(model)})`,
      SOUND_SPEED: `f32(${numbers.soundSpeed})`,
      FULL_WALL: numbers.fullWall,
      WALL_SHARE: `f32(${surfaceShare(model)})`,
      SPACING: `f32(${model.spacing})`,
      LOWEST_SPEED: `f32(${numbers.lowestSpeed})`,
      HIGHEST_SPEED: `f32(${numbers.highestSpeed})`,
      UNCONVERGED_LIMIT: `${unconvergedLimit}u`,
      ...constants,
    });
  const compiler = compilerWith({});
  const withSolver = (pass: FluidPassDescription) => ({ ...pass, code: [ownSolver, ...pass.code] });
  const rows = (pass: FluidPassDescription) => compiler.overNeighbours(withSolver(pass));
  const particles = (pass: FluidPassDescription) => compiler.perParticle(withSolver(pass));
  const withLimits = (pass: FluidPassDescription) => compiler.perParticleWithLimits(withSolver(pass));

  const compileSolve = async (solve: 0 | 1, begin: Promise<Pass>): Promise<SolvePasses> => {
    const own = compilerWith({
      SOLVE: `${solve}u`,
      LONGEST_COURSE: `${numbers.longestCourse}u`,
      MINIMUM_ITERATIONS: `${numbers.minimumIterations[solve]}u`,
      MAXIMUM_ERROR: `f32(${solve === 0 ? scheme.maximumDensityError : scheme.maximumDivergenceError})`,
    });
    const name = ["density", "divergence"][solve];
    const sizes = { workgroupSize: judgeWorkgroup, maximumWorkgroups: 1 };
    const start = own.compile({
      label: `startIterations, ${name}`,
      code: [ownSolver, startIterations],
      writes: ["solver"],
      sizes,
    });
    const judge = own.compile({
      label: `judgeError, ${name}`,
      code: [ownSolver, judgeError],
      writes: ["solver"],
      sizes,
    });
    const finish = own.overNeighbours({
      label: "finishSolve",
      code: [ownSolver, showsReactions, finishSolve],
      sees: { impulse: ["f32", "equation[index].z"] },
      reads: ["position", "predicted", "equation"],
      writes: ["velocity", "carried"],
    });
    return { start: await start, begin: await begin, judge: await judge, finish: await finish };
  };

  const passes = {
    beginStep: compiler.once({
      label: "beginStep",
      code: [randomCode, settleCode, beginStep],
      halts: true,
    }),
    mirrorWalls:
      hasForce && model.solids.length > 0
        ? rows({
            label: "mirrorWalls",
            concerns: "others",
            code: [mirroredVelocity, mirrorWalls],
            sees: { velocity: ["vec3f", "velocity[index].xyz"] },
            reads: ["position", "velocity"],
            writes: ["predicted"],
          })
        : undefined,
    computeViscousForce: hasForce
      ? rows({
          label: "computeViscousForce",
          code: [pairCode, viscousCode(model), showsReactions, computeViscousForce],
          sees: {
            record: ["vec4f", "velocity[index]"],
            density: ["f32", "thermo[index].x"],
            mirrored: ["vec3f", "predicted[index].xyz"],
          },
          reads: ["position", "velocity", "thermo", "predicted"],
          writes: ["rate"],
        })
      : undefined,
    endIterations: compiler.once({
      label: "endIterations",
      code: [ownSolver, endIterations],
      reads: ["solver"],
      halts: true,
    }),
    applyImpulse: rows({
      label: "applyImpulse",
      // Those of walls stay as they are.
      concerns: "fluids",
      concernsAll: "solver.iterations == 0u",
      code: [beltCode(model), applyImpulse],
      isDue: isIterating,
      // (s, V)
      sees: { impulse: ["vec2f", "impulse[index]"] },
      reads: ["position", "velocity", "impulse", "solver"],
      writes: ["predicted"],
    }),
    improveImpulse: compiler.alongRows(
      {
        label: "improveImpulse",
        framesWalls: true,
        code: [ownSolver, improveImpulse],
        isDue: isIterating,
        // (v, V)
        sees: { predicted: ["vec4f", "predicted[index]"] },
        reads: ["position", "predicted"],
        writes: ["impulse", "equation", "solver"],
      },
      (threads) => sumOverIndices("improved", threads, "isDue()", "keepError"),
    ),
    density: compileSolve(
      0,
      particles({
        label: "beginDensitySolve",
        code: [beginDensitySolve],
        reads: ["position", "thermo", "rate"],
        writes: ["velocity", "carried", "impulse", "equation"],
      }),
    ),
    divergence: compileSolve(
      1,
      compiler.perParticle({
        label: "beginDivergenceSolve",
        code: [sharedSolver, beginDivergenceSolve],
        reads: ["position", "velocity", "thermo", "rate"],
        writes: ["impulse", "equation", "solver"],
      }),
    ),
    moveParticles: particles({
      label: "moveParticles",
      code: [driftCode, watchCode, driftParticle, moveParticles],
      reads: ["builtPosition"],
      writes: ["position", "velocity", "tag"],
      halts: true,
    }),
    setSolidVelocity: hasMovingSolids(model)
      ? withLimits({
          label: "setSolidVelocity",
          code: [walls.code, setSolidVelocity],
          reads: ["position", ...walls.reads],
          writes: ["velocity"],
        })
      : undefined,
    computeDensity: rows({
      label: "computeDensity",
      code: [computeDensity],
      sees: { wallVolume: ["f32", "velocity[index].w"] },
      reads: ["position", "velocity"],
      writes: ["thermo", "rate"],
    }),
    finishStep: withLimits({
      label: "finishStep",
      code: [driftCode, finishStep],
      reads: ["position", "velocity", "carried", "tag"],
      writes: ["rate", "thermo"],
    }),
    chooseTimeStep: compiler.once({
      label: "chooseTimeStep",
      code: [ownSolver, stepLimits, chooseTimeStep],
      reads: ["solver"],
      halts: true,
    }),
  };
  const solids = compileSolids(compiler, model);
  const openBoundaries = compileOpenBoundaries(compiler, model, {
    buffer: "deviation",
    value: "vec4f(velocity, 0.0)",
  });
  const surfaceTension = compileSurfaceTension(compiler, model, summation.density);
  const compiled = await Promise.all(
    Object.entries({ ...passes, solids, openBoundaries, surfaceTension }).map(
      async ([name, pass]) => [name, await pass] as const,
    ),
  );
  return Object.fromEntries(compiled) as unknown as DivergenceFreePasses;
}

/** WGSL of `fn isBelt(material: u32) -> bool`: whether the surface of a solid moves while its particles stay. */
function beltCode({ fluids, solids }: FluidModel): string {
  const belts = solids.flatMap(({ motion }, k) => (motion?.kind === "sliding" ? [fluids.length + k] : []));
  const test = belts.map((material) => `material == ${material}u`).join(" || ") || "false";
  return `fn isBelt(material: u32) -> bool { return ${test}; }`;
}

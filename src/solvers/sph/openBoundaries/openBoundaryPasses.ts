import type { GpuContext } from "../../../gpu/context.ts";
import { forEachIndex } from "../../../gpu/indexSharing.ts";
import type { Pass } from "../../../gpu/pass.ts";
import { FluidCompiler } from "../fluidCode.ts";
import type { FluidSystem, Stage } from "../fluidSystem.ts";
import type { FluidModel } from "../model.ts";
import { wallCode } from "../solids/solidPasses.ts";
import { solidBlock } from "../solids/solidRecords.ts";
import solidsCode from "../solids/solids.wgsl?raw";
import driveInlets from "./driveInlets.wgsl?raw";
import exchangeParticles from "./exchangeParticles.wgsl?raw";
import feedInlets from "./feedInlets.wgsl?raw";
import locateParticles from "./locateParticles.wgsl?raw";
import openBoundariesCode from "./openBoundaries.wgsl?raw";
import { openBoundaryConstants } from "./openBoundaryRecords.ts";
import { watchCode } from "../foreseenWays.ts";
import { inletSolids } from "./openBoundaries.ts";

/** Passes that let fluid in and out; none where nothing opens, and of inlets none without. */
export interface OpenBoundaryPasses {
  readonly driveInlets?: Pass;
  readonly exchangeParticles?: Pass;
  readonly feedInlets?: Pass;
}

/** A sorted record of a scheme, and what a particle that turns into fluid has there. */
export interface RecordBeside {
  readonly buffer: string;
  /** WGSL of a vec4f; `index` is the particle's, `velocity` that at the start of the step. */
  readonly value: string;
}

const feedWorkgroup = 256;

/**
 * Compiles them for a scheme.
 *
 * @param beside the sorted record that the scheme keeps beside its particles
 * @throws Error with the pass's label where its WGSL is wrong
 */
export async function compileOpenBoundaries(
  compiler: FluidCompiler,
  model: FluidModel,
  beside: RecordBeside,
): Promise<OpenBoundaryPasses> {
  if (!model.openBoundaries) return {};
  const head = [openBoundaryConstants(model), openBoundariesCode];
  // Without inlets nothing need move, and then there are no records of solids.
  const walls = wallCode(model);
  const hasInlets = inletSolids(model).length > 0;
  const [drive, exchange, feed] = await Promise.all([
    hasInlets
      ? compiler.compile({
          label: "driveInlets",
          code: [
            ...head,
            solidBlock.wgsl,
            solidsCode,
            driveInlets,
            forEachIndex("driveInlet", "INLET_COUNT"),
          ],
          reads: ["inlets"],
          writes: ["solids"],
        })
      : undefined,
    compiler.compile({
      label: "exchangeParticles",
      code: [
        ...head,
        walls.code,
        watchCode,
        exchangeParticles,
        forEachIndex("exchangeParticle", "geometry.particleCount"),
      ],
      reads: ["inlets", "outlets", "tag", "builtPosition", ...walls.reads],
      writes: ["position", "velocity", "exchange"],
      halts: true,
    }),
    compiler.compile({
      label: "feedInlets",
      code: [...head, recordCode(beside), feedInlets],
      reads: ["inlets", "place"],
      writes: ["position", "velocity", "tag", "queue", "exchange", beside.buffer],
      halts: true,
      sizes: { workgroupSize: feedWorkgroup, maximumWorkgroups: 1 },
    }),
  ]);
  return { driveInlets: drive, exchangeParticles: exchange, feedInlets: feed };
}

function recordCode({ buffer, value }: RecordBeside): string {
  return `fn setRecordBeside(index: u32, velocity: vec3f) { ${buffer}[index] = ${value}; }`;
}

/** The passes over a system in their order: after particles have moved, before they are sorted. */
export function openBoundarySteps(system: FluidSystem, passes: OpenBoundaryPasses): Stage[] {
  const over = (label: keyof OpenBoundaryPasses, threads: number): Stage[] => {
    const pass = passes[label];
    return pass ? [{ label, record: system.over(threads, pass) }] : [];
  };
  return [
    ...over("driveInlets", inletSolids(system.model).length),
    ...over("exchangeParticles", system.count),
    ...over("feedInlets", feedWorkgroup),
  ];
}

/** The pass that goes with every sort where fluid flows in. */
export async function compileLocateParticles(
  context: GpuContext,
  model: FluidModel,
): Promise<Pass | undefined> {
  if (!model.openBoundaries) return undefined;
  return new FluidCompiler(context, model, {}).perParticle({
    label: "locateParticle",
    code: [locateParticles],
    reads: ["tag"],
    writes: ["place"],
  });
}

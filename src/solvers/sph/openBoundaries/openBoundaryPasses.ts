import type { GpuContext } from "../../../gpu/context.ts";
import { forEachIndex, type Pass } from "../../../gpu/pass.ts";
import { FluidCompiler } from "../fluidCode.ts";
import type { FluidSystem, Stage } from "../fluidSystem.ts";
import type { FluidModel } from "../model.ts";
import { solidBlock } from "../solids/solidRecords.ts";
import solidsCode from "../solids/solids.wgsl?raw";
import wallMotion from "../solids/wallMotion.wgsl?raw";
import driveInlets from "./driveInlets.wgsl?raw";
import exchangeParticles from "./exchangeParticles.wgsl?raw";
import feedInlets from "./feedInlets.wgsl?raw";
import locateParticles from "./locateParticles.wgsl?raw";
import openBoundariesCode from "./openBoundaries.wgsl?raw";
import { openBoundaryConstants } from "./openBoundaryRecords.ts";
import { inletSolids } from "./openBoundaries.ts";

/** Passes that let fluid in and out; none where nothing opens, and of inlets none without. */
export interface OpenBoundaryPasses {
  readonly driveInlets?: Pass;
  readonly exchangeParticles?: Pass;
  readonly feedInlets?: Pass;
}

const feedWorkgroup = 256;

/**
 * Compiles them for a scheme.
 *
 * @param hasDeviation whether the scheme keeps the sorted record `deviation` beside its particles
 * @throws Error with the pass's label where its WGSL is wrong
 */
export async function compileOpenBoundaries(
  compiler: FluidCompiler,
  model: FluidModel,
  hasDeviation: boolean,
): Promise<OpenBoundaryPasses> {
  if (!model.openBoundaries) return {};
  const head = [openBoundaryConstants(model), openBoundariesCode];
  const solids = [solidBlock.wgsl, solidsCode];
  const hasInlets = inletSolids(model).length > 0;
  const [drive, exchange, feed] = await Promise.all([
    hasInlets
      ? compiler.compile({
          label: "driveInlets",
          code: [...head, ...solids, driveInlets, forEachIndex("driveInlet", "INLET_COUNT")],
          reads: ["inlets"],
          writes: ["solids"],
        })
      : undefined,
    compiler.compile({
      label: "exchangeParticles",
      code: [
        ...head,
        ...solids,
        wallMotion,
        exchangeParticles,
        forEachIndex("exchangeParticle", "geometry.particleCount"),
      ],
      reads: ["inlets", "outlets", "tag", "builtPosition", "solids"],
      writes: ["position", "velocity", "exchange"],
      halts: true,
    }),
    compiler.compile({
      label: "feedInlets",
      code: [...head, deviationCode(model, hasDeviation), feedInlets],
      reads: ["inlets", "place"],
      writes: ["position", "velocity", "tag", "queue", "exchange", ...(hasDeviation ? ["deviation"] : [])],
      halts: true,
      sizes: { workgroupSize: feedWorkgroup, maximumWorkgroups: 1 },
    }),
  ]);
  return { driveInlets: drive, exchangeParticles: exchange, feedInlets: feed };
}

/** What a particle that turns into fluid keeps besides: divergence-free SPH its velocity at the start of the step. */
function deviationCode({ scheme }: FluidModel, hasDeviation: boolean): string {
  const value = scheme.kind === "divergence-free" ? "vec4f(velocity, 0.0)" : "vec4f(0.0)";
  const body = hasDeviation ? `deviation[index] = ${value};` : "";
  return `fn setDeviation(index: u32, velocity: vec3f) { ${body} }`;
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

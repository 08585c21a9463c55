import type { Pass } from "../../../gpu/pass.ts";
import type { FluidCompiler } from "../fluidCode.ts";
import type { FluidSystem, Stage } from "../fluidSystem.ts";
import type { FluidModel } from "../model.ts";
import type { StateCode } from "../stateCode.ts";
import addSurfaceTension from "../passes/addSurfaceTension.wgsl?raw";
import computeSurfaceNormal from "../passes/computeSurfaceNormal.wgsl?raw";
import surfacePair from "../passes/surfacePair.wgsl?raw";
import { surfaceTensionOf } from "./index.ts";

/** The passes of a surface tension; none where a model has none. */
export interface SurfaceTensionPasses {
  readonly computeSurfaceNormal?: Pass;
  readonly addSurfaceTension?: Pass;
}

/**
 * Compiles them for any scheme that gathers accelerations in `rate`, of `RATE_RECORDS` records a particle.
 *
 * @param density `fn densityAt(index: u32, kept: f32) -> f32` of the scheme, and the buffers that it reads
 * @throws Error with the pass's label where its WGSL is wrong
 */
export async function compileSurfaceTension(
  compiler: FluidCompiler,
  { surfaceTension }: FluidModel,
  density: StateCode["density"],
): Promise<SurfaceTensionPasses> {
  if (!surfaceTension) return {};
  const seenDensity = { density: ["f32", "densityAt(index, velocity[index].w)"] } as const;
  const { wgsl } = surfaceTensionOf(surfaceTension).model;
  const [normal, force] = await Promise.all([
    compiler.overNeighbours({
      label: "computeSurfaceNormal",
      concerns: "fluids",
      code: [surfacePair, wgsl, density.code, computeSurfaceNormal],
      sees: seenDensity,
      reads: ["position", "velocity", ...density.reads],
      writes: ["surfaceNormals"],
    }),
    compiler.overNeighbours({
      label: "addSurfaceTension",
      concerns: "fluids",
      code: [surfacePair, wgsl, density.code, addSurfaceTension],
      sees: { ...seenDensity, normal: ["vec4f", "surfaceNormals[index]"] },
      reads: ["position", "velocity", ...density.reads, "surfaceNormals"],
      writes: ["rate"],
    }),
  ]);
  return { computeSurfaceNormal: normal, addSurfaceTension: force };
}

/**
 * What adds a surface tension to the accelerations in `rate`, to be recorded after they have been written; to be called anew when the
 * list grows. Normals stand in the scratch B of the list's sort.
 */
export function surfaceTensionStages(system: FluidSystem, passes: SurfaceTensionPasses): readonly Stage[] {
  const { computeSurfaceNormal: normal, addSurfaceTension: force } = passes;
  if (!normal || !force) return [];
  const more = { surfaceNormals: system.buffers.scratchB };
  return [
    { label: "computeSurfaceNormal", record: system.overRows(normal, more) },
    { label: "addSurfaceTension", record: system.overRows(force, more) },
  ];
}

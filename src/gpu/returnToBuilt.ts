import { pickBindings } from "./bindingTable.ts";
import type { GpuContext } from "./context.ts";
import { geometryBlock } from "./geometry.ts";
import { forEachIndex } from "./indexSharing.ts";
import { Pass } from "./pass.ts";

const code = /* wgsl */ `
fn returnToBuilt(index: u32) { position[index] = vec4u(builtPosition[index].xyz, position[index].w); }`;

/** A pass that puts particles back to where the neighbour list was built from: what it is built again from, which moves none in the order of the sort. */
export function compileReturnToBuilt(context: GpuContext): Promise<Pass> {
  const table = {
    uniform: { geometry: "Geometry" },
    storage: { position: "array<vec4u>", builtPosition: "array<vec4u>" },
  };
  return Pass.create(context, {
    label: "returnToBuilt",
    bindings: pickBindings(table, ["geometry", "builtPosition"], ["position"]),
    code: [geometryBlock.wgsl, code, forEachIndex("returnToBuilt", "geometry.particleCount")],
  });
}

import type { ReachRule } from "../../gpu/cellGrid.ts";
import type { MolecularModel } from "./model.ts";
import foreseenReach from "./passes/foreseenReach.wgsl?raw";
import { dynamicsBlock, typeConstants } from "./uniforms.ts";

/** WGSL of `fn reachOf(index: u32) -> f32`, the same for all. */
export const uniformReach = "fn reachOf(index: u32) -> f32 { return dynamics.uniformReach; }";

type Buffers = Readonly<Record<"velocity" | "force" | "dynamics" | "types", GPUBuffer>>;

const dynamicsBinding = { type: "Dynamics", access: "uniform" } as const;

/** All may go equally far: for brief steps, whose passes have no binding to spare. */
export function uniformReachRule({ dynamics }: Buffers): ReachRule {
  return {
    code: [dynamicsBlock.wgsl, uniformReach],
    bindings: { dynamics: dynamicsBinding },
    buffers: { dynamics },
  };
}

/** Each as far as its motion lets expect. */
export function foreseenReachRule(
  { types }: MolecularModel,
  { velocity, force, dynamics, types: constants }: Buffers,
): ReachRule {
  const code = [`const TYPE_COUNT = ${types.length}u;`, dynamicsBlock.wgsl, typeConstants, foreseenReach];
  return {
    code,
    bindings: {
      dynamics: dynamicsBinding,
      types: { type: "array<TypeConstants, TYPE_COUNT>", access: "uniform" },
      velocity: { type: "array<vec4f>", access: "read" },
      force: { type: "array<vec4f>", access: "read" },
      builtPosition: { type: "array<vec4u>", access: "read" },
    },
    buffers: { velocity, force, dynamics, types: constants },
  };
}

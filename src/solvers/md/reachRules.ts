import { builtInPlace, type MotionRule } from "../../gpu/motionRule.ts";
import type { MolecularModel } from "./model.ts";
import foreseenReach from "./passes/foreseenReach.wgsl?raw";
import { dynamicsBlock, typeConstants } from "./uniforms.ts";

/** WGSL of `fn builtWord(index: u32) -> u32`: a reach, the same for all. */
export const uniformReach = "fn builtWord(index: u32) -> u32 { return bitcast<u32>(dynamics.uniformReach); }";

type Buffers = Readonly<Record<"velocity" | "force" | "dynamics" | "types", GPUBuffer>>;

const dynamicsBinding = { type: "Dynamics", access: "uniform" } as const;

/** All may go equally far: for brief steps, whose passes have no binding to spare. */
export function uniformReachRule({ dynamics }: Buffers): MotionRule {
  return {
    code: [dynamicsBlock.wgsl, uniformReach, builtInPlace],
    bindings: { dynamics: dynamicsBinding },
    buffers: { dynamics },
  };
}

/** Each as far as its motion lets expect. */
export function foreseenReachRule(
  { types }: MolecularModel,
  { velocity, force, dynamics, types: constants }: Buffers,
): MotionRule {
  const code = [
    `const TYPE_COUNT = ${types.length}u;`,
    dynamicsBlock.wgsl,
    typeConstants,
    foreseenReach,
    builtInPlace,
  ];
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

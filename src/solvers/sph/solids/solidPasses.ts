import staticMotion from "./staticSolids.wgsl?raw";

/** How solids move: what the two halves of a step read of it. */
export interface SolidPasses {
  /** Defines `struct SolidMotion` and `fn solidMotion(index: u32, own: vec4u) -> SolidMotion`. */
  readonly motion: string;
  /** Defines `fn solidVelocity(index: u32) -> vec3f` at the end of the step. */
  readonly velocity: string;
  /** Buffers that both read. */
  readonly reads: readonly string[];
}

export const staticSolids: SolidPasses = {
  motion: staticMotion,
  velocity: "fn solidVelocity(index: u32) -> vec3f { return vec3f(0.0); }",
  reads: [],
};

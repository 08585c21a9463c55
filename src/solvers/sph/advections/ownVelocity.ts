import type { Advection } from "./advection.ts";

/** What an advection without terms of its own adds to the force pass. */
export const noTerms = /* wgsl */ `
fn addAdvection(own: Own, other: Neighbour, d: vec3f, r2: f32, slope: f32, volumes: f32,
  sums: ptr<function, Sums>) {}
fn finishAdvection(index: u32, isSolid: bool, mass: f32, sums: ptr<function, Sums>) {}
`;

export const ownVelocity: Advection = {
  name: "own-velocity",
  formula: "dx/dt = v",
  citation: "J. J. Monaghan, Annu. Rev. Astron. Astrophys. 30, 543 (1992)",
  keepsRecord: false,
  force: noTerms,
  drift: "fn driftVelocity(index: u32, velocity: vec3f) -> vec3f { return velocity; }",
};

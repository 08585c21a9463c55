import type { Advection } from "./advection.ts";

export const xsph: Advection = {
  name: "xsph",
  formula: "dx_i/dt = v_i + ε Σ 2 m_j/(ρ_i + ρ_j) (v_j − v_i) W_ij",
  citation: "J. J. Monaghan, J. Comput. Phys. 82, 1 (1989)",
  keepsRecord: true,
  force: /* wgsl */ `
fn addAdvection(own: Own, other: Neighbour, d: vec3f, r2: f32, slope: f32, volumes: f32,
  sums: ptr<function, Sums>) {
  let share = 2.0 * own.mass / (own.density + other.density) * weight(r2);
  (*sums).advection += vec4f(select(0.0, share, other.kind == own.material) * (other.record.xyz - own.velocity), 0.0);
}
fn finishAdvection(index: u32, isSolid: bool, mass: f32, sums: ptr<function, Sums>) {
  rate[RATE_RECORDS * index + 1u] = fluid.advectionCoefficient * (*sums).advection;
}`,
  drift: /* wgsl */ `
fn driftVelocity(index: u32, velocity: vec3f) -> vec3f { return velocity + rate[RATE_RECORDS * index + 1u].xyz; }`,
};

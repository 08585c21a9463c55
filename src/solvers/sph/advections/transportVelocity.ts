import type { Advection } from "./advection.ts";

/** A constant background pressure moves particles towards order without pushing the fluid. */
export const transportVelocity: Advection = {
  name: "transport-velocity",
  formula:
    "ṽ = v + Δt/2 b, b_i = −p_b/m_i Σ (V_i² + V_j²) ∇W; dv_i/dt gains 1/m_i Σ (V_i² + V_j²) ½ (A_i + A_j) ∇W, A = ρ v ⊗ (ṽ − v)",
  citation: "S. Adami, X. Y. Hu & N. A. Adams, J. Comput. Phys. 241, 292 (2013), eqs. 8, 13 and 15",
  keepsRecord: true,
  force: /* wgsl */ `
fn addAdvection(own: Own, other: Neighbour, d: vec3f, r2: f32, slope: f32, volumes: f32,
  sums: ptr<function, Sums>) {
  let factor = volumes * slope * own.inverseMass;
  let stressI = select(own.density * dot(own.deviation, d) * own.velocity, vec3f(0.0), own.isSolid);
  let stressJ = select(other.density * dot(other.shown, d) * other.record.xyz, vec3f(0.0), isSolid(other.kind));
  (*sums).acceleration += 0.5 * factor * (stressI + stressJ);
  (*sums).advection -= vec4f(fluid.backgroundPressure * factor * d, 0.0);
}
fn finishAdvection(index: u32, isSolid: bool, mass: f32, sums: ptr<function, Sums>) {
  rate[RATE_RECORDS * index + 1u] = (*sums).advection;
}`,
  drift: /* wgsl */ `
fn driftVelocity(index: u32, velocity: vec3f) -> vec3f {
  let own = 0.5 * status.clock.timeStep * rate[RATE_RECORDS * index + 1u].xyz;
  shown[index] = vec4f(own, 0.0);
  return velocity + own;
}`,
};

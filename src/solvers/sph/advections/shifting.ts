import type { Advection } from "./advection.ts";

/** Moves particles from crowded to empty places; those at a free surface stay. */
export const shifting: Advection = {
  name: "shifting",
  formula: "δr = −A h |v| Δt ∇C, ∇C_i = Σ V_j ∇W; none where ∇·r = −Σ V_j r W′ is below the threshold",
  citation:
    "S. J. Lind, R. Xu, P. K. Stansby & B. D. Rogers, J. Comput. Phys. 231, 1499 (2012); " +
    "A. Skillen, S. Lind, P. K. Stansby & B. D. Rogers, Comput. Methods Appl. Mech. Eng. 265, 163 (2013)",
  keepsRecord: true,
  force: /* wgsl */ `
fn addAdvection(own: Own, other: Neighbour, d: vec3f, r2: f32, slope: f32, volumes: f32,
  sums: ptr<function, Sums>) {
  (*sums).advection += other.volume * slope * vec4f(d, -r2);
}
fn finishAdvection(index: u32, isSolid: bool, mass: f32, sums: ptr<function, Sums>) {
  let atSurface = (*sums).advection.w < fluid.freeSurfaceThreshold;
  rate[RATE_RECORDS * index + 1u] = select((*sums).advection, vec4f(0.0), atSurface);
}`,
  drift: /* wgsl */ `
fn driftVelocity(index: u32, velocity: vec3f) -> vec3f {
  let gradient = rate[RATE_RECORDS * index + 1u].xyz;
  return velocity - fluid.advectionCoefficient * fluid.smoothingLength * length(velocity) * gradient;
}`,
};

import { z } from "zod";
import type { SurfaceTensionModel } from "./surfaceTensionModel.ts";

/**
 * What the force of an interface is multiplied by where there are particles on one side of it only.
 *
 * The colour is 1 in the fluid and smoothed, c(x) = Σ V_j W: it falls from 1 to ½ at the surface and is 0 outside. The force σ κ ∇c gives
 * a jump of the pressure σ κ ∫|∇c| dn; but of that integral only the half from the inside to the surface is felt by
 * particles. Twice the force so gives σ κ, which is σ/R for a drop in two dimensions and 2σ/R in three. It is also what balances
 * particle by particle: pressures act in the form −Σ V_j (p_i + p_j) ∇W/ρ, which for a uniform pressure Δp is −2 Δp ∇c/ρ, and
 * 2 σ κ ∇c/ρ is its opposite where Δp = σ κ.
 */
export const freeSurfaceFactor = 2;

/** Default of ε: |∇c| is 0.74/h at a plane surface, and about 0.01/h in a fluid that shifting keeps in order. */
const usualThreshold = 0.1;

/**
 * The tension as a force on the volume near a surface, of one fluid with nothing beside it. Normals n̂ = ∇c/|∇c| point into the fluid. Where
 * |∇c| ≤ ε/h there is no normal; such particles feel no force and do not count in curvatures.
 *
 * Curvatures are normalised by Σ V_j W over the particles with normals, as Morris does at interfaces. For a half-space that is the right
 * weight at any depth: ∫x ∂W/∂x over it, in a direction x along the surface, is −∫W by parts.
 *
 * The force draws particles to wherever they are dense, inside as well: a pressure below σ/h does not keep them apart. A lasting free
 * surface therefore wants particles in order: `solver.scheme.advection` of the kind `shifting` and a support of four
 * spacings. Without, oscillating drops of ours gained energy or came apart within two periods; with ε = 0.01, Morris's value for
 * interfaces with particles on both sides, sooner. Momentum is conserved to the accuracy of the curvatures only, as the force
 * is not made of pairs.
 *
 * Each particle feels σ of its own fluid's surface: between two fluids both have one, and the interface has 2σ.
 */
export const continuumSurfaceForce: SurfaceTensionModel = {
  name: "continuum-surface-force",
  formula: "2 σ κ ∇c/ρ_i, ∇c = Σ V_j ∇W, κ = −Σ V_j (n̂_j − n̂_i)·∇W / Σ V_j W, n̂ = ∇c/|∇c| where |∇c| > ε/h",
  citation:
    "J. U. Brackbill, D. B. Kothe & C. Zemach, J. Comput. Phys. 100, 335 (1992); " +
    "J. P. Morris, Int. J. Numer. Meth. Fluids 33, 333 (2000); " +
    "M. Müller, D. Charypar & M. Gross, Proc. Symp. Computer Animation, 154 (2003)",
  parameters: z
    .strictObject({
      kind: z.literal("continuum-surface-force"),
      coefficient: z.number().positive().meta({ description: "σ, the tension", dimension: "surfaceTension" }),
      threshold: z
        .number()
        .positive()
        .max(0.7)
        .default(usualThreshold)
        .meta({ description: "ε: surfaces are where the colour's gradient exceeds ε/h", dimension: "1" }),
    })
    .meta({ description: "continuum surface force (Brackbill 1992; Morris 2000)" }),
  tension: (_, __, { coefficient }) => coefficient,
  cohesionPressure: () => 0,
  coefficients: ({ smoothingLength }, { coefficient, threshold }) => [
    freeSurfaceFactor * coefficient,
    threshold / smoothingLength,
    0,
    0,
  ],
  wgsl: /* wgsl */ `
// The unit normal, and beside it |∇c|; all zero where there is no surface.
fn surfaceNormal(gradient: vec3f) -> vec4f {
  let magnitude = length(gradient);
  if (magnitude <= fluid.surfaceTension.y) { return vec4f(0.0); }
  return vec4f(gradient / magnitude, magnitude);
}

// What j adds to the normals' divergence and to its weight.
fn surfaceTerm(pair: SurfacePair) -> vec4f {
  if (pair.normalI.w == 0.0 || pair.normalJ.w == 0.0) { return vec4f(0.0); }
  let volume = pair.massJ / pair.densityJ;
  let r2 = pair.distanceSquared;
  let divergence = slopeAt(r2) * dot(pair.normalJ.xyz - pair.normalI.xyz, pair.separation);
  return vec4f(volume * divergence, volume * weight(r2), 0.0, 0.0);
}

fn surfaceAcceleration(sum: vec4f, normal: vec4f, volume: f32, density: f32) -> vec3f {
  let curvature = -sum.x / (sum.y + volume * weight(0.0));
  return (fluid.surfaceTension.x * curvature * normal.w / density) * normal.xyz;
}
`,
};

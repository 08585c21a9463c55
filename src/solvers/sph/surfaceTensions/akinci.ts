import { z } from "zod";
import type { SurfaceTensionModel } from "./surfaceTensionModel.ts";

/** Subtracted within half the support radius, where particles repel each other; it makes the spline continuous. */
const repulsion = 1 / 64;

/**
 * c(s) of the cohesion C(r) = A_D/H^D · c(r/H) over the support radius H: attracts beyond about a quarter of it, repels within.
 * c = (1 − s)³s³ for ½ < s ≤ 1, 2 (1 − s)³s³ − 1/64 for s ≤ ½, 0 beyond (Akinci et al. 2013, eq. 2).
 *
 * @param s r/H, ≥ 0
 */
export function cohesionSpline(s: number): number {
  if (s > 1) return 0;
  const cube = ((1 - s) * s) ** 3;
  return s > 0.5 ? cube : 2 * cube - repulsion;
}

/**
 * A_D. In three dimensions the paper's 32/π. In two, which the paper has not, the value that gives the same tension for the same
 * γ and ρ. Pairs that attract each other with γ ρ² C(r) dV dV' across a sharp plane surface have the tension
 * σ = ½ ∫dz ∫dr' γρ² C (z² − x²)/r with the half-space's share of z, which is (π/8) γ ρ² ∫C r⁴ dr in three dimensions
 * (Fowler, Proc. R. Soc. A 159, 229 (1937)) and ⅓ γ ρ² ∫C r³ dr in two. With ∫c s⁴ds = 21/28160 and ∫c s³ds = 33/28672
 * A_2 = 3 (π/8)(32/π)(21/28160)/(33/28672) = 4704/605.
 */
export function cohesionNormalisation(dimensions: 2 | 3): number {
  return dimensions === 3 ? 32 / Math.PI : 4704 / 605;
}

/** σ of the cohesion in γ ρ² H², by the formula above. */
const cohesionTension = (4 * 21) / 28160;

/** Pressure of the cohesion in γ ρ² H, (1/2D) γρ² ∫C r dV by the virial theorem: (2π/3) A_3 ∫c s³ds and (π/2) A_2 ∫c s²ds. */
const cohesionPressure = {
  2: (((Math.PI / 2) * 4704) / 605) * (79 / 43008),
  3: (64 / 3) * (33 / 28672),
} as const;

/** σ of the area term in γ ρ H², for each neighbour within the support radius (Wendland C2; other kernels are near). */
const areaTension = { 2: 0.096, 3: 0.082 } as const;

/**
 * Cohesion and area minimisation. Its γ is not a tension: as γ multiplies a mass times a number density in the one term and a pure number
 * in the other, results depend on the units, and the tension grows with the square of the resolution's length.
 *
 * `tension` estimates what it amounts to for a plane surface at rest: that of the cohesion by Fowler's formula, and that of the area
 * term by the same mechanical route. With n = H ∇c its pairs push each other apart along the normal; the
 * pressure that balances this is missing along the surface, which is a tension σ = ½ (γρ/V) ∫dz ∫dr' (n_z − n_z')(z − z').
 * The period of an oscillating drop in two dimensions was 2 % longer than of that estimate with shifting, 8 % shorter without.
 */
export const akinci: SurfaceTensionModel = {
  name: "akinci",
  formula:
    "−γ K [m_j C(r) r̂ + (n_i − n_j)], n = H Σ (m_j/ρ_j) ∇W, K = 2 ρ0/(ρ_i + ρ_j), H the support radius",
  citation: "N. Akinci, G. Akinci & M. Teschner, ACM Trans. Graph. 32, 182 (2013)",
  parameters: z
    .strictObject({
      kind: z.literal("akinci"),
      coefficient: z.number().positive().meta({
        description: "γ, in m⁴/(kg s²) of the cohesion and in m/s² of the area term, in the scenario's units",
        dimension: "1",
      }),
    })
    .meta({ description: "cohesion and area minimisation (Akinci 2013)" }),
  tension({ referenceDensity }, { box, spacing, supportRadius }, { coefficient }) {
    const { dimensions } = box;
    const ratio = supportRadius / spacing;
    const neighbours = dimensions === 2 ? Math.PI * ratio ** 2 : ((4 * Math.PI) / 3) * ratio ** 3;
    const perDensity = cohesionTension * referenceDensity + areaTension[dimensions] * neighbours;
    return coefficient * referenceDensity * supportRadius ** 2 * perDensity;
  },
  cohesionPressure({ referenceDensity }, { box, supportRadius }, { coefficient }) {
    return coefficient * cohesionPressure[box.dimensions] * referenceDensity ** 2 * supportRadius;
  },
  coefficients({ box, supportRadius }, { coefficient }) {
    const scale = cohesionNormalisation(box.dimensions) / supportRadius ** box.dimensions;
    return [coefficient, coefficient * scale, supportRadius, 1 / supportRadius];
  },
  wgsl: /* wgsl */ `
fn cohesionSpline(s: f32) -> f32 {
  let u = max(1.0 - s, 0.0) * s;
  let cube = u * u * u;
  return select(2.0 * cube - ${repulsion}, cube, s > 0.5);
}

fn surfaceNormal(gradient: vec3f) -> vec4f { return vec4f(fluid.surfaceTension.z * gradient, 0.0); }

fn surfaceTerm(pair: SurfacePair) -> vec4f {
  let c = fluid.surfaceTension;
  let s = sqrt(pair.distanceSquared) * c.w;
  if (s > 1.0) { return vec4f(0.0); }
  let cohesion = c.y * pair.massJ * cohesionSpline(s) * c.w / max(s, 1e-6);
  let force = cohesion * pair.separation + c.x * (pair.normalI.xyz - pair.normalJ.xyz);
  return vec4f((-2.0 * pair.referenceDensity / (pair.densityI + pair.densityJ)) * force, 0.0);
}

fn surfaceAcceleration(sum: vec4f, normal: vec4f, volume: f32, density: f32) -> vec3f { return sum.xyz; }
`,
};

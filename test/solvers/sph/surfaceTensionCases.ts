import type { Vector3 } from "../../../src/core/vector.ts";
import type { FluidModel, FluidParticles } from "../../../src/solvers/sph/model.ts";
import { akinci } from "../../../src/solvers/sph/surfaceTensions/akinci.ts";
import { continuumSurfaceForce } from "../../../src/solvers/sph/surfaceTensions/continuumSurfaceForce.ts";
import type { SurfaceTensionParameters } from "../../../src/solvers/sph/surfaceTensions/index.ts";
import { fluidBox, latticeSites, makeModel, particlesAt, shaken } from "./reference/fluidModels.ts";

/** A tension of σ [N/m], its other numbers as they usually are. */
export function tensionOf(coefficient: number): SurfaceTensionParameters {
  return continuumSurfaceForce.parameters.parse({ kind: "continuum-surface-force", coefficient });
}

/** Cohesion and area term of γ. */
export function cohesionOf(coefficient: number): SurfaceTensionParameters {
  return akinci.parameters.parse({ kind: "akinci", coefficient });
}

/** One of each. */
export const everyTension: readonly SurfaceTensionParameters[] = [tensionOf(50), cohesionOf(0.5)];

export interface Drop {
  readonly model: FluidModel;
  readonly particles: FluidParticles;
  readonly center: Vector3;
}

/** Lattice sites of an open box of some edge that lie within a shape around its centre; spacing 0.1, ρ0 = 1000. */
export function drop(
  dimensions: 2 | 3,
  edge: number,
  isInside: (d: Vector3) => boolean,
  changes: Partial<FluidModel> = {},
  disorder = 0,
): Drop {
  const box = fluidBox(
    Array.from({ length: dimensions }, () => edge),
    "open",
  );
  const model = makeModel(box, { skin: 0.02, surfaceTension: tensionOf(50), ...changes });
  const center = box.lower.map((x, axis) => (axis < dimensions ? x + edge / 2 : x)) as unknown as Vector3;
  const sites = latticeSites(model).filter((site) => isInside(from(center, site)));
  return { model, particles: particlesAt(shaken(sites, model, disorder), model), center };
}

export function from(center: Vector3, site: Vector3): Vector3 {
  return [site[0] - center[0], site[1] - center[1], site[2] - center[2]];
}

export const ball = (radius: number) => (d: Vector3) => Math.hypot(...d) < radius;
export const cube = (edge: number) => (d: Vector3) => d.every((x) => Math.abs(x) < edge / 2);

/** A disc of particles in rings one spacing apart, whose edge has no steps. */
export function ringedDisc(rings: number, changes: Partial<FluidModel> = {}): Drop {
  const { model, center } = drop(2, 0.2 * rings + 0.2, () => false, changes);
  const { spacing } = model;
  const sites: Vector3[] = [];
  for (let ring = 0; ring < rings; ring++) {
    const radius = (ring + 0.5) * spacing;
    const around = Math.round((2 * Math.PI * radius) / spacing);
    for (let k = 0; k < around; k++) {
      // The golden ratio turns rings so that they do not line up.
      const angle = 2 * Math.PI * (k / around + 0.618 * ring);
      sites.push([center[0] + radius * Math.cos(angle), center[1] + radius * Math.sin(angle), center[2]]);
    }
  }
  return { model, particles: particlesAt(sites, model), center };
}

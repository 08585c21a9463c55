import { viscousLimit } from "../../../solvers/sph/fluidUniforms.ts";
import { capillaryLimit } from "../../../solvers/sph/surfaceTensions/index.ts";
import type { FluidModel } from "../../../solvers/sph/model.ts";

/** Numbers with their units, by name. */
export type Derived = Readonly<Record<string, { readonly value: number; readonly unit: string }>>;

/** How many particles there are at the start of each sort. */
export interface ParticleCounts {
  readonly fluids: number;
  readonly walls: number;
  readonly inlets: number;
  readonly waiting: number;
}

/** What follows from a scenario's numbers: what a user would check before a long run. */
export function describeFluid(model: FluidModel, counts: ParticleCounts): Derived {
  const { symbols } = model.units;
  const { fluids, smoothingLength, supportRadius, spacing, box } = model;
  const ratio = supportRadius / spacing;
  const neighbours = box.dimensions === 3 ? ((4 * Math.PI) / 3) * ratio ** 3 : Math.PI * ratio ** 2;
  const many = fluids.length > 1;
  const perFluid = fluids.flatMap(({ name, soundSpeed, particleMass }) => {
    const prefix = many ? `${name}: ` : "";
    return [
      [`${prefix}sound speed`, { value: soundSpeed, unit: symbols.velocity }],
      [`${prefix}particle mass`, { value: particleMass, unit: symbols.mass }],
    ];
  });
  const fastest = Math.max(...fluids.map(({ soundSpeed }) => soundSpeed));
  const limit = viscousLimit(model);
  const capillary = capillaryLimit(model);
  return {
    "fluid particles": { value: counts.fluids, unit: "" },
    "wall particles": { value: counts.walls, unit: "" },
    ...(model.openBoundaries && {
      "inlet particles": { value: counts.inlets, unit: "" },
      "particles that may come in before any leaves": { value: counts.waiting, unit: "" },
    }),
    "expected speed": { value: model.expectedSpeed, unit: symbols.velocity },
    ...Object.fromEntries(perFluid),
    "smoothing length": { value: smoothingLength, unit: symbols.length },
    "support radius": { value: supportRadius, unit: symbols.length },
    "neighbours within the support": { value: Math.round(neighbours), unit: "" },
    "acoustic step limit": { value: smoothingLength / fastest, unit: symbols.time },
    ...(Number.isFinite(limit) && { "viscous step limit": { value: limit, unit: symbols.time } }),
    ...(Number.isFinite(capillary) && { "capillary step limit": { value: capillary, unit: symbols.time } }),
  };
}

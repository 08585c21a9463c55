import type { Region } from "../../gpu/cellLayout.ts";
import { type FluidModel, type FluidParticles, isSolid } from "./model.ts";
import { reserveMaterial } from "./openBoundaries/openBoundaries.ts";
import { hasMovingSolids } from "./solids/solidRecords.ts";

/** What a solver has to know of the particles that it is to have room for. */
export interface FluidExtent {
  readonly count: number;
  /** Those of fluids, where all others stay for good where they are. */
  readonly movers?: number;
  /** Where they are likely to stay; absent where nothing holds them. */
  readonly region?: Region;
}

export function fluidExtent(model: FluidModel, particles: FluidParticles): FluidExtent {
  const { count, type } = particles;
  const region = regionOf(model, particles);
  const othersStay = model.solids.length > 0 && !model.openBoundaries && !hasMovingSolids(model);
  if (!othersStay) return { count, region };
  return { count, region, movers: type.filter((material) => !isSolid(model, material)).length };
}

/**
 * About all particles at the start, where there are walls. An open box lets particles go far beyond its sides: cells for all of that would be wide, and what
 * follows one another in their order far apart.
 */
function regionOf(model: FluidModel, { position, type }: FluidParticles): Region | undefined {
  const { solids, supportRadius } = model;
  const reserve = reserveMaterial(model);
  if (solids.length === 0) return undefined;
  const lower = [Infinity, Infinity, Infinity];
  const upper = [-Infinity, -Infinity, -Infinity];
  for (let k = 0; k < position.length; k++) {
    if (type[Math.floor(k / 3)] === reserve) continue;
    lower[k % 3] = Math.min(lower[k % 3], position[k] - supportRadius);
    upper[k % 3] = Math.max(upper[k % 3], position[k] + supportRadius);
  }
  const isKnown = [...lower, ...upper].every(Number.isFinite);
  return isKnown ? { lower, upper } : undefined;
}

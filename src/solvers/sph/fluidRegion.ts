import type { Region } from "../../gpu/cellLayout.ts";
import type { FluidModel, FluidParticles } from "./model.ts";
import { reserveMaterial } from "./openBoundaries/openBoundaries.ts";

/**
 * Where a fluid is likely to stay: about all particles at the start, where there are walls; undefined where nothing holds it. An open box lets particles
 * go far beyond its sides: cells for all of that would be wide, and what follows one another in their order far apart.
 */
export function fluidRegion(model: FluidModel, { position, type }: FluidParticles): Region | undefined {
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

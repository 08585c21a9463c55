import type { Advection } from "./advection.ts";
import { ownVelocity } from "./ownVelocity.ts";
import { shifting } from "./shifting.ts";
import { transportVelocity } from "./transportVelocity.ts";
import { xsph } from "./xsph.ts";

export const advections: readonly Advection[] = [ownVelocity, xsph, transportVelocity, shifting];

export function advectionOf(kind: string): Advection {
  const found = advections.find(({ name }) => name === kind);
  if (!found) throw new RangeError(`there is no advection ${kind}`);
  return found;
}

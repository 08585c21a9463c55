import type { Box } from "../../core/box.ts";
import { InputError } from "../../core/failure.ts";
import { latticeSites } from "../../core/setup/lattices.ts";
import { placeRandom } from "../../core/setup/placeRandom.ts";
import { shareTypes } from "../../core/setup/shareTypes.ts";
import type { Vector3 } from "../../core/vector.ts";
import { alongAxes, latticeGeometry } from "./resolveBox.ts";
import type { LatticePart, RandomPart } from "./setupSchema.ts";

/** Particles of one part: positions as generated or read, not wrapped. */
export interface PlacedPart {
  /** (N, 3) row-major [length] */
  readonly position: Float64Array;
  /** (N), index into the scenario's types. */
  readonly type: Uint32Array;
  /** (N, 3) row-major [length / time] */
  readonly velocity?: Float64Array;
  /** (N, 3) row-major */
  readonly image?: Int32Array;
  /** (N) */
  readonly id?: Uint32Array;
}

/** What parts are placed into. */
export interface Stage {
  readonly box: Box;
  /** Symbol of the length unit, for messages. */
  readonly lengthSymbol: string;
  readonly typeNames: readonly string[];
  /** Random numbers in [0, 1). */
  readonly uniform: () => number;
}

export function placeLattice(part: LatticePart, { box, typeNames, uniform }: Stage): PlacedPart {
  const { lattice, latticeConstant, cells } = latticeGeometry(part);
  const origin = part.origin ? alongAxes(part.origin, box.lower[2]) : box.lower;
  const position = latticeSites(lattice, latticeConstant, cells, origin);
  for (let k = 0; part.displacement > 0 && k < position.length; k++)
    if (k % 3 < box.dimensions) position[k] += part.displacement * (2 * uniform() - 1);
  const count = position.length / 3;
  if (!Array.isArray(part.types)) return { position, type: sharedTypes(part, count, typeNames, uniform) };
  const basisTypes = part.types.map((name) => typeNames.indexOf(name));
  return { position, type: Uint32Array.from({ length: count }, (_, i) => basisTypes[i % basisTypes.length]) };
}

/** @param existing (M, 3) row-major [length], positions placed so far, wrapped into the box */
export function placeRandomPart(
  part: RandomPart,
  path: string,
  { box, lengthSymbol, typeNames, uniform }: Stage,
  existing: Float64Array,
): PlacedPart {
  const upper = box.lower.map((lower, axis) => lower + box.lengths[axis]) as unknown as Vector3;
  const region = {
    lower: part.region ? alongAxes(part.region.lower, box.lower[2]) : box.lower,
    upper: part.region ? alongAxes(part.region.upper, upper[2]) : upper,
  };
  const position = placeRandom(box, region, part.count, part.minimumDistance, existing, uniform);
  const placed = position.length / 3;
  if (placed < part.count) {
    const message = `${part.count} particles do not fit at least ${part.minimumDistance} ${lengthSymbol} apart: no place was found after ${placed} of them`;
    throw new InputError([{ path: `${path}.count`, message }]);
  }
  return { position, type: sharedTypes(part, placed, typeNames, uniform) };
}

/** One type for all, or a mixture in exact proportion. */
function sharedTypes(
  { type, types = {} }: { readonly type?: string; readonly types?: LatticePart["types"] },
  count: number,
  typeNames: readonly string[],
  uniform: () => number,
): Uint32Array {
  if (type !== undefined) return new Uint32Array(count).fill(typeNames.indexOf(type));
  const indices = Object.keys(types).map((name) => typeNames.indexOf(name));
  return shareTypes(Object.values(types) as number[], count, uniform).map((share) => indices[share]);
}

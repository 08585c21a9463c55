import type { InputProblem } from "../../core/failure.ts";
import type { Particles } from "../../core/particles.ts";
import type { MolecularModel } from "../../solvers/md/model.ts";
import { findOverlaps } from "./findOverlaps.ts";

/** Problems of an initial configuration: particles outside the box or on one another. */
export function checkParticles(model: MolecularModel, particles: Particles): InputProblem[] {
  const outside = outsideProblems(model, particles);
  // Cells and images only make sense of particles that are inside.
  return outside.length > 0 ? outside : overlapProblems(model, particles);
}

/** Open sides may have particles up to half an edge outside, reflecting ones none. */
function outsideProblems({ box, units }: MolecularModel, { position, id }: Particles): InputProblem[] {
  const outside = new Set<number>();
  for (let k = 0; k < position.length; k++) {
    const axis = k % 3;
    const margin = box.boundaries[axis] === "open" ? box.lengths[axis] / 2 : 0;
    const [lower, upper] = [box.lower[axis] - margin, box.lower[axis] + box.lengths[axis] + margin];
    // Negated so that NaN counts as outside.
    if (!(position[k] >= lower && position[k] < upper)) outside.add(Math.floor(k / 3));
  }
  if (outside.size === 0) return [];
  const [first] = outside;
  const place = [...position.slice(3 * first, 3 * first + 3)].map((x) => x.toPrecision(6)).join(", ");
  const message = `${outside.size} of ${id.length} particles lie outside the box, the first is id ${id[first]} at (${place}) ${units.symbols.length}`;
  return [{ path: "setup.particles", message }];
}

function overlapProblems(model: MolecularModel, particles: Particles): InputProblem[] {
  const { first, count } = findOverlaps(model, particles);
  if (!first) return [];
  const { length, energy } = model.units.symbols;
  const [a, b] = first.rows.map((row) => particles.id[row]);
  const place = `${first.distance.toPrecision(3)} ${length} apart, pair energy ${first.energy.toPrecision(3)} ${energy}`;
  const more = count > 1 ? `; ${count} such pairs in all` : "";
  return [{ path: "setup.particles", message: `particles ${a} and ${b} overlap: ${place}${more}` }];
}

import type { Box } from "../../core/box.ts";
import { InputError } from "../../core/failure.ts";
import type { InputProblem } from "../../core/failure.ts";
import { createParticles } from "../../core/particles.ts";
import type { Particles } from "../../core/particles.ts";
import type { ParticleFile } from "../../formats/particleFile.ts";
import { placeFile } from "./placeFile.ts";
import { placeLattice, placeRandomPart } from "./placePart.ts";
import type { PlacedPart, Stage } from "./placePart.ts";
import type { Setup } from "./setupSchema.ts";

/**
 * Places the parts of a set-up one after the other, wraps periodic axes and joins them in the order of their ids.
 * Ids count from 1; those of a file stay where it is the only part. Velocities are those of files where asked for,
 * else 0.
 *
 * @param files by index of their part
 * @throws InputError that lists what does not fit, part by part
 */
export function placeParticles(
  setup: Setup,
  files: ReadonlyMap<number, ParticleFile>,
  stage: Stage,
): Particles {
  const problems: InputProblem[] = [];
  const parts: PlacedPart[] = [];
  let existing = new Float64Array(0);
  setup.particles.forEach((_, index) => {
    try {
      const part = wrapped(placePart(setup, index, files, stage, existing), stage.box);
      parts.push(part);
      const joined = new Float64Array(existing.length + part.position.length);
      joined.set(existing);
      joined.set(part.position, existing.length);
      existing = joined;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  });
  if (problems.length > 0) throw new InputError(problems);
  return join(parts, existing);
}

function placePart(
  setup: Setup,
  index: number,
  files: ReadonlyMap<number, ParticleFile>,
  stage: Stage,
  existing: Float64Array,
): PlacedPart {
  const part = setup.particles[index];
  const path = `setup.particles.${index}`;
  if (part.kind === "lattice") return placeLattice(part, stage);
  if (part.kind === "random") return placeRandomPart(part, path, stage, existing);
  const file = files.get(index);
  if (!file) throw new RangeError(`${path}: the file has not been read`);
  return placeFile(part, path, file, stage, setup.velocities);
}

/** Brings positions into the box along periodic axes and counts the edges crossed. */
function wrapped(part: PlacedPart, box: Box): PlacedPart {
  const position = part.position.slice();
  const image = part.image?.slice() ?? new Int32Array(position.length);
  for (let k = 0; k < position.length; k++) {
    const axis = k % 3;
    if (box.boundaries[axis] !== "periodic") continue;
    const [lower, edge] = [box.lower[axis], box.lengths[axis]];
    const crossed = Math.floor((position[k] - lower) / edge);
    const inside = position[k] - crossed * edge;
    image[k] += crossed;
    // Rounding may leave a coordinate a last digit outside, on either side.
    position[k] = inside < lower || inside >= lower + edge ? lower : inside;
  }
  return { ...part, position, image };
}

function join(parts: readonly PlacedPart[], position: Float64Array): Particles {
  const particles = createParticles(position.length / 3);
  particles.position.set(position);
  let start = 0;
  for (const part of parts) {
    particles.type.set(part.type, start);
    if (part.velocity) particles.velocity.set(part.velocity, 3 * start);
    if (part.image) particles.image.set(part.image, 3 * start);
    start += part.type.length;
  }
  const ids = parts.length === 1 ? parts[0].id : undefined;
  return ids ? inIdOrder({ ...particles, id: ids }) : particles;
}

function inIdOrder(particles: Particles): Particles {
  const { id, position, velocity, type, image } = particles;
  const order = Uint32Array.from(id.keys()).sort((a, b) => id[a] - id[b]);
  const sorted = createParticles(particles.count);
  order.forEach((from, to) => {
    sorted.id[to] = id[from];
    sorted.type[to] = type[from];
    for (let axis = 0; axis < 3; axis++) {
      sorted.position[3 * to + axis] = position[3 * from + axis];
      sorted.velocity[3 * to + axis] = velocity[3 * from + axis];
      sorted.image[3 * to + axis] = image[3 * from + axis];
    }
  });
  return sorted;
}

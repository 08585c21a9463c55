import type { Box } from "../../core/box.ts";
import { InputError } from "../../core/failure.ts";
import { PointGrid } from "../../core/setup/pointGrid.ts";
import type { ParticleFile } from "../../formats/particleFile.ts";

/** Particles of a file with what has to be known for a scenario around them. */
export interface FoundParticles {
  readonly name: string;
  readonly file: ParticleFile;
  /** Left out where the file holds it itself. */
  readonly box?: Box;
}

/** Neighbours nearer or farther than this in units of σ would fly apart or not feel each other. */
const usualDistance = [0.8, 1.6] as const;
/** Thermal energies in units of ε at which Lennard-Jones particles do more than sit or fly. */
const usualTemperature = [0.01, 10] as const;

/**
 * A document of molecular dynamics around the particles of a file: Lennard-Jones particles in reduced units, with the
 * file's lengths in σ and energies in ε where that is sensible, else with a σ and an ε that make it so; masses and
 * velocities are those of the file where it has any. A Langevin thermostat takes away what a start away from rest gives.
 *
 * @throws InputError where the file has two particles in one place
 */
export function particleScenario({ name, file, box: around }: FoundParticles): unknown {
  const box = (around ?? file.box) as Box;
  const distance = medianNeighbourDistance(name, file, box);
  const sigma = isUsual(distance, usualDistance) ? 1 : rounded(distance / 1.12);
  const types = file.typeNames ?? ["A"];
  const masses = types.map((_, k) => file.masses?.[k] ?? 1);
  const measured = thermalEnergy(file, masses, box.dimensions);
  const epsilon = measured === undefined || isUsual(measured, usualTemperature) ? 1 : rounded(measured);
  const temperature = rounded(measured ?? epsilon);
  const period = sigma * Math.sqrt(Math.min(...masses) / epsilon);
  const perType = <T>(entry: (k: number) => T) =>
    Object.fromEntries(types.map((type, k) => [type, entry(k)]));
  return {
    name: name.replace(/\.[^.]*$/, "") || name,
    description: `Lennard-Jones particles where ${name} has them.`,
    setup: {
      units: "reduced",
      dimensions: box.dimensions,
      ...(around && { box: boxSection(around) }),
      particles: [{ kind: "file", path: name }],
      velocities: measured === undefined ? { temperature } : "fromFile",
    },
    solver: {
      kind: "molecular-dynamics",
      types: perType((k) => ({ mass: masses[k] })),
      pair: {
        potential: "lennard-jones",
        types: perType(() => ({ epsilon, sigma })),
        cutoff: "shifted",
        cutoffRadius: Math.min(rounded(2.5 * sigma), halfShortestPeriodicEdge(box)),
      },
      skin: rounded(0.3 * sigma),
      integrator: { kind: "langevin", temperature, friction: rounded(1 / period) },
    },
    run: { steps: 10_000, timeStep: rounded(0.002 * period) },
    record: { thermo: { every: 50 }, trajectory: { every: 500 } },
  };
}

/**
 * A box with room on all sides for particles of a file that holds none.
 *
 * @param position (N, 3) row-major [length]
 */
export function boxAround(position: Float64Array): Box {
  const corner = (extreme: (a: number, b: number) => number, axis: number) => {
    let result = position[axis];
    for (let k = axis; k < position.length; k += 3) result = extreme(result, position[k]);
    return result;
  };
  const axes = [0, 1, 2];
  const lower = axes.map((axis) => corner(Math.min, axis));
  const upper = axes.map((axis) => corner(Math.max, axis));
  const room = Math.max(...axes.map((axis) => upper[axis] - lower[axis]), 1) / 4;
  const [x, y, z] = axes.map((axis) => rounded(upper[axis] - lower[axis] + 2 * room));
  return {
    dimensions: 3,
    lower: [rounded(lower[0] - room), rounded(lower[1] - room), rounded(lower[2] - room)],
    lengths: [x, y, z],
    boundaries: ["reflecting", "reflecting", "reflecting"],
  };
}

function boxSection({ lower, lengths, boundaries }: Box) {
  return { lower: [...lower], lengths: [...lengths], boundaries: [...boundaries] };
}

/** The distance that half of the particles have no neighbour within [length]. */
function medianNeighbourDistance(name: string, { count, position }: ParticleFile, box: Box): number {
  const { dimensions, lengths } = box;
  const volume = lengths.slice(0, dimensions).reduce((product, edge) => product * edge, 1);
  const spacing = (volume / count) ** (1 / dimensions);
  const grid = new PointGrid(box, wrapped(position, box), 1.5 * spacing);
  for (let i = 0; i < count; i++) grid.insert(i);
  const nearest = Float64Array.from({ length: count }, (_, i) => {
    let squared = (1.5 * spacing) ** 2;
    grid.someAround(i, (j) => {
      if (j !== i) squared = Math.min(squared, grid.distanceSquared(i, j));
      return false;
    });
    return Math.sqrt(squared);
  }).sort();
  if (nearest[0] > 0) return nearest[count >> 1];
  throw new InputError([{ path: name, message: "has two particles in one place" }]);
}

/** Positions brought into the box along periodic axes, as placing them will. */
function wrapped(position: Float64Array, { lower, lengths, boundaries }: Box): Float64Array {
  return position.map((value, k) => {
    const axis = k % 3;
    if (boundaries[axis] !== "periodic") return value;
    return value - lengths[axis] * Math.floor((value - lower[axis]) / lengths[axis]);
  });
}

/** Mean of m v² over all components; undefined where there are no velocities, or none that move [energy]. */
function thermalEnergy(
  { count, velocity, type }: ParticleFile,
  masses: readonly number[],
  dimensions: number,
): number | undefined {
  if (!velocity) return undefined;
  const sum = velocity.reduce((total, v, k) => total + masses[type?.[Math.floor(k / 3)] ?? 0] * v * v, 0);
  return sum > 0 ? sum / (dimensions * count) : undefined;
}

function halfShortestPeriodicEdge({ dimensions, lengths, boundaries }: Box): number {
  const periodic = lengths.filter((_, axis) => axis < dimensions && boundaries[axis] === "periodic");
  return Math.min(...periodic) / 2;
}

function isUsual(value: number, [lower, upper]: readonly [number, number]): boolean {
  return value >= lower && value <= upper;
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

import { type Boundary, type Box, boxVolume } from "../../src/core/box.ts";
import { createParticles, type Particles } from "../../src/core/particles.ts";
import { RandomSequence, randomStreams } from "../../src/core/random.ts";
import { drawVelocities } from "../../src/core/setup/drawVelocities.ts";
import {
  latticeConstantOf,
  type LatticeName,
  lattices,
  latticeSites,
} from "../../src/core/setup/lattices.ts";
import { placeRandom } from "../../src/core/setup/placeRandom.ts";
import { unitSystems } from "../../src/core/units.ts";
import type { Vector3 } from "../../src/core/vector.ts";
import { buildPairTable } from "../../src/solvers/md/buildPairTable.ts";
import type { MolecularModel } from "../../src/solvers/md/model.ts";
import { pairParameters } from "../../src/solvers/md/pairParameters.ts";

type Boundaries = readonly [Boundary, Boundary, Boundary];
const everyAxis = (boundary: Boundary): Boundaries => [boundary, boundary, boundary];

/** A box whose lower corner is not the origin. */
export function makeBox(lengths: number | Vector3, boundaries: Boundary | Boundaries = "periodic"): Box {
  return {
    dimensions: 3,
    lower: [-1.25, 0.5, 2],
    lengths: typeof lengths === "number" ? [lengths, lengths, lengths] : lengths,
    boundaries: typeof boundaries === "string" ? everyAxis(boundaries) : boundaries,
  };
}

export function makeFlatBox(x: number, y: number, boundary: Boundary = "periodic"): Box {
  return {
    dimensions: 2,
    lower: [-1.25, 0.5, 2],
    lengths: [x, y, 1],
    boundaries: [boundary, boundary, "periodic"],
  };
}

export const lennardJonesPair = {
  potential: "lennard-jones",
  types: { A: { epsilon: 1, sigma: 1 } },
  cutoffRadius: 2.5,
  cutoff: "force-shifted",
};

/** Lennard-Jones without any interaction: what moves, moves freely. */
export const noInteraction = { ...lennardJonesPair, types: { A: { epsilon: 0, sigma: 1 } }, cutoffRadius: 1 };

/** The mixture of Kob & Andersen, Phys. Rev. E 51, 4626 (1995), each pair with a cutoff of its own. */
export const kobAndersenPair = {
  potential: "lennard-jones",
  types: {
    A: { epsilon: 1, sigma: 1, cutoffRadius: 2.5 },
    B: { epsilon: 0.5, sigma: 0.88, cutoffRadius: 2.2 },
  },
  pairs: { "A-B": { epsilon: 1.5, sigma: 0.8, cutoffRadius: 2 } },
  mixing: "explicit",
  cutoff: "shifted",
};

/** A model in reduced units: Lennard-Jones particles of mass 1 in NVE where nothing else is said. */
export function makeModel(
  box: Box,
  { pair = lennardJonesPair, ...rest }: Partial<MolecularModel> & { readonly pair?: object } = {},
): MolecularModel {
  const section = pairParameters.parse(pair);
  const names = Object.keys(section.types);
  return {
    units: unitSystems.reduced,
    box,
    types: names.map((name, k) => ({ name, mass: 1 + 0.75 * k })),
    pairs: buildPairTable(section, names),
    skin: 0.3,
    timeStep: 0.004,
    integrator: { kind: "velocity-verlet" },
    seed: 12345,
    totalSteps: 1000,
    ...rest,
  };
}

/** Ids that are neither contiguous nor in the order of the rows; the prime stride visits every rank once. */
function scatteredIds(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => 5 + 3 * ((i * 7919 + 3) % count));
}

/** Particles at given sites: every `typeCount`-th of a type, Maxwell–Boltzmann velocities without momentum. */
export function particlesAt(
  position: Float64Array,
  model: MolecularModel,
  { temperature = 1, seed = 99 } = {},
): Particles {
  const count = position.length / 3;
  const particles = { ...createParticles(count), position, id: scatteredIds(count) };
  particles.type.forEach((_, i) => (particles.type[i] = i % model.types.length));
  const random = new RandomSequence(seed, randomStreams.velocities);
  const velocity = drawVelocities(
    {
      dimensions: model.box.dimensions,
      mass: Float64Array.from(particles.type, (type) => model.types[type].mass),
      thermalEnergy: temperature,
      degreesOfFreedom: model.box.dimensions * count,
      removeMomentum: true,
    },
    () => random.gaussian(),
  );
  return { ...particles, velocity };
}

/** Particles anywhere in the box, at least `minimumDistance` apart. */
export function randomParticles(
  model: MolecularModel,
  count: number,
  { minimumDistance = 0.85, temperature = 1, seed = 7 } = {},
): Particles {
  const { box } = model;
  const upper = box.lower.map((lower, axis) => lower + box.lengths[axis]) as unknown as Vector3;
  const random = new RandomSequence(seed, randomStreams.placement);
  const region = { lower: box.lower, upper };
  const position = placeRandom(box, region, count, minimumDistance, new Float64Array(), () =>
    random.uniform(),
  );
  if (position.length < 3 * count) throw new Error(`only ${position.length / 3} of ${count} particles fit`);
  return particlesAt(position, model, { temperature, seed });
}

/** Cubic or square crystals fill a periodic box of their own. */
export function crystalBox(name: LatticeName, density: number, cells: Vector3): Box {
  const constant = latticeConstantOf(lattices[name], density);
  const edges = cells.map((n, axis) => n * lattices[name].cell[axis] * constant) as unknown as Vector3;
  return lattices[name].dimensions === 3 ? makeBox(edges) : makeFlatBox(edges[0], edges[1]);
}

/** The sites of that crystal, each moved by up to `disorder` along every axis [length]. */
export function crystalSites(name: LatticeName, cells: Vector3, box: Box, disorder = 0): Float64Array {
  const lattice = lattices[name];
  const sites = cells[0] * cells[1] * cells[2] * lattice.basis.length;
  const constant = latticeConstantOf(lattice, sites / boxVolume(box));
  const random = new RandomSequence(3, randomStreams.placement);
  return latticeSites(lattice, constant, cells, box.lower).map((coordinate, k) =>
    k % 3 < box.dimensions ? coordinate + disorder * (2 * random.uniform() - 1) : coordinate,
  );
}

/** Edges from twice a radius to twelve times it, and sides, at random; every fourth is flat. */
export function randomBox(seed: number, radius: number): Box {
  const random = new RandomSequence(seed, randomStreams.placement);
  const sides = ["periodic", "reflecting", "open"] as const;
  const pick = () => sides[Math.floor(3 * random.uniform())];
  const edge = () => radius * 2 * 6 ** random.uniform();
  return seed % 4 === 0
    ? makeFlatBox(edge(), edge(), pick())
    : makeBox([edge(), edge(), edge()], [pick(), pick(), pick()]);
}

import type { Particles } from "../../../core/particles.ts";
import type { Vector3 } from "../../../core/vector.ts";
import { equationMaterial } from "../equationMaterial.ts";
import { type FluidModel, type FluidParticles, isSolid, particleVolume } from "../model.ts";
import { bodiesAtStart, type MovingBody } from "./movingBody.ts";

/** What sums over neighbours read of each particle, in id order. */
export interface FluidFields {
  /** (N), material: fluids first, then solids. */
  readonly type: Uint32Array;
  /** (N, 3); of walls the prescribed one [velocity]. */
  readonly velocity: Float64Array;
  /** (N) [density] */
  readonly density: Float64Array;
  /** (N) [pressure] */
  readonly pressure: Float64Array;
}

/** Everything that the next steps depend on; particles in id order. */
export interface FluidState {
  step: number;
  /** [time] */
  time: number;
  /** The step that comes next [time], and what set it, as an index into timeStepCriteria. */
  timeStep: number;
  criterion: number;
  /** In how many steps each of timeStepCriteria set the step. */
  readonly limitCounts: Float64Array;
  /** Particles that have come in through inlets and left through outlets since time 0. */
  added: number;
  removed: number;
  readonly particles: Particles;
  readonly density: Float64Array;
  readonly pressure: Float64Array;
  /** (N, 3), body force included; of walls the force of the fluid over their mass [acceleration]. */
  readonly acceleration: Float64Array;
  /** (N, 3), what the advection scheme keeps from one step to the next (advection.ts). */
  readonly drift: Float64Array;
  /** (N), rates of what the scheme advances (stateRates.ts) in the last step and in the one before it; 0 for walls. */
  readonly rate: Float64Array;
  readonly earlierRate: Float64Array;
  /** Free rigid bodies, in the order of their solids. */
  readonly bodies: readonly MovingBody[];
}

/** Particles as a run starts: walls and inlets with the density of their fluid at rest and without pressure, ids ascending. */
export function createFluidState(model: FluidModel, particles: FluidParticles): FluidState {
  const order = Uint32Array.from(particles.id.keys()).sort((a, b) => particles.id[a] - particles.id[b]);
  const { count } = particles;
  const type = Uint32Array.from(order, (row) => particles.type[row]);
  return {
    step: 0,
    time: 0,
    timeStep: 0,
    criterion: 0,
    limitCounts: new Float64Array(5),
    added: 0,
    removed: 0,
    particles: {
      count,
      position: rowsInOrder(particles.position, order),
      velocity: rowsInOrder(particles.velocity, order),
      type,
      id: Uint32Array.from(order, (row) => particles.id[row]),
      image: rowsInOrder(particles.image, order),
    },
    density: Float64Array.from(order, (row, i) =>
      isSolid(model, type[i]) ? equationMaterial(model, type[i]).referenceDensity : particles.density[row],
    ),
    pressure: new Float64Array(count),
    acceleration: new Float64Array(3 * count),
    drift: new Float64Array(3 * count),
    rate: new Float64Array(count),
    earlierRate: new Float64Array(count),
    bodies: bodiesAtStart(model, type),
  };
}

/** Bytes of the arrays of a state. */
export function stateBytes({ particles, ...own }: FluidState): number {
  const { position, velocity, type, id, image } = particles;
  const { density, pressure, acceleration, drift, rate, earlierRate } = own;
  const arrays = [
    position,
    velocity,
    type,
    id,
    image,
    density,
    pressure,
    acceleration,
    drift,
    rate,
    earlierRate,
  ];
  return arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
}

function rowsInOrder<Values extends Float64Array | Int32Array>(values: Values, order: Uint32Array): Values {
  return values.map((_, k) => values[3 * order[Math.floor(k / 3)] + (k % 3)]) as Values;
}

/** Mass of a particle; that of a wall is what the first fluid would have in its place, of an inlet its own [mass]. */
export function materialMass(model: FluidModel, material: number): number {
  if (!isSolid(model, material)) return model.fluids[material].particleMass;
  return equationMaterial(model, material).referenceDensity * particleVolume(model);
}

/** V = m/ρ of every particle [length^D]. */
export function particleVolumes(model: FluidModel, { type, density }: FluidFields): Float64Array {
  const masses = massesOf(model);
  return density.map((rho, i) => masses[type[i]] / rho);
}

/** materialMass of every material. */
export function massesOf(model: FluidModel): Float64Array {
  const materials = model.fluids.length + model.solids.length;
  return Float64Array.from({ length: materials }, (_, material) => materialMass(model, material));
}

/** The first three of up to three numbers per axis, zero where there are fewer. */
export function vectorOf(perAxis: readonly number[] = []): Vector3 {
  return [perAxis[0] ?? 0, perAxis[1] ?? 0, perAxis[2] ?? 0];
}

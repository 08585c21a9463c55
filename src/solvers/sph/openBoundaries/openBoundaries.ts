import type { Box } from "../../../core/box.ts";
import type { Vector3 } from "../../../core/vector.ts";
import type { FluidModel } from "../model.ts";

/** The speed of what flows in: linear over the ramp, then constant. */
export interface InletSpeed {
  /** At time 0 [velocity]. */
  readonly from: number;
  /** From the ramp's end on [velocity]. */
  readonly to: number;
  /** [time] */
  readonly rampTime: number;
}

/**
 * Where fluid comes in: layers of particles behind an opening that go on with a given speed, as on a conveyor. One that
 * passes the opening turns into fluid, and one from the reserve takes the place a whole conveyor behind it
 * (I. Federico et al., Eur. J. Mech. B 34, 35 (2012); A. Tafuni et al., Comput. Methods Appl. Mech. Eng. 342, 604 (2018)).
 * Their pressures are those of walls.
 */
export interface Inlet {
  /** Index of the fluid that comes in. */
  readonly fluid: number;
  /** The axis that the opening is perpendicular to, and the fluid's direction along it. */
  readonly axis: 0 | 1 | 2;
  readonly direction: 1 | -1;
  /** Coordinate of the opening [length]. */
  readonly plane: number;
  /** Layers of particles, a spacing apart. */
  readonly layers: number;
  readonly speed: InletSpeed;
}

/** A box that fluid leaves through: particles in it go back to the reserve. */
export interface Outlet {
  readonly name: string;
  /** Corners [length]; infinite along axes that it does not end on. */
  readonly lower: Vector3;
  readonly upper: Vector3;
}

/**
 * What a model with inlets or outlets has besides. Its last solid is the reserve: particles that wait, neighbours of
 * nothing, at rest on a lattice over the whole box so that no cell is crowded.
 */
export interface OpenBoundaries {
  readonly outlets: readonly Outlet[];
  /** Places of that lattice along each axis; their product is at least the number of all particles, whose ids count from 1. */
  readonly parking: readonly [number, number, number];
}

/** A particle counts as past an opening this share of a spacing before: rounding must not decide over whole steps. */
export const passingTolerance = 1e-4;

/** Steps from one look at the outlets to the next: each particle removed costs a sort. */
export function outletInterval({ scheme }: Pick<FluidModel, "scheme">): number {
  const stepsBySound = scheme.kind === "weakly-compressible" || scheme.kind === "entropically-damped";
  return stepsBySound ? 8 : 1;
}

type Materials = Pick<FluidModel, "fluids" | "solids" | "openBoundaries">;

/** The material of particles that wait; none where nothing opens. */
export function reserveMaterial({ fluids, solids, openBoundaries }: Materials): number | undefined {
  return openBoundaries ? fluids.length + solids.length - 1 : undefined;
}

/** The inlet whose conveyor a material is. */
export function inletOf(
  { fluids, solids }: Pick<FluidModel, "fluids" | "solids">,
  material: number,
): Inlet | undefined {
  return solids[material - fluids.length]?.inlet;
}

/** The solids that there are to be seen: all but the reserve. */
export function visibleSolids({ solids, openBoundaries }: Materials): FluidModel["solids"] {
  return openBoundaries ? solids.slice(0, -1) : solids;
}

/** Indices of the solids that are inlets. */
export function inletSolids({ solids }: Pick<FluidModel, "solids">): number[] {
  return [...solids.keys()].filter((index) => solids[index].inlet);
}

/** Speed [velocity] and its rate of change [acceleration] at a time [time]. */
export function inletSpeedAt(
  { from, to, rampTime }: InletSpeed,
  time: number,
): { speed: number; rate: number } {
  if (time >= rampTime) return { speed: to, rate: 0 };
  const rate = (to - from) / rampTime;
  return { speed: from + rate * time, rate };
}

/** How far the conveyor goes from time 0 on [length]. */
export function inletTravel({ from, to, rampTime }: InletSpeed, time: number): number {
  const ramped = Math.min(time, rampTime);
  const { speed } = ramped < rampTime ? inletSpeedAt({ from, to, rampTime }, ramped) : { speed: to };
  return ((from + speed) / 2) * ramped + to * (time - ramped);
}

/** A vector along the inlet's direction. */
export function alongInlet({ axis, direction }: Inlet, size: number): Vector3 {
  const component = (k: number) => (k === axis ? direction * size : 0);
  return [component(0), component(1), component(2)];
}

/** A lattice over a box with at least so many places, about as far apart along every axis. */
export function parkingLattice({ lengths, dimensions }: Box, count: number): [number, number, number] {
  const volume = lengths.slice(0, dimensions).reduce((product, edge) => product * edge, 1);
  const distance = (volume / Math.max(count, 1)) ** (1 / dimensions);
  const along = (axis: number) => (axis < dimensions ? Math.ceil(lengths[axis] / distance) : 1);
  return [along(0), along(1), along(2)];
}

/** Where the particle with an id waits [length]. */
export function parkingPlace(
  { lower, lengths, dimensions }: Box,
  parking: OpenBoundaries["parking"],
  id: number,
): Vector3 {
  const [columns, rows] = parking;
  const k = id - 1;
  const index = [k % columns, Math.floor(k / columns) % rows, Math.floor(k / (columns * rows))];
  const along = (axis: number) =>
    axis < dimensions ? lower[axis] + ((index[axis] + 0.5) * lengths[axis]) / parking[axis] : lower[axis];
  return [along(0), along(1), along(2)];
}

/**
 * What to say where more particles are to come in than wait.
 *
 * @param inlet which of the inlets, from 0
 * @param time of the step [time]
 */
export function emptyReserveMessage(model: FluidModel, inlet: number, step: number, time: number): string {
  const { name } = model.solids[inletSolids(model)[inlet]];
  const when = `step ${step}, time ${Number(time.toPrecision(6))} ${model.units.symbols.time}`.trimEnd();
  return (
    `the inlet "${name}" has no particle left to let in at ${when}: ` +
    "give setup.capacity more room, let an outlet take more fluid away, or end the run sooner"
  );
}

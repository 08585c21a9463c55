import type { Box } from "../../../core/box.ts";
import { boxShape } from "../../../core/geometry/box.ts";
import { fillInside } from "../../../core/geometry/fill.ts";
import { createParticles, type Particles } from "../../../core/particles.ts";
import type { Vector3 } from "../../../core/vector.ts";
import type { Solid } from "../../../solvers/sph/model.ts";
import {
  alongInlet,
  type Inlet,
  inletSpeedAt,
  inletTravel,
  type OpenBoundaries,
  parkingLattice,
  parkingPlace,
} from "../../../solvers/sph/openBoundaries/openBoundaries.ts";
import { alongAxes } from "../resolveBox.ts";
import type { FluidSetup } from "./fluidSetupSchema.ts";
import type { InletPart } from "./openBoundarySchema.ts";

/** Name of the last solid of a model with open boundaries, which no result shows. */
const reserveName = "reserve";

/** @param layers of its conveyor */
export function resolveInlet(part: InletPart, fluidNames: readonly string[], layers: number): Inlet {
  const axis = "xyz".indexOf(part.normal[1]) as 0 | 1 | 2;
  const { velocity } = part;
  return {
    fluid: fluidNames.indexOf(part.material),
    axis,
    direction: part.normal[0] === "+" ? 1 : -1,
    plane: part.lower[axis],
    layers,
    speed: typeof velocity === "number" ? { from: velocity, to: velocity, rampTime: 0 } : velocity,
  };
}

/** The conveyor at time 0, flush with its opening, (N, 3) [length]. */
export function placeInlet(part: InletPart, inlet: Inlet, { spacing, dimensions }: FluidSetup): Float64Array {
  const { axis, direction, plane, layers } = inlet;
  const back = plane - direction * layers * spacing;
  const corner = (point: readonly number[], flat: number, end: number): Vector3 => {
    const [x, y, z] = alongAxes(point, flat).map((coordinate, k) => (k === axis ? end : coordinate));
    return [x, y, z];
  };
  const lower = corner(part.lower, -Infinity, Math.min(plane, back));
  const upper = corner(part.upper, Infinity, Math.max(plane, back));
  return fillInside(boxShape(lower, upper), spacing, { dimensions });
}

/** Particles of everything but the reserve, and what the reserve depends on. */
export interface OpenStage {
  readonly setup: FluidSetup;
  readonly box: Box;
  readonly inlets: readonly Inlet[];
  /** Ids count from 1. */
  readonly particles: Particles;
  /** Particles on the conveyor of each inlet. */
  readonly inletCounts: readonly number[];
  /** Fluid particles at the start. */
  readonly fluidCount: number;
  /** Material of the reserve: the last. */
  readonly reserve: number;
  /** Of the run [time]. */
  readonly duration: number;
}

/** What a set-up that lets fluid in or out adds to its walls and its particles. */
export interface Openings {
  readonly solids: readonly Solid[];
  readonly openBoundaries: OpenBoundaries;
  /** Those given and, behind them, the reserve. */
  readonly particles: Particles;
}

/** The most fluid particles that a set-up has room for. */
export function capacityOf({ setup, inlets, inletCounts, fluidCount, duration }: OpenStage): number {
  const flow = inlets.reduce((sum, { speed, layers }, k) => {
    const passing = Math.ceil(inletTravel(speed, duration) / setup.spacing);
    return sum + passing * (inletCounts[k] / layers);
  }, 0);
  return setup.capacity ?? fluidCount + Math.ceil(1.1 * flow);
}

export function addOpenings(stage: OpenStage): Openings {
  const { setup, box, inlets, particles, fluidCount, reserve } = stage;
  const waiting = capacityOf(stage) - fluidCount;
  const parking = parkingLattice(box, particles.count + waiting);
  const outlets = setup.outlets.map(({ name, shape }) => ({
    name,
    lower: alongAxes(shape.lower, -Infinity) as Vector3,
    upper: alongAxes(shape.upper, Infinity) as Vector3,
  }));
  const solids = setup.inlets.map(({ name }, k): Solid => ({ name, slip: "no-slip", inlet: inlets[k] }));
  const all = createParticles(particles.count + waiting);
  for (const name of ["position", "velocity", "type", "id", "image"] as const) all[name].set(particles[name]);
  all.type.fill(reserve, particles.count);
  all.id.forEach((id, i) => {
    if (i >= particles.count) all.position.set(parkingPlace(box, parking, id), 3 * i);
  });
  setInletVelocities(all, inlets, reserve - inlets.length);
  return {
    solids: [...solids, { name: reserveName, slip: "free-slip" }],
    openBoundaries: { outlets, parking },
    particles: all,
  };
}

function setInletVelocities(
  { type, velocity }: Particles,
  inlets: readonly Inlet[],
  firstInlet: number,
): void {
  type.forEach((material, i) => {
    const inlet = material >= firstInlet ? inlets[material - firstInlet] : undefined;
    if (inlet) velocity.set(alongInlet(inlet, inletSpeedAt(inlet.speed, 0).speed), 3 * i);
  });
}

import type { Box } from "../../core/box.ts";
import type { Particles } from "../../core/particles.ts";
import type { UnitSystem } from "../../core/units.ts";
import type { Vector3 } from "../../core/vector.ts";
import type { EquationOfState, EquationParameters } from "./equationsOfState/equationOfState.ts";
import type { SmoothingKernel } from "./kernels/smoothingKernel.ts";
import type { Inlet, OpenBoundaries } from "./openBoundaries/openBoundaries.ts";
import type { Acceleration } from "./parameters/accelerationParameters.ts";
import type { MotionParameters } from "./parameters/motionParameters.ts";
import type { SchemeParameters } from "./parameters/schemeParameters.ts";
import type { SurfaceTensionParameters } from "./surfaceTensions/index.ts";
import type { ViscosityParameters } from "./viscosities/index.ts";

/** One fluid. */
export interface Fluid {
  readonly name: string;
  /** ρ0 [density] */
  readonly referenceDensity: number;
  /** c, of the weakly compressible schemes [velocity] */
  readonly soundSpeed: number;
  /** ν [length²/time] */
  readonly kinematicViscosity: number;
  /** ρ0 · spacing^D [mass] */
  readonly particleMass: number;
}

/** One wall, moving obstacle or free rigid body, made of particles. */
export interface Solid {
  readonly name: string;
  readonly slip: "no-slip" | "free-slip";
  /** Prescribed motion; at rest where left out. */
  readonly motion?: MotionParameters;
  /** A free rigid body moves as the fluid and gravity push it. */
  readonly body?: RigidBody;
  /** Its particles are the conveyor of an inlet. */
  readonly inlet?: Inlet;
}

/** A rigid body at the start. */
export interface RigidBody {
  /** [mass] */
  readonly mass: number;
  /** Centre of mass [length]. */
  readonly center: Vector3;
  /** Inertia tensor about the centre [mass·length²], Voigt order xx, yy, zz, xy, xz, yz. */
  readonly inertia: readonly [number, number, number, number, number, number];
  readonly velocity: Vector3;
  /** [1/time] */
  readonly angularVelocity: Vector3;
  /** About the share of the speed left after a collision with another solid, 0 to 1. */
  readonly restitution: number;
}

/** How time advances. */
export interface TimeStepping {
  /** Fixed step [time]; where left out, the largest step that the limits allow. */
  readonly timeStep?: number;
  /** Share of the stability limits that an adaptive step takes. */
  readonly courantNumber: number;
  /** Body forces grow from 0 to their full strength over this time [time]. */
  readonly dampingTime: number;
}

/**
 * A fluid model with every number resolved: what the GPU solvers and the float64 reference both start from.
 * Particle types are materials: the fluids in order, then the solids.
 */
export interface FluidModel {
  readonly units: UnitSystem;
  readonly box: Box;
  /** Initial distance of particles, dx [length]. */
  readonly spacing: number;
  readonly kernel: SmoothingKernel;
  /** h [length] */
  readonly smoothingLength: number;
  /** kernel.support · h [length] */
  readonly supportRadius: number;
  readonly fluids: readonly Fluid[];
  /** Walls and bodies; where fluid comes in or goes out then the inlets, and last the reserve. */
  readonly solids: readonly Solid[];
  readonly openBoundaries?: OpenBoundaries;
  readonly equationOfState: EquationOfState;
  readonly equationParameters: EquationParameters;
  readonly scheme: SchemeParameters;
  readonly viscosities: readonly ViscosityParameters[];
  /** None where left out. */
  readonly surfaceTension?: SurfaceTensionParameters;
  readonly acceleration: Acceleration;
  readonly timeStepping: TimeStepping;
  /** Largest speed that is expected; sound speeds follow from it [velocity]. */
  readonly expectedSpeed: number;
  /** Verlet-list skin [length]. */
  readonly skin: number;
  readonly neighbours: "list" | "rows";
  readonly seed: number;
}

/** Particles of a fluid at the start, in the order of their ids; types are materials. */
export interface FluidParticles extends Particles {
  /** (N) [density] */
  readonly density: Float64Array;
}

/** Volume of a particle at rest, spacing^D [length^D]. */
export function particleVolume({ spacing, box }: Pick<FluidModel, "spacing" | "box">): number {
  return spacing ** box.dimensions;
}

export function isSolid(model: FluidModel, material: number): boolean {
  return material >= model.fluids.length;
}

/** Whether particles of two materials can be neighbours: one of them is fluid, and none waits in the reserve. */
export function interacts(model: FluidModel, own: number, other: number): boolean {
  const reserve = model.openBoundaries && model.fluids.length + model.solids.length - 1;
  return Math.min(own, other) < model.fluids.length && Math.max(own, other) !== reserve;
}

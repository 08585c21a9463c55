import type { Box } from "../../core/box.ts";
import type { Vector3 } from "../../core/vector.ts";

/** What is measured of a fluid depends on this much of the material. */
export interface FluidMaterial {
  readonly name: string;
  readonly isSolid: boolean;
  /** Whether it is a solid that turns into fluid: no force on it is of interest. */
  readonly isInlet?: boolean;
  /** ρ0 [density] */
  readonly referenceDensity: number;
  /** In two dimensions per unit depth [mass]. */
  readonly particleMass: number;
}

/** What turns frames of a fluid into measured quantities. */
export interface FluidContext {
  readonly box: Box;
  /** Initial distance of particles [length]. */
  readonly spacing: number;
  /** Distance from which on the kernel is 0 [length]. */
  readonly supportRadius: number;
  /** W(r), r ≥ 0 [1/length^D] */
  readonly kernel: (r: number) => number;
  /** Indexed by `particles.type`: the fluids, then the solids. */
  readonly materials: readonly FluidMaterial[];
  /** The constant part of the body force at its full strength [acceleration]. */
  readonly constantAcceleration: Vector3;
  /** e(ρ) = ∫ p/ρ² dρ from ρ0 [energy/mass]; left out where pressure is no function of density. */
  internalEnergy?(density: number, material: number): number;
}

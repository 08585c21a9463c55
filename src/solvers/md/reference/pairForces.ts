import type { SymmetricTensor } from "../../../core/vector.ts";
import type { MolecularModel } from "../model.ts";
import { imageThresholds } from "./nearestImage.ts";
import { VerletList } from "./verletList.ts";

/** What pairs add up to besides forces. */
export interface PairSums {
  /** (N) [energy], half of each pair's energy. */
  readonly potentialEnergy: Float64Array;
  /** Σ pairs r⊗F [energy], Voigt order xx, yy, zz, xy, xz, yz. */
  readonly virial: Float64Array;
}

export function createPairSums(count: number): PairSums {
  return { potentialEnergy: new Float64Array(count), virial: new Float64Array(6) };
}

/** Pair forces by a Verlet list that is rebuilt where needed, each pair once by Newton's third law. */
export class PairForces {
  readonly list: VerletList;
  /** Of the pairs of types, in the order of the pair table's entries [length²]. */
  readonly #cutoffsSquared: Float64Array;
  readonly #slotType: Uint32Array;
  readonly #slotForce: Float64Array;
  readonly #slotEnergy: Float64Array;

  /**
   * @param type (N), index into model.types
   * @param skin [length]
   */
  constructor(
    private readonly model: MolecularModel,
    private readonly type: Uint32Array,
    skin = model.skin,
  ) {
    const count = type.length;
    this.list = new VerletList(model.box, count, model.pairs.cutoffRadius, skin);
    this.#cutoffsSquared = Float64Array.from(model.pairs.entries, (entry) => entry.cutoffRadius ** 2);
    this.#slotType = new Uint32Array(count);
    this.#slotForce = new Float64Array(3 * count);
    this.#slotEnergy = new Float64Array(count);
  }

  get memoryBytes(): number {
    const arrays = [this.#slotType, this.#slotForce, this.#slotEnergy];
    return arrays.reduce((sum, { byteLength }) => sum + byteLength, this.list.memoryBytes);
  }

  /**
   * Overwrites the forces, and the sums where they are given: forces are the same bit for bit with and without.
   *
   * @param position (N, 3) [length], wrapped into the box along periodic axes
   * @param force (N, 3) [force]
   */
  compute(position: Float64Array, force: Float64Array, sums?: PairSums): void {
    if (this.list.isStale(position)) this.list.build(position);
    this.#gather(position);
    this.#slotForce.fill(0);
    this.#slotEnergy.fill(0);
    sums?.virial.fill(0);
    this.#addPairs(sums?.virial);
    this.#scatter(force, sums?.potentialEnergy);
  }

  /** Copies into slot order, where the partners of a particle lie close together in memory. */
  #gather(position: Float64Array): void {
    const { order, slotPosition } = this.list.grid;
    for (let slot = 0; slot < order.length; slot++) {
      const i = order[slot];
      this.#slotType[slot] = this.type[i];
      for (let axis = 0; axis < 3; axis++) slotPosition[3 * slot + axis] = position[3 * i + axis];
    }
  }

  #addPairs(virial: Float64Array | undefined): void {
    const { model } = this;
    const { starts, neighbours, grid } = this.list;
    const p = grid.slotPosition;
    const f = this.#slotForce;
    const energies = this.#slotEnergy;
    const types = this.#slotType;
    const { pairs } = model;
    const { potential, cutoff } = pairs;
    const cutoffsSquared = this.#cutoffsSquared;
    const [edgeX, edgeY, edgeZ] = model.box.lengths;
    const [halfX, halfY, halfZ] = imageThresholds(model.box);
    for (let i = 0; i < types.length; i++) {
      const typeI = types[i];
      const x = p[3 * i];
      const y = p[3 * i + 1];
      const z = p[3 * i + 2];
      let forceX = 0;
      let forceY = 0;
      let forceZ = 0;
      let energy = 0;
      for (let k = starts[i]; k < starts[i + 1]; k++) {
        const j = neighbours[k];
        let dx = x - p[3 * j];
        let dy = y - p[3 * j + 1];
        let dz = z - p[3 * j + 2];
        if (Math.abs(dx) > halfX) dx -= dx > 0 ? edgeX : -edgeX;
        if (Math.abs(dy) > halfY) dy -= dy > 0 ? edgeY : -edgeY;
        if (Math.abs(dz) > halfZ) dz -= dz > 0 ? edgeZ : -edgeZ;
        const distanceSquared = dx * dx + dy * dy + dz * dz;
        const typeJ = types[j];
        if (distanceSquared >= cutoffsSquared[typeI * pairs.typeCount + typeJ]) continue;
        const r = Math.sqrt(distanceSquared);
        const entry = pairs.entries[typeI * pairs.typeCount + typeJ];
        const { parameters } = entry;
        const term = cutoff.apply(r, potential.energy(r, parameters), potential.force(r, parameters), entry);
        const pairEnergy = term[0];
        const overDistance = term[1] / r;
        const fx = overDistance * dx;
        const fy = overDistance * dy;
        const fz = overDistance * dz;
        forceX += fx;
        forceY += fy;
        forceZ += fz;
        f[3 * j] -= fx;
        f[3 * j + 1] -= fy;
        f[3 * j + 2] -= fz;
        energy += pairEnergy / 2;
        energies[j] += pairEnergy / 2;
        if (virial) addOuterProduct(virial, dx, dy, dz, fx, fy, fz);
      }
      f[3 * i] += forceX;
      f[3 * i + 1] += forceY;
      f[3 * i + 2] += forceZ;
      energies[i] += energy;
    }
  }

  #scatter(force: Float64Array, potentialEnergy: Float64Array | undefined): void {
    const { order } = this.list.grid;
    for (let slot = 0; slot < order.length; slot++) {
      const i = order[slot];
      for (let axis = 0; axis < 3; axis++) force[3 * i + axis] = this.#slotForce[3 * slot + axis];
      if (potentialEnergy) potentialEnergy[i] = this.#slotEnergy[slot];
    }
  }
}

/** Adds r⊗F to a tensor in Voigt order; it is symmetric, as the forces are central. */
function addOuterProduct(
  tensor: Float64Array,
  x: number,
  y: number,
  z: number,
  fx: number,
  fy: number,
  fz: number,
): void {
  tensor[0] += x * fx;
  tensor[1] += y * fy;
  tensor[2] += z * fz;
  tensor[3] += x * fy;
  tensor[4] += x * fz;
  tensor[5] += y * fz;
}

/**
 * Forces, energies and virial of one configuration.
 *
 * @param position (N, 3) [length], wrapped into the box along periodic axes
 * @param type (N), index into model.types
 * @returns force (N, 3) [force], potentialEnergy (N) [energy] with half of each pair's, virial Σ r⊗F [energy]
 */
export function pairForces(
  model: MolecularModel,
  position: Float64Array,
  type: Uint32Array,
): { force: Float64Array; potentialEnergy: Float64Array; virial: SymmetricTensor } {
  const force = new Float64Array(position.length);
  const sums = createPairSums(type.length);
  new PairForces(model, type, 0).compute(position, force, sums);
  return {
    force,
    potentialEnergy: sums.potentialEnergy,
    virial: Array.from(sums.virial) as unknown as SymmetricTensor,
  };
}

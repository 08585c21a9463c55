import { type Box, minimumImage } from "../../../core/box.ts";

/** The grid never has more cells than this, or than eight per particle: a dilute system must not fill the memory. */
const mostCells = 2 ** 18;

/** Called with two slots and the squared distance between them [length²]. */
export type PairVisitor = (slotI: number, slotJ: number, distanceSquared: number) => void;

/**
 * Particles sorted into cells no smaller than a search radius, so that partners of a particle are in the 27 cells
 * around it (Hockney & Eastwood, Computer Simulation Using Particles, 1988, section 8-4).
 *
 * Particles of one cell have consecutive slots, in the order of their index: sums over slots repeat bit for bit.
 * A periodic box may be as small as twice the distance over which particles act on each other.
 */
export class CellGrid {
  /** (N), particle of each slot. */
  readonly order: Uint32Array;
  /** (N, 3), positions by slot [length]. */
  readonly slotPosition: Float64Array;
  readonly #cellOfParticle: Uint32Array;
  readonly #cells = [1, 1, 1];
  readonly #origin = [0, 0, 0];
  readonly #cellEdges = [1, 1, 1];
  /** First slot of each cell, and the number of particles after the last. */
  #starts = new Uint32Array(2);
  #radius = 0;

  constructor(
    private readonly box: Box,
    private readonly count: number,
  ) {
    this.order = new Uint32Array(count);
    this.slotPosition = new Float64Array(3 * count);
    this.#cellOfParticle = new Uint32Array(count);
  }

  get memoryBytes(): number {
    const arrays = [this.order, this.slotPosition, this.#cellOfParticle, this.#starts];
    return arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /**
   * Sorts the particles for a search of all pairs closer than a radius.
   *
   * @param position (N, 3) [length], wrapped into the box along periodic axes
   * @param radius [length]
   */
  build(position: Float64Array, radius: number): void {
    this.#radius = radius;
    this.#divide(position);
    const starts = this.#countParticles(position);
    for (let cell = starts.length - 1, end = this.count; cell >= 0; cell--) {
      end -= starts[cell];
      starts[cell] = end;
    }
    this.#placeParticles(position);
  }

  /** Every pair closer than the radius, once and by its nearest image; those of one slotI follow each other. */
  forEachPair(visit: PairVisitor): void {
    const neighbours = new Uint32Array(27);
    const starts = this.#starts;
    for (let cell = 0; cell + 1 < starts.length; cell++) {
      if (starts[cell] === starts[cell + 1]) continue;
      const found = this.#laterNeighbours(cell, neighbours);
      for (let slot = starts[cell]; slot < starts[cell + 1]; slot++) {
        this.#visitRange(slot, slot + 1, starts[cell + 1], visit);
        for (let k = 0; k < found; k++) {
          this.#visitRange(slot, starts[neighbours[k]], starts[neighbours[k] + 1], visit);
        }
      }
    }
  }

  #visitRange(slot: number, first: number, end: number, visit: PairVisitor): void {
    const { box, slotPosition: p } = this;
    const [edgeX, edgeY, edgeZ] = box.lengths;
    const radiusSquared = this.#radius ** 2;
    const [halfX, halfY, halfZ] = halfEdges(box);
    const x = p[3 * slot];
    const y = p[3 * slot + 1];
    const z = p[3 * slot + 2];
    for (let other = first; other < end; other++) {
      let dx = x - p[3 * other];
      let dy = y - p[3 * other + 1];
      let dz = z - p[3 * other + 2];
      if (Math.abs(dx) > halfX) dx -= dx > 0 ? edgeX : -edgeX;
      if (Math.abs(dy) > halfY) dy -= dy > 0 ? edgeY : -edgeY;
      if (Math.abs(dz) > halfZ) dz -= dz > 0 ? edgeZ : -edgeZ;
      const distanceSquared = dx * dx + dy * dy + dz * dz;
      if (distanceSquared < radiusSquared) visit(slot, other, distanceSquared);
    }
  }
}

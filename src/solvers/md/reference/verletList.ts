import type { Box } from "../../../core/box.ts";
import { CellGrid } from "./cellGrid.ts";
import { imageThresholds } from "./nearestImage.ts";

/**
 * Verlet list: the pairs closer than cutoff radius + skin, each once, as slots of a cell grid
 * (Verlet, Phys. Rev. 159, 98 (1967)). It holds all pairs within the cutoff until a particle has moved by
 * half the skin.
 */
export class VerletList {
  /** Slots are those of this grid at the last build. */
  readonly grid: CellGrid;
  /** Partners of slot i are neighbours[starts[i]] … neighbours[starts[i + 1] − 1]. */
  readonly starts: Uint32Array;
  neighbours = new Uint32Array(64);
  /** How often the list was built so far. */
  builds = 0;
  /** (N, 3), positions at the last build [length]. */
  readonly builtAt: Float64Array;

  constructor(
    private readonly box: Box,
    count: number,
    private readonly cutoffRadius: number,
    private readonly skin: number,
  ) {
    this.grid = new CellGrid(box, count);
    this.starts = new Uint32Array(count + 1);
    this.builtAt = new Float64Array(3 * count);
  }

  get memoryBytes(): number {
    return (
      this.grid.memoryBytes + this.starts.byteLength + this.neighbours.byteLength + this.builtAt.byteLength
    );
  }

  /** @param position (N, 3) [length], wrapped into the box along periodic axes */
  build(position: Float64Array): void {
    this.builtAt.set(position);
    this.grid.build(position, this.cutoffRadius + this.skin);
    let pairs = 0;
    this.grid.forEachSlot((slot, partners, found) => {
      if (pairs + found > this.neighbours.length) this.#grow(pairs + found);
      for (let k = 0; k < found; k++) this.neighbours[pairs + k] = partners[k];
      pairs += found;
      this.starts[slot + 1] = pairs;
    });
    this.builds++;
  }

  /** Visits every pair of the list as particle indices. */
  forEachPair(visit: (i: number, j: number) => void): void {
    const { order } = this.grid;
    for (let slot = 0; slot < order.length; slot++) {
      for (let k = this.starts[slot]; k < this.starts[slot + 1]; k++) {
        visit(order[slot], order[this.neighbours[k]]);
      }
    }
  }

  /** Whether the list was never built, or a particle has moved by more than half the skin since. */
  isStale(position: Float64Array): boolean {
    if (this.builds === 0) return true;
    const { builtAt } = this;
    const [edgeX, edgeY, edgeZ] = this.box.lengths;
    const [halfX, halfY, halfZ] = imageThresholds(this.box);
    const limitSquared = (this.skin / 2) ** 2;
    for (let k = 0; k < position.length; k += 3) {
      let dx = Math.abs(position[k] - builtAt[k]);
      let dy = Math.abs(position[k + 1] - builtAt[k + 1]);
      let dz = Math.abs(position[k + 2] - builtAt[k + 2]);
      if (dx > halfX) dx -= edgeX;
      if (dy > halfY) dy -= edgeY;
      if (dz > halfZ) dz -= edgeZ;
      if (dx * dx + dy * dy + dz * dz > limitSquared) return true;
    }
    return false;
  }

  #grow(needed: number): void {
    const larger = new Uint32Array(Math.max(needed, 2 * this.neighbours.length));
    larger.set(this.neighbours);
    this.neighbours = larger;
  }
}

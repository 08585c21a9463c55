import type { Particles } from "../../../core/particles.ts";
import type { Totals } from "../../../observables/samples.ts";
import type { MolecularModel } from "../model.ts";
import { checkFinite } from "./checkFinite.ts";
import { createIntegrator } from "./createIntegrator.ts";
import type { ReferenceIntegrator } from "./integrator.ts";
import type { MolecularState } from "./molecularState.ts";
import { createPairSums, PairForces, type PairSums } from "./pairForces.ts";
import { computeTotals } from "./totals.ts";

/** Everything needed to go on bit for bit, as named arrays. */
export type SavedSystem = Readonly<Record<string, Float64Array | Int32Array>>;

/** A model in motion: particles in id order, the forces on them, and an integrator. */
export class MolecularSystem {
  readonly state: MolecularState;
  readonly #integrator: ReferenceIntegrator;
  readonly #pairForces: PairForces;
  readonly #sums: PairSums;

  /**
   * @param particles wrapped into the box along periodic axes; copied
   * @throws NumericalError where a position, a velocity or a force is not finite, as that of particles in one place
   */
  constructor(
    readonly model: MolecularModel,
    particles: Particles,
  ) {
    const { count } = particles;
    this.state = { step: 0, particles: inIdOrder(particles), force: new Float64Array(3 * count) };
    checkFinite(this.state, "position");
    checkFinite(this.state, "velocity");
    this.#integrator = createIntegrator(model);
    // A minimiser starts at rest.
    if (this.#integrator.isConverged) this.state.particles.velocity.fill(0);
    this.#pairForces = new PairForces(model, this.state.particles.type);
    this.#sums = createPairSums(count);
    this.#computeForces();
  }

  get memoryBytes(): number {
    const { position, velocity, type, id, image } = this.state.particles;
    const arrays = [position, velocity, type, id, image, this.state.force, this.#sums.potentialEnergy];
    return arrays.reduce((sum, { byteLength }) => sum + byteLength, this.#pairForces.memoryBytes);
  }

  get neighbourListBuilds(): number {
    return this.#pairForces.list.builds;
  }

  /** Whether a minimiser has met its tolerance. */
  get isConverged(): boolean {
    return this.#integrator.isConverged?.(this.state) ?? false;
  }

  /** Goes on by one step; throws NumericalError where the numbers go wrong, with the state left half way. */
  advance(): void {
    this.state.step++;
    this.#integrator.advance(this.state, () => this.#computeForces());
  }

  totals(): Totals {
    return computeTotals(
      this.model,
      this.state,
      this.#measure(),
      this.#integrator.thermostatEnergy(this.state),
    );
  }

  /** (N) [energy], half of each pair's energy. */
  potentialEnergy(): Float64Array {
    return this.#measure().potentialEnergy.slice();
  }

  save(): SavedSystem {
    const { particles, step } = this.state;
    const { list } = this.#pairForces;
    return {
      counters: Float64Array.of(step, list.builds),
      position: particles.position.slice(),
      velocity: particles.velocity.slice(),
      image: particles.image.slice(),
      integrator: this.#integrator.variables.slice(),
      // Forces are summed in the order of the list, which follows from where the particles were when it was built.
      listPosition: list.builtAt.slice(),
    };
  }

  /** @param saved of this model */
  restore(saved: SavedSystem): void {
    const { particles } = this.state;
    const { list } = this.#pairForces;
    const [step, builds] = saved.counters;
    this.state.step = step;
    particles.position.set(saved.position);
    particles.velocity.set(saved.velocity);
    particles.image.set(saved.image);
    this.#integrator.variables.set(saved.integrator);
    list.build(saved.listPosition as Float64Array);
    list.builds = builds;
    this.#computeForces();
  }

  #computeForces(sums?: PairSums): void {
    this.#pairForces.compute(this.state.particles.position, this.state.force, sums);
    checkFinite(this.state, "force");
  }

  #measure(): PairSums {
    this.#computeForces(this.#sums);
    return this.#sums;
  }
}

/** A copy of particles with ids ascending. */
function inIdOrder(particles: Particles): Particles {
  const order = Uint32Array.from(particles.id.keys()).sort((a, b) => particles.id[a] - particles.id[b]);
  const rows = (values: Float64Array | Int32Array, k: number) =>
    values[3 * order[Math.floor(k / 3)] + (k % 3)];
  return {
    count: particles.count,
    position: particles.position.map((_, k) => rows(particles.position, k)),
    velocity: particles.velocity.map((_, k) => rows(particles.velocity, k)),
    type: particles.type.map((_, i) => particles.type[order[i]]),
    id: particles.id.map((_, i) => particles.id[order[i]]),
    image: particles.image.map((_, k) => rows(particles.image, k)),
  };
}

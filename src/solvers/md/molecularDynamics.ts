import { boxVolume } from "../../core/box.ts";
import { BufferPool } from "../../gpu/buffers.ts";
import { CellGrid } from "../../gpu/cellGrid.ts";
import type { GpuContext } from "../../gpu/context.ts";
import { layOutCells } from "../../gpu/cellLayout.ts";
import { packGeometry } from "../../gpu/geometry.ts";
import { byReaches } from "../../gpu/nearness.ts";
import { expectedCapacity, NeighbourList } from "../../gpu/neighbourList.ts";
import { createParticleBuffers, type ParticleBuffers } from "../../gpu/particleState.ts";
import type { Encoder, Pass, Recorded } from "../../gpu/pass.ts";
import { statusBytes } from "../../gpu/status.ts";
import { controlBytes } from "./control.ts";
import type { MolecularModel } from "./model.ts";
import {
  type ControlPasses,
  compilePasses,
  isBriefStep,
  type MolecularPasses,
  mostTotalsGroups,
  reductionWorkgroup,
} from "./molecularPasses.ts";
import { foreseenReachRule, uniformReachRule } from "./reachRules.ts";
import { totalsPerGroup } from "./totals.ts";
import { packDynamics, packPairs, packTypes, reachLimits } from "./uniforms.ts";

/** Eight particles a thread: what a workgroup leaves behind costs more than a few sums. */
const totalsThreads = (count: number) => Math.ceil(count / 8);

type Buffers = Readonly<Record<string, GPUBuffer>>;

/**
 * Molecular dynamics on the device: owns the particles and records steps. It never submits, waits or
 * reads back; a run that goes wrong halts itself and says so in `status`.
 */
export class MolecularDynamics {
  private readonly step: readonly Recorded[];
  private readonly totals: Recorded;
  private forces: readonly Recorded[] = [];
  private secondHalf: readonly Recorded[] = [];
  private measure: readonly Recorded[] = [];

  private constructor(
    readonly count: number,
    readonly pool: BufferPool,
    readonly particles: ParticleBuffers,
    readonly buffers: Buffers,
    readonly grid: CellGrid,
    readonly list: NeighbourList,
    private readonly passes: MolecularPasses,
  ) {
    const over = (threads: number, pass: Pass): Recorded => {
      const bound = pass.bind(buffers);
      return (encoder) => bound.encode(encoder, threads);
    };
    const control = (decision?: ControlPasses): Recorded[] =>
      decision ? [over(count, decision.sum), over(1, decision.update), over(count, passes.applyControl)] : [];
    this.step = [
      ...(passes.beginStep ? [over(1, passes.beginStep)] : []),
      ...control(passes.beforeStep),
      over(count, passes.integrateFirst),
      ...(passes.isBrief ? [] : [(encoder: Encoder) => this.encodeRebuild(encoder)]),
      (encoder) => {
        for (const record of this.secondHalf) record(encoder);
      },
      ...control(passes.afterStep),
    ];
    this.totals = over(totalsThreads(count), passes.sumTotals);
    this.bindRows();
  }

  static async create(context: GpuContext, model: MolecularModel, count: number): Promise<MolecularDynamics> {
    const pool = new BufferPool(context);
    const { box, pairs, skin } = model;
    const listRadius = pairs.cutoffRadius + skin;
    const isBrief = isBriefStep(model, count);
    const density = count / boxVolume(box);
    const cells = layOutCells(box, context.rowLayout.cellWidths(listRadius, density, box.dimensions), count);
    const particles = createParticleBuffers(pool, count);
    const scratchBytes = CellGrid.scratchBytes(count);
    const groups = (threads: number, most: number) => Math.min(Math.ceil(threads / reductionWorkgroup), most);
    const shared = {
      ...particles,
      status: pool.storage("status", statusBytes),
      control: pool.storage("control", controlBytes),
      geometry: pool.uniform("geometry", packGeometry(box, count, cells)),
      dynamics: pool.uniform("dynamics", packDynamics(model, count)),
      types: pool.uniform("types", packTypes(model)),
      pairs: pool.uniform("pairs", packPairs(model)),
      scratchA: pool.storage("scratch A", scratchBytes),
      scratchB: pool.storage("scratch B", scratchBytes),
      scratchC: pool.storage("scratch C", scratchBytes),
      partialSums: pool.storage("partial sums", groups(count, context.maximumWorkgroups(count)) * 16),
      partialTotals: pool.storage(
        "partial totals",
        groups(totalsThreads(count), mostTotalsGroups) * totalsPerGroup * 4,
      ),
    };
    const capacity = expectedCapacity(density, listRadius, box.dimensions, count);
    const [grid, passes] = await Promise.all([
      CellGrid.create(context, pool, {
        count,
        cells: cells.counts,
        ...shared,
        motion: isBrief ? uniformReachRule(shared) : foreseenReachRule(model, shared),
      }),
      compilePasses(context, model, count),
    ]);
    const list = await NeighbourList.create(
      context,
      pool,
      { ...shared, cellStart: grid.cellStart, ...(isBrief ? {} : { position: shared.builtPosition }) },
      count,
      isBrief ? listRadius : pairs.cutoffRadius,
      box.dimensions,
      capacity,
      isBrief ? {} : { nearness: byReaches(reachLimits(model).longest) },
    );
    // Scratch is free between rebuilds: per-particle energy and virial live there while they are summed.
    const { cellStart, members } = grid;
    const buffers = {
      ...shared,
      cellStart,
      members,
      energyAndVirial: shared.scratchA,
      virialSides: shared.scratchB,
    };
    return new MolecularDynamics(count, pool, particles, buffers, grid, list, passes);
  }

  /** Records one step. */
  encodeStep(encoder: Encoder): void {
    for (const record of this.step) record(encoder);
  }

  /** Records sorting and list building, which do something only while `status.rebuilding` is set. */
  encodeRebuild(encoder: Encoder): void {
    this.grid.encode(encoder);
    this.list.encode(encoder);
  }

  /** Records the forces alone: a step begins with those of the step before. */
  encodeForces(encoder: Encoder): void {
    for (const record of this.forces) record(encoder);
  }

  /** Records per-particle energy and virial, into scratch that the next rebuild takes back. */
  encodeMeasure(encoder: Encoder): void {
    for (const record of this.measure) record(encoder);
  }

  /** Records the sums that end up in `partialTotals`. */
  encodeTotals(encoder: Encoder): void {
    this.encodeMeasure(encoder);
    this.totals(encoder);
  }

  /** Gives the neighbour list room for more; it must be built again before the next step. */
  growList(capacity: number): void {
    this.list.allocate(capacity);
    this.bindRows();
  }

  /** Idempotent. */
  destroy(): void {
    this.pool.destroy();
  }

  private bindRows(): void {
    const { buffers, list, passes } = this;
    const overRows = (pass: Pass) =>
      list.chunks.map(({ count, list: rows, chunk }): Recorded => {
        const bound = pass.bind({ ...buffers, rowLength: list.rowLength, list: rows, chunk });
        return (encoder) => bound.encode(encoder, count);
      });
    this.forces = overRows(passes.computePairForce);
    this.secondHalf = overRows(passes.integrateSecond);
    this.measure = overRows(passes.measurePairs);
  }
}

import type { GpuContext } from "../../../gpu/context.ts";
import type { Encoder, Pass } from "../../../gpu/pass.ts";
import type { FluidExtent } from "../fluidExtent.ts";
import type { FluidSolver, SolverDiagnostics } from "../fluidSolver.ts";
import { FluidSystem, type Stage } from "../fluidSystem.ts";
import type { FluidModel } from "../model.ts";
import { openBoundarySteps } from "../openBoundaries/openBoundaryPasses.ts";
import { solidSteps } from "../solids/solidPasses.ts";
import { savedSolidBuffers } from "../solids/solidRecords.ts";
import { surfaceTensionStages } from "../surfaceTensions/surfaceTensionPasses.ts";
import { schemeOf } from "./divergenceFreeNumbers.ts";
import {
  compileDivergenceFree,
  type DivergenceFreePasses,
  type SolvePasses,
} from "./divergenceFreePasses.ts";
import { RecordedIterations } from "./recordedIterations.ts";
import { solverBytes, unpackSolves } from "./solverState.ts";

/**
 * Iterations of either solve that are recorded at least. Each that is not needed costs a software adapter three dispatches of about 50 µs, so that
 * not all of scheme.maximumIterations are: where they are not enough, the step is done again with more.
 */
const fewestRecorded = [8, 2];

/**
 * Divergence-free SPH on the device: one pressure keeps the density constant, another the velocity free of divergence
 * (Bender & Koschier, IEEE Trans. Vis. Comput. Graph. 23, 1193 (2017), algorithm 1), with walls of particles that have
 * volumes (Akinci et al., ACM Trans. Graph. 31, 62 (2012)).
 *
 * Both solves look for s = Δt p/δ² ≥ 0, δ = ρ/ρ0: only compression is corrected, and free surfaces do not pull. The paper
 * clamps each correction; here the pressure is, so that one too large can shrink again: a complementarity problem,
 * solved by projected Jacobi iterations at the pace of Brakhage's ν-method (solver.wgsl). A fixed number of them is recorded; once the
 * mean error is small enough, the passes of the rest return at once.
 *
 * Unlike the paper's, the fluid is not quite incompressible: a pressure p leaves δ = 1 + p/(ρ0 c²), c far beyond all speeds (divergenceFreeNumbers.ts), so
 * that there is a solution in closed boxes too, and a compression is not undone at a speed that grows as steps get shorter. δ is 1 in a
 * lattice (latticeSum.ts).
 *
 * Walls that the fluid touches have pressures of their own, as in Band et al., ACM Trans. Graph. 37, 14 (2018). With the fluid's
 * pressure in their place, as in Akinci et al., walls push half as strong as fluid would, and pressures beside them double.
 *
 * A neighbour counts with its volume as of the particle's own fluid, ρ_i = ρ0_i Σ V_j W: for one fluid that is the paper's
 * Σ m_j W, for several it keeps interfaces sharp (Solenthaler & Pajarola, Proc. Symp. Computer Animation (2008)).
 *
 * Between steps `velocity.w` holds p/δ² of the divergence solve, of walls V_b; `carried` (the system's `deviation`) in w that of
 * the constant-density solve; `rate.w` the factor 1/D.
 */
export class DivergenceFree implements FluidSolver {
  readonly savedBuffers: readonly string[];
  readonly diagnostics: NonNullable<FluidSolver["diagnostics"]>;
  private moves: readonly Stage[] = [];
  private evaluation: readonly Stage[] = [];
  /** Of the constant-density and of the divergence solve. */
  private readonly recorded: readonly RecordedIterations[];

  private constructor(
    readonly system: FluidSystem,
    private readonly passes: DivergenceFreePasses,
    private readonly buffers: Readonly<Record<string, GPUBuffer>>,
    /** Of a solve at most. */
    private readonly maximumIterations: number,
  ) {
    this.recorded = fewestRecorded.map((fewest) => new RecordedIterations(fewest, maximumIterations));
    const saved = ["position", "builtPosition", "velocity", "tag", "rate", "thermo", "deviation"];
    this.savedBuffers = [...saved, ...savedSolidBuffers(system.model)];
    this.diagnostics = { buffer: buffers.solver, bytes: solverBytes(0), unpack: unpackSolves };
    this.bind();
  }

  static async create(context: GpuContext, model: FluidModel, extent: FluidExtent): Promise<DivergenceFree> {
    const [system, passes] = await Promise.all([
      FluidSystem.create(context, model, extent, { rateRecords: 1, sorted: ["deviation"] }),
      compileDivergenceFree(context, model),
    ]);
    const { pool, buffers } = system;
    const own = {
      carried: buffers.deviation,
      // What lives no longer than a solve stands where the sort of the list has its scratch.
      predicted: buffers.scratchA,
      equation: buffers.scratchB,
      impulse: buffers.scratchC,
      solver: pool.storage("solver", solverBytes(extent.count)),
    };
    return new DivergenceFree(system, passes, own, schemeOf(model).maximumIterations);
  }

  /** The passes of a step in order, by their labels, all iterations among them: verification looks at what is between them. */
  get stages(): readonly Stage[] {
    const rebuild = { label: "rebuild", record: (encoder: Encoder) => this.system.encodeRebuild(encoder) };
    const { moves, evaluation } = this.stagesWith([this.maximumIterations, this.maximumIterations]);
    return [...moves, rebuild, ...evaluation];
  }

  /** Of the constant-density and of the divergence solve. */
  get recordedIterations(): readonly number[] {
    return this.recorded.map(({ count }) => count);
  }

  encodeStep(encoder: Encoder): void {
    for (const { record } of this.moves) record(encoder);
    this.system.encodeRebuild(encoder);
    this.encodeEvaluation(encoder);
  }

  encodeEvaluation(encoder: Encoder): void {
    for (const { record } of this.evaluation) record(encoder);
  }

  growList(capacity: number): void {
    this.system.list?.allocate(capacity);
    this.bind();
  }

  recordMore(diagnostics?: SolverDiagnostics): void {
    const isShort = ({ count }: RecordedIterations, k: number) =>
      diagnostics === undefined || (!diagnostics[k].hasConverged && diagnostics[k].iterations >= count);
    for (const recorded of this.recorded.filter(isShort)) recorded.grow();
    this.bind();
  }

  noteIterations(diagnostics: SolverDiagnostics): void {
    const changes = this.recorded.map((recorded, k) => recorded.note(diagnostics[k].iterations));
    if (changes.includes(true)) this.bind();
  }

  private bind(): void {
    Object.assign(this, this.stagesWith(this.recordedIterations));
  }

  private stagesWith(iterations: readonly number[]): {
    readonly moves: Stage[];
    readonly evaluation: Stage[];
  } {
    const { system, passes } = this;
    const { count } = system;
    const solids = solidSteps(system, passes.solids);
    const moves = [
      ...this.over("beginStep", 1, passes.beginStep),
      ...this.overRows("mirrorWalls", passes.mirrorWalls),
      ...this.overRows("computeViscousForce", passes.computeViscousForce),
      ...surfaceTensionStages(system, passes.surfaceTension),
      ...this.solve("density", passes.density, iterations[0]),
      ...this.over("moveParticles", count, passes.moveParticles),
      ...solids.move,
      ...openBoundarySteps(system, passes.openBoundaries),
    ];
    const evaluation = [
      ...this.overRows("computeDensity", passes.computeDensity),
      ...this.solve("divergence", passes.divergence, iterations[1]),
      ...this.over("finishStep", count, passes.finishStep),
      ...solids.push,
      ...this.over("setSolidVelocity", count, passes.setSolidVelocity),
      ...this.over("chooseTimeStep", 1, passes.chooseTimeStep),
    ];
    return { moves, evaluation };
  }

  /** One solve from its equations to its velocities. */
  private solve(name: string, { start, begin, judge, finish }: SolvePasses, iterations: number): Stage[] {
    const { applyImpulse, improveImpulse, endIterations } = this.passes;
    const isCut = iterations < this.maximumIterations;
    const iteration = [
      ...this.overRows(`${name}: applyImpulse`, applyImpulse),
      ...this.overRows(`${name}: improveImpulse`, improveImpulse),
      ...this.over(`${name}: judgeError`, 1, judge),
    ];
    return [
      ...this.over(`${name}: startIterations`, 1, start),
      ...this.over(`${name}: begin`, this.system.count, begin),
      ...Array.from({ length: iterations }, () => iteration).flat(),
      ...this.over(`${name}: endIterations`, 1, isCut ? endIterations : undefined),
      ...this.overRows(`${name}: finish`, finish),
    ];
  }

  private over(label: string, threads: number, pass?: Pass): Stage[] {
    return pass ? [{ label, record: this.system.over(threads, pass, this.buffers) }] : [];
  }

  private overRows(label: string, pass?: Pass): Stage[] {
    return pass ? [{ label, record: this.system.overRows(pass, this.buffers) }] : [];
  }
}

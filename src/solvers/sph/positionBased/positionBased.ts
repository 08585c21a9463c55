import type { GpuContext } from "../../../gpu/context.ts";
import type { Encoder } from "../../../gpu/pass.ts";
import type { FluidExtent } from "../fluidExtent.ts";
import type { FluidSolver } from "../fluidSolver.ts";
import { FluidSystem, type Stage } from "../fluidSystem.ts";
import type { FluidModel } from "../model.ts";
import type { SchemeOf } from "../parameters/schemeParameters.ts";
import { openBoundarySteps } from "../openBoundaries/openBoundaryPasses.ts";
import { solidSteps } from "../solids/solidPasses.ts";
import { savedSolidBuffers } from "../solids/solidRecords.ts";
import { surfaceTensionStages } from "../surfaceTensions/surfaceTensionPasses.ts";
import { compilePositionBased, type PositionBasedPasses } from "./positionBasedPasses.ts";

/**
 * Position-based fluids on the device (Macklin & Müller, ACM Trans. Graph. 32, 104 (2013), algorithm 1), with walls of
 * particles that have volumes (Akinci et al. 2012). Kick and drift; then, `iterations` times, constraints C = ρ/ρ0 − 1 ≤ 0
 * move all particles at once; then v = Δx/Δt, viscosities, surface tension, and the next time step.
 *
 * What differs from the paper: the constraint's lower side is open, as is common, so that free surfaces do not pull
 * together; iterations are weighted (jacobiWeight.ts); the collision response is that of computeCorrection.wgsl; instead of XSPH the
 * model's viscosities and surface tension act; there is no vorticity confinement. As in the paper a fluid gives way a little, whatever its sound
 * speed: at rest under a depth H it is denser by about g H Δt² Σ|∇C|²/(ω · iterations). With H = expectedSpeed²/4g and an adaptive
 * step that is about 0.05 courantNumber² · (4/iterations) with the kernels' usual smoothing lengths.
 */
export class PositionBased implements FluidSolver {
  readonly savedBuffers: readonly string[];
  private moves: readonly Stage[] = [];
  private iteration: readonly Stage[] = [];
  private evaluation: readonly Stage[] = [];

  private constructor(
    readonly system: FluidSystem,
    private readonly passes: PositionBasedPasses,
    private readonly iterations: number,
  ) {
    // `shift` begins anew with every step.
    const saved = ["position", "builtPosition", "velocity", "tag", "rate", "thermo"];
    this.savedBuffers = [...saved, ...savedSolidBuffers(system.model)];
    this.bind();
  }

  static async create(
    context: GpuContext,
    model: FluidModel & { readonly scheme: SchemeOf<"position-based"> },
    extent: FluidExtent,
  ): Promise<PositionBased> {
    const [system, passes] = await Promise.all([
      FluidSystem.create(context, model, extent, { rateRecords: 1, sorted: ["deviation"] }),
      compilePositionBased(context, model),
    ]);
    return new PositionBased(system, passes, model.scheme.iterations);
  }

  /** The passes of a step in order, by their labels: verification looks at what is between them. */
  get stages(): readonly Stage[] {
    const { moves, iteration, evaluation, iterations } = this;
    const rebuild = { label: "rebuild", record: (encoder: Encoder) => this.system.encodeRebuild(encoder) };
    const solve = Array.from({ length: iterations }, () => [...iteration, rebuild]).flat();
    return [...moves, rebuild, ...solve, ...evaluation];
  }

  encodeStep(encoder: Encoder): void {
    for (const { record } of this.stages) record(encoder);
  }

  encodeEvaluation(encoder: Encoder): void {
    for (const { record } of this.evaluation) record(encoder);
  }

  growList(capacity: number): void {
    this.system.list?.allocate(capacity);
    this.bind();
  }

  private bind(): void {
    const { system, passes } = this;
    const { count, buffers } = system;
    const more = {
      // Sorted along with the particles: (Σ Δx of the step, Σ λ).
      shift: buffers.deviation,
      // These do not outlive an iteration.
      correction: buffers.scratchB,
      multiplier: buffers.scratchC,
    };
    const over = (label: PassName, threads: number): Stage[] => {
      const pass = passes[label];
      return pass ? [{ label, record: system.over(threads, pass, more) }] : [];
    };
    const overRows = (label: PassName): Stage[] => {
      const pass = passes[label];
      return pass ? [{ label, record: system.overRows(pass, more) }] : [];
    };
    const solids = solidSteps(system, passes.solids);
    this.moves = [
      ...over("beginStep", 1),
      ...solids.move,
      ...over("predictPosition", count),
      ...openBoundarySteps(system, passes.openBoundaries),
    ];
    this.iteration = [
      ...over("settleList", 1),
      ...overRows("computeMultiplier"),
      ...overRows("computeCorrection"),
      ...over("applyCorrection", count),
    ];
    this.evaluation = [
      ...over("settleList", 1),
      ...over("updateVelocity", count),
      ...overRows("computeDensity"),
      ...overRows("mirrorVelocity"),
      ...overRows("computeViscosity"),
      ...surfaceTensionStages(system, passes.surfaceTension),
      ...over("finishStep", count),
      ...solids.push,
      ...over("restoreWalls", count),
      ...over("chooseTimeStep", 1),
    ];
  }
}
type PassName = Exclude<keyof PositionBasedPasses, "solids" | "openBoundaries" | "surfaceTension">;

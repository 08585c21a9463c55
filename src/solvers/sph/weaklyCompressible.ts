import type { GpuContext } from "../../gpu/context.ts";
import type { Encoder, Pass } from "../../gpu/pass.ts";
import { FluidSystem, type Stage } from "./fluidSystem.ts";
import type { FluidExtent } from "./fluidExtent.ts";
import type { FluidSolver } from "./fluidSolver.ts";
import type { FluidModel } from "./model.ts";
import { openBoundarySteps } from "./openBoundaries/openBoundaryPasses.ts";
import { solidSteps } from "./solids/solidPasses.ts";
import { savedSolidBuffers } from "./solids/solidRecords.ts";
import { surfaceTensionStages } from "./surfaceTensions/surfaceTensionPasses.ts";
import {
  compileWeaklyCompressible,
  schemeNeeds,
  type WeaklyCompressiblePasses,
} from "./weaklyCompressiblePasses.ts";

/** Records that go along with a particle from the first half of a step to the second. */
const sortedRecords = (model: FluidModel) => ["shown", ...schemeNeeds(model).state.extrapolate.writes];

/**
 * Weakly compressible SPH, δ-SPH and EDAC on the device: kick, drift, kick. A density by the continuity equation, or the pressure of
 * EDAC, is staggered with the velocities: x, ρ at the ends of steps, v in their middle. Its rate needs the velocities that follow from the
 * force, and the force the new pressure; to have both from one loop over neighbours the pressure that acts is predicted with a
 * rate extrapolated from the last two steps, while the density itself goes on by its rate.
 *
 * Between steps `velocity.w` holds that density or pressure, `rate.w` the extrapolated rate, `lastRate` that of the last step. `shown` is
 * what neighbours see beside it: in w the pressure that acts, before it the deviation of a fluid's transport velocity, or the
 * fluid's velocity mirrored in a wall.
 */
export class WeaklyCompressible implements FluidSolver {
  readonly savedBuffers: readonly string[];
  private moves: readonly Stage[] = [];
  private evaluation: readonly Stage[] = [];

  private constructor(
    readonly system: FluidSystem,
    private readonly passes: WeaklyCompressiblePasses,
  ) {
    const saved = ["position", "builtPosition", "velocity", "tag", "rate", "thermo"];
    this.savedBuffers = [...saved, ...sortedRecords(system.model), ...savedSolidBuffers(system.model)];
    this.bind();
  }

  static async create(
    context: GpuContext,
    model: FluidModel,
    extent: FluidExtent,
  ): Promise<WeaklyCompressible> {
    const { advection } = schemeNeeds(model);
    const [system, passes] = await Promise.all([
      FluidSystem.create(context, model, extent, {
        rateRecords: advection.keepsRecord ? 2 : 1,
        sorted: sortedRecords(model),
      }),
      compileWeaklyCompressible(context, model),
    ]);
    return new WeaklyCompressible(system, passes);
  }

  /** The passes of a step in order, by their labels: verification looks at what is between them. */
  get stages(): readonly Stage[] {
    const rebuild = { label: "rebuild", record: (encoder: Encoder) => this.system.encodeRebuild(encoder) };
    return [...this.moves, rebuild, ...this.evaluation];
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

  private bind(): void {
    const { system, passes } = this;
    const { count } = system;
    const over = (name: PassName, threads: number): Stage => ({
      label: name,
      record: system.over(threads, passes[name] as Pass),
    });
    const rows = (name: PassName): Stage[] => {
      const pass = passes[name];
      return pass ? [{ label: name, record: system.overRows(pass) }] : [];
    };
    const solids = solidSteps(system, passes.solids);
    this.moves = [
      over("beginStep", 1),
      ...solids.move,
      over("integrateFirst", count),
      ...openBoundarySteps(system, passes.openBoundaries),
    ];
    this.evaluation = [
      ...rows("computeDensityGradient"),
      ...rows("updateDensity"),
      ...rows("extrapolateWalls"),
      ...rows("computeForce"),
      ...surfaceTensionStages(system, passes.surfaceTension),
      ...solids.push,
      over("integrateSecond", count),
      over("chooseTimeStep", 1),
    ];
  }
}
type PassName = Exclude<keyof WeaklyCompressiblePasses, "solids" | "openBoundaries" | "surfaceTension">;

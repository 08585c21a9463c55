import { pickBindings } from "../../gpu/bindingTable.ts";
import cellSearch from "../../gpu/cellSearch.wgsl?raw";
import type { GpuContext } from "../../gpu/context.ts";
import { geometryBlock } from "../../gpu/geometry.ts";
import geometryCode from "../../gpu/geometry.wgsl?raw";
import { forEachIndex, largestOverIndices } from "../../gpu/indexSharing.ts";
import { neighbourCode, type NeighbourFields, neighbourStruct } from "../../gpu/neighbourCode.ts";
import { type Fragment, Pass, type PassDescription } from "../../gpu/pass.ts";
import { allThreads } from "../../gpu/rowLayout.ts";
import { alongBodyForce } from "./alongBodyForce.ts";
import { equationConstants } from "./equationsOfState/equationOfState.ts";
import { fluidBindings } from "./fluidBindings.ts";
import { foresightConstants } from "./foreseenWays.ts";
import { fluidStatusReader, fluidStatusWriter } from "./fluidStatus.ts";
import { fluidBlock } from "./fluidUniforms.ts";
import type { FluidModel } from "./model.ts";
import { openMaterials } from "./openBoundaries/openBoundaryRecords.ts";
import keepLargest from "./passes/keepLargest.wgsl?raw";
import materialsCode from "./passes/materials.wgsl?raw";
import visitRows from "./passes/visitRows.wgsl?raw";
import { fluidLayers, pairFilter } from "./pairFilter.ts";

/** Sums of single precision serve a fluid as they come. */
const noGroups = "fn endGroup(sums: ptr<function, Sums>) {}";

const atomicStatus = ["status", "AtomicStatus"] as const;

/** What a pass of a fluid reads and writes, beside geometry, fluid and materials, which all of them have. */
export interface FluidPassDescription {
  readonly label: string;
  readonly code: readonly Fragment[];
  readonly reads?: readonly string[];
  readonly writes?: readonly string[];
  /** What it asks of neighbours; of passes over neighbours alone. */
  readonly sees?: NeighbourFields;
  /** WGSL expression, the same for all: whether there is anything to sum; where it is left out, as long as the run goes on. Of passes over neighbours alone. */
  readonly isDue?: string;
  /** For whom there is anything to do, fluids or all that is none; for all where it is left out. Of passes over neighbours alone. */
  readonly concerns?: "fluids" | "others";
  /** WGSL expression, the same for all: whether there is for all nevertheless. */
  readonly concernsAll?: string;
  /**
   * Whether walls may look at their neighbours from a frame too (gpu/visitClusterRow.wgsl): where they sum numbers and not vectors, whose smallest component is to be as
   * right as the others.
   */
  readonly framesWalls?: boolean;
  /** Whether it can halt the run; all passes see the status. */
  readonly halts?: boolean;
  readonly sizes?: Pick<PassDescription, "workgroupSize" | "maximumWorkgroups">;
}

/** Compiles passes of one fluid model: puts what they share in front of their code. */
export class FluidCompiler {
  private readonly common: readonly string[];

  constructor(
    private readonly context: GpuContext,
    private readonly model: FluidModel,
    constants: Readonly<Record<string, string | number | boolean>>,
  ) {
    const all = {
      DIMENSIONS: `${model.box.dimensions}u`,
      FLUID_COUNT: `${model.fluids.length}u`,
      SLIP: slipCode(model),
      MATERIAL_COUNT: `${model.fluids.length + model.solids.length}u`,
      ...openMaterials(model),
      ...foresightConstants(model),
      ...constants,
    };
    this.common = [
      ...Object.entries(all).map(([name, value]) => `const ${name} = ${value};`),
      geometryBlock.wgsl,
      geometryCode,
      fluidBlock.wgsl,
      equationConstants.wgsl,
      model.equationOfState.wgsl,
      model.kernel.wgsl,
      materialsCode,
      alongBodyForce(model),
    ];
  }

  compile({ label, code, reads = [], writes = [], halts, sizes }: FluidPassDescription): Promise<Pass> {
    const uniforms = ["geometry", "fluid", "materials"];
    const bindings = halts
      ? pickBindings(fluidBindings, [...uniforms, ...reads], [atomicStatus, ...writes])
      : pickBindings(fluidBindings, [...uniforms, "status", ...reads], writes);
    const status = halts ? fluidStatusWriter : fluidStatusReader;
    return Pass.create(this.context, { label, ...sizes, bindings, code: [status, ...this.common, ...code] });
  }

  /** A pass that calls `fn LABEL(index: u32)` for every particle. */
  perParticle(description: FluidPassDescription): Promise<Pass> {
    const { label, code } = description;
    return this.compile({ ...description, code: [...code, forEachIndex(label, "geometry.particleCount")] });
  }

  /**
   * A pass that calls `fn LABEL(index: u32) -> vec4f` for every particle, which returns its speed² and acceleration² in the first two: the largest are kept for the
   * choice of the next step (passes/stepLimits.wgsl). It may halt the run.
   */
  perParticleWithLimits(description: FluidPassDescription): Promise<Pass> {
    const { label, code } = description;
    const loop = largestOverIndices(
      label,
      "geometry.particleCount",
      "atomicLoad(&status.isActive) != 0u",
      "keepLargest",
    );
    return this.compile({ ...description, halts: true, code: [...code, keepLargest, loop] });
  }

  /** A pass that calls `fn LABEL(index: u32)` once. */
  once(description: FluidPassDescription): Promise<Pass> {
    const { label, code } = description;
    return this.compile({ ...description, code: [...code, forEachIndex(label, "1u")] });
  }

  /** A pass that sums over neighbours (gpu/neighbourCode.ts), along the rows of a chunk of the list or, without one, for all particles. */
  overNeighbours(description: FluidPassDescription): Promise<Pass> {
    const { code, name, threads } = this.partOfRows(description);
    return this.alongRows({ ...description, code: [...description.code, code] }, (all) =>
      forEachIndex(name, threads ?? all, "isDue()"),
    );
  }

  /** The same with an entry point of its own, which calls `fn alongRow(thread: u32)` for so many threads. */
  alongRows(description: FluidPassDescription, entryPoint: (threads: string) => Fragment): Promise<Pass> {
    const { reads = [], sees = {}, isDue = "status.halt == halt_running", framesWalls = false } = description;
    const code = [...description.code, `fn isDue() -> bool { return ${isDue}; }`];
    // `Own` and `Sums` come behind what uses them; WGSL lets declarations stand in any order.
    if (this.model.neighbours === "rows") {
      return this.compile({
        ...description,
        reads: [...reads, "cellStart"],
        code: [
          cellSearch,
          fluidLayers(this.model).code,
          neighbourStruct(sees),
          visitRows,
          ...code,
          entryPoint("geometry.particleCount"),
        ],
      });
    }
    return this.compile({
      ...description,
      reads: [...reads, "chunk", "rowLength", "list"],
      code: [
        neighbourCode(this.context.rowLayout, sees),
        fluidLayers(this.model).code,
        pairFilter(this.model, framesWalls),
        noGroups,
        ...code,
        entryPoint(allThreads),
      ],
    });
  }

  /** What is called for how many threads, where a pass has nothing to do for some: fluids are sorted before all others, whose rows are left out then, or come alone. */
  private partOfRows({ concerns, concernsAll = "false" }: FluidPassDescription): {
    readonly code: string;
    readonly name: string;
    readonly threads?: string;
  } {
    const { neighbours, openBoundaries } = this.model;
    const whole = { code: "", name: "alongRow" };
    // Where fluid comes in and leaves particles turn into others between two sorts.
    if (neighbours === "rows" || openBoundaries || !concerns) return whole;
    if (concerns === "fluids") {
      return { ...whole, threads: `threadsFor(select(inFirstLayer(), chunk.count, ${concernsAll}))` };
    }
    return {
      code: "fn alongOthers(thread: u32) { alongRow(threadFrom(inFirstLayer()) + thread); }",
      name: "alongOthers",
      threads: `${allThreads} - threadFrom(inFirstLayer())`,
    };
  }
}

/** Whether no solid slips (0), all do (1) or some (2). */
function slipCode({ solids }: FluidModel): string {
  const slipping = solids.filter(({ slip }) => slip === "free-slip").length;
  if (slipping === 0) return "0u";
  return slipping === solids.length ? "1u" : "2u";
}

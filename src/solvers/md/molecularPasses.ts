import { type BindingTable, pickBindings } from "../../gpu/bindingTable.ts";
import type { GpuContext } from "../../gpu/context.ts";
import driftCode from "../../gpu/drift.wgsl?raw";
import { geometryBlock } from "../../gpu/geometry.ts";
import geometryCode from "../../gpu/geometry.wgsl?raw";
import { builtInPlace } from "../../gpu/motionRule.ts";
import { sortInOneGroup } from "../../gpu/sortInOneGroup.ts";
import { forEachIndex } from "../../gpu/indexSharing.ts";
import { allThreads } from "../../gpu/rowLayout.ts";
import { neighbourCode } from "../../gpu/neighbourCode.ts";
import { buildCode } from "../../gpu/neighbourList.ts";
import {
  type Fragment,
  forEachIndexBetween,
  mostInOneGroup,
  oneGroup,
  Pass,
  type PassDescription,
} from "../../gpu/pass.ts";
import { oneLayer, sortCode } from "../../gpu/sortLayers.ts";
import { statusReader, statusWriter } from "../../gpu/status.ts";
import type { ControlFragments, IntegratorPasses } from "./integrators/integratorPasses.ts";
import { integrators } from "./integrators/index.ts";
import type { MolecularModel } from "./model.ts";
import applyControl from "./passes/applyControl.wgsl?raw";
import beginStep from "./passes/beginStep.wgsl?raw";
import combine from "./passes/combine.wgsl?raw";
import computePairForce from "./passes/computePairForce.wgsl?raw";
import controlStruct from "./passes/control.wgsl?raw";
import integrateFirst from "./passes/integrateFirst.wgsl?raw";
import integrateSecond from "./passes/integrateSecond.wgsl?raw";
import measurePairs from "./passes/measurePairs.wgsl?raw";
import motion from "./passes/motion.wgsl?raw";
import pairForceCode from "./passes/pairForce.wgsl?raw";
import pairInteraction from "./passes/pairInteraction.wgsl?raw";
import sumControl from "./passes/sumControl.wgsl?raw";
import sumTotals from "./passes/sumTotals.wgsl?raw";
import updateControl from "./passes/updateControl.wgsl?raw";
import { uniformReach } from "./reachRules.ts";
import { dynamicsBlock, typeConstants } from "./uniforms.ts";

const bindingTable: BindingTable = {
  uniform: {
    geometry: "Geometry",
    dynamics: "Dynamics",
    types: "array<TypeConstants, TYPE_COUNT>",
    pairs: "array<PairCoefficients, PAIR_COUNT>",
    chunk: "Chunk",
  },
  storage: {
    status: "Status",
    control: "Control",
    position: "array<vec4u>",
    velocity: "array<vec4f>",
    tag: "array<vec4i>",
    force: "array<vec4f>",
    builtPosition: "array<vec4u>",
    cellStart: "array<u32>",
    members: "array<u32>",
    rowLength: "array<u32>",
    list: "array<ListWord>",
    energyAndVirial: "array<vec4f>",
    virialSides: "array<vec4f>",
    partialSums: "array<vec4f>",
    partialTotals: "array<f32>",
  },
};
/** No pair of types is left out. */
export const anyPair = `fn isPair(own: u32, other: u32) -> bool { return true; }
fn isAlike(one: u32, other: u32) -> bool { return true; }
fn staysPair(own: u32, other: u32) -> bool { return true; }`;

const atomicStatus = ["status", "AtomicStatus"] as const;

const firstHalf = `fn noteDestination(index: u32, row: u32) {}
${forEachIndexBetween("beginStep", "integrateFirst", "geometry.particleCount", "atomicLoad(&status.rebuilding)", "sortParticles")}`;

// A row is read by those who have just written it: one thread, or the lanes of a subgroup of llvmpipe, which go in step.
const secondHalf = `fn secondHalf(thread: u32) {
  if (atomicLoad(&status.rebuilding) != 0u) { buildRow(thread); }
  if (isDue()) { alongRow(thread); }
}`;

/** A decision for all particles: sum, decide, apply. */
export interface ControlPasses {
  readonly sum: Pass;
  readonly update: Pass;
}

/** Every compute pass of molecular dynamics, compiled for one model. */
export interface MolecularPasses {
  /**
   * Whether few particles take a step in two passes: one workgroup begins, moves and sorts them, and whoever sums over the
   * neighbours of a row builds it first. Where there is little to compute a step costs what its dispatches cost.
   */
  readonly isBrief: boolean;
  /** Absent in a brief step, as integrateFirst does that too. */
  readonly beginStep?: Pass;
  readonly integrateFirst: Pass;
  readonly computePairForce: Pass;
  readonly integrateSecond: Pass;
  readonly measurePairs: Pass;
  readonly sumTotals: Pass;
  readonly applyControl: Pass;
  readonly beforeStep?: ControlPasses;
  readonly afterStep?: ControlPasses;
}

/** Threads of a workgroup that sums: 128, so that twenty sums a thread fit workgroup memory. */
export const reductionWorkgroup = 128;
const reduction = { workgroupSize: reductionWorkgroup };

/** Workgroups that sum totals, at most: float32 sums stay short, float64 sums on the host cheap. */
export const mostTotalsGroups = 1024;

/** Whether so many particles of a model take brief steps. */
export function isBriefStep(model: MolecularModel, count: number): boolean {
  const integrator: IntegratorPasses = integrators[model.integrator.kind];
  // A decision before the step stands between its beginning and the first half, and a controlled step takes a binding too many.
  return count <= mostInOneGroup && !integrator.beforeStep && !integrator.isControlled;
}

/**
 * Compiles the passes of a model for so many particles, all at once.
 *
 * @throws Error with the pass's label where its WGSL is wrong.
 */
export async function compilePasses(
  context: GpuContext,
  model: MolecularModel,
  count: number,
): Promise<MolecularPasses> {
  const { potential, cutoff, typeCount } = model.pairs;
  const integrator: IntegratorPasses = integrators[model.integrator.kind];
  const counts = `const TYPE_COUNT = ${typeCount}u;\nconst PAIR_COUNT = ${typeCount ** 2}u;`;
  const common = [counts, geometryBlock.wgsl, geometryCode, dynamicsBlock.wgsl, typeConstants, controlStruct];
  const { rowLayout } = context;
  const pairCode = [neighbourCode(rowLayout, {}), anyPair, potential.wgsl, cutoff.wgsl, pairInteraction];
  const perParticle = (name: string) => forEachIndex(name, "geometry.particleCount");
  const alongRows = forEachIndex("alongRow", allThreads, "isDue()");

  const isBrief = isBriefStep(model, count);

  const compile = (
    label: string,
    code: readonly Fragment[],
    reads: readonly string[],
    writes: readonly (string | readonly [string, string])[],
    sizes?: Pick<PassDescription, "workgroupSize" | "maximumWorkgroups">,
  ) => {
    const status = writes.includes(atomicStatus) ? statusWriter : statusReader;
    const bindings = pickBindings(bindingTable, ["geometry", ...reads], writes);
    return Pass.create(context, { label, ...sizes, bindings, code: [status, ...common, ...code] });
  };
  const compileControl = async (
    label: string,
    fragments?: ControlFragments,
  ): Promise<ControlPasses | undefined> => {
    if (!fragments) return undefined;
    const reads = ["status", "types", "position", "velocity", "force"];
    const [sum, update] = await Promise.all([
      compile(`${label} sum`, [combine, fragments.summand, sumControl], reads, ["partialSums"], reduction),
      compile(
        `${label} update`,
        [combine, fragments.update, updateControl],
        ["dynamics", "partialSums"],
        [atomicStatus, "control"],
        reduction,
      ),
    ]);
    return { sum, update };
  };

  const movers = ["dynamics", "types", "force", ...(integrator.isControlled ? ["control"] : [])];
  const applyReads = ["status", "control", "force"];
  const pairSums = ["energyAndVirial", "virialSides"];
  const pairReads = ["status", "chunk", "pairs", "position", "rowLength", "list"];
  const [begin, first, pairForce, second, pairMeasure, totals, apply, beforeStep, afterStep] =
    await Promise.all([
      isBrief
        ? undefined
        : compile("beginStep", [beginStep, forEachIndex("beginStep", "1u")], [], [atomicStatus]),
      compile(
        "integrateFirst",
        [
          driftCode,
          motion,
          integrator.timeStep,
          integrator.move,
          integrateFirst,
          ...(isBrief
            ? [beginStep, uniformReach, builtInPlace, sortCode(oneLayer), sortInOneGroup(count), firstHalf]
            : [perParticle("integrateFirst")]),
        ],
        [...movers, ...(isBrief ? [] : ["builtPosition"])],
        [
          atomicStatus,
          "position",
          "velocity",
          "tag",
          ...(isBrief ? ["builtPosition", ["cellStart", "array<atomic<u32>>"] as const, "members"] : []),
        ],
        isBrief ? oneGroup : undefined,
      ),
      compile("computePairForce", [...pairCode, pairForceCode, computePairForce, alongRows], pairReads, [
        "force",
      ]),
      compile(
        "integrateSecond",
        [
          driftCode,
          motion,
          integrator.timeStep,
          ...pairCode,
          pairForceCode,
          integrateSecond,
          ...(isBrief
            ? [buildCode(rowLayout, {}), secondHalf, forEachIndex("secondHalf", allThreads)]
            : [alongRows]),
        ],
        [
          ...["chunk", "pairs", "position", "tag"],
          ...movers.filter((name) => name !== "force"),
          ...(isBrief ? ["cellStart"] : ["rowLength", "list"]),
        ],
        [atomicStatus, "force", "velocity", ...(isBrief ? ["rowLength", "list"] : [])],
      ),
      compile("measurePairs", [...pairCode, measurePairs, alongRows], pairReads, pairSums),
      compile(
        "sumTotals",
        [sumTotals],
        ["types", "position", "velocity", "force", ...pairSums],
        ["partialTotals"],
        { ...reduction, maximumWorkgroups: mostTotalsGroups },
      ),
      compile("applyControl", [applyControl, perParticle("applyControl")], applyReads, ["velocity"]),
      compileControl("before step", integrator.beforeStep),
      compileControl("after step", integrator.afterStep),
    ]);
  return {
    isBrief,
    beginStep: begin,
    integrateFirst: first,
    computePairForce: pairForce,
    integrateSecond: second,
    measurePairs: pairMeasure,
    sumTotals: totals,
    applyControl: apply,
    beforeStep,
    afterStep,
  };
}

import cellSearch from "../../../gpu/cellSearch.wgsl?raw";
import visitSurroundings from "../../../gpu/visitSurroundings.wgsl?raw";
import driftCode from "../../../gpu/drift.wgsl?raw";
import { forEachIndex } from "../../../gpu/indexSharing.ts";
import type { Pass } from "../../../gpu/pass.ts";
import randomCode from "../../../gpu/random.wgsl?raw";
import type { FluidCompiler } from "../fluidCode.ts";
import type { FluidSystem, Stage } from "../fluidSystem.ts";
import type { FluidModel } from "../model.ts";
import { watchCode } from "../foreseenWays.ts";
import { fluidLayers } from "../pairFilter.ts";
import addContacts from "./addContacts.wgsl?raw";
import bodiesCode from "./bodies.wgsl?raw";
import { bodyBlock, bodySolids, contactFrequency } from "./bodyRecords.ts";
import clockPhase from "./clockPhase.wgsl?raw";
import { motionBlock, motionKindCode } from "./motionRecords.ts";
import moveBody from "./moveBody.wgsl?raw";
import moveMembers from "./moveMembers.wgsl?raw";
import moveSolids from "./moveSolids.wgsl?raw";
import prescribedMotion from "./prescribedMotion.wgsl?raw";
import pushBodies from "./pushBodies.wgsl?raw";
import { hasMovingSolids, solidBlock } from "./solidRecords.ts";
import solidsCode from "./solids.wgsl?raw";
import wallMotion from "./wallMotion.wgsl?raw";

/** What the passes of a scheme know of walls. */
export interface WallCode {
  /**
   * Defines `fn solidVelocity(own: vec4u) -> vec3f` and `fn solidAcceleration(own: vec4u) -> vec3f` of the wall particle at this
   * place of this material, at the end of the step. Of free bodies the velocity is that of the drift until pushBodies,
   * and the acceleration that of the last steps.
   */
  readonly code: string;
  /** Buffers that it reads. */
  readonly reads: readonly string[];
}

const wallsAtRest: WallCode = {
  code: `fn solidVelocity(own: vec4u) -> vec3f { return vec3f(0.0); }
fn solidAcceleration(own: vec4u) -> vec3f { return vec3f(0.0); }`,
  reads: [],
};

const solidsHead = [solidBlock.wgsl, solidsCode].join("\n");

/**
 * Weakly compressible schemes kick, drift and kick with forces at the ends of steps; of the others the forces are means over
 * the step, whose whole momentum bodies have to take over as well.
 */
function bodiesHead({ scheme }: FluidModel): string {
  const isKickDriftKick = scheme.kind === "weakly-compressible" || scheme.kind === "entropically-damped";
  return `const FIRST_KICK = ${isKickDriftKick ? "0.5" : "0.0"};\n${bodyBlock.wgsl}\n${bodiesCode}`;
}

export function wallCode(model: FluidModel): WallCode {
  return hasMovingSolids(model) ? { code: `${solidsHead}\n${wallMotion}`, reads: ["solids"] } : wallsAtRest;
}

/** Passes that move solids; none where none moves, and the last two only with free bodies. */
export interface SolidPasses {
  readonly moveSolids?: Pass;
  readonly moveMembers?: Pass;
  readonly addContacts?: Pass;
  readonly pushBodies?: Pass;
}

const pushGroup = 128;

/** @throws Error with the pass's label where its WGSL is wrong */
export async function compileSolids(compiler: FluidCompiler, model: FluidModel): Promise<SolidPasses> {
  if (!hasMovingSolids(model)) return {};
  const hasBodies = bodySolids(model).length > 0;
  const noBody = ["moveBody", "stopTurning"]
    .map((name) => `fn ${name}(solid: ptr<function, Solid>) {}`)
    .join("\n");
  const [solids, carried, contacts, push] = await Promise.all([
    compiler.compile({
      label: "moveSolids",
      code: [
        randomCode,
        clockPhase,
        solidsHead,
        motionKindCode,
        motionBlock.wgsl,
        prescribedMotion,
        ...(hasBodies ? [bodiesHead(model), moveBody] : [noBody]),
        moveSolids,
        forEachIndex("moveSolid", "arrayLength(&solids)"),
      ],
      reads: ["motions", "motionTables"],
      writes: ["solids", ...(hasBodies ? ["bodies"] : [])],
    }),
    compiler.compile({
      label: "moveMembers",
      code: [
        driftCode,
        solidsHead,
        wallMotion,
        watchCode,
        moveMembers,
        forEachIndex("moveMember", "memberCount()"),
      ],
      reads: ["solids", "members", "builtPosition"],
      writes: ["position", "velocity", "tag"],
      halts: true,
    }),
    hasBodies ? compileContacts(compiler, model) : undefined,
    hasBodies
      ? compiler.compile({
          label: "pushBodies",
          code: [solidsHead, bodiesHead(model), pushBodies],
          reads: ["members", "position", "rate"],
          writes: ["solids", "bodies"],
          sizes: { workgroupSize: pushGroup },
        })
      : undefined,
  ]);
  return { moveSolids: solids, moveMembers: carried, addContacts: contacts, pushBodies: push };
}

function compileContacts(compiler: FluidCompiler, model: FluidModel): Promise<Pass> {
  const constants = {
    CONTACT_DISTANCE: model.spacing,
    CONTACT_FREQUENCY: contactFrequency(model),
    // Two particles have gone half a skin each at most since they were sorted.
    CONTACT_MARGIN: model.skin,
  };
  const lines = Object.entries(constants).map(([name, value]) => `const ${name} = f32(${value});`);
  return compiler.compile({
    label: "addContacts",
    code: [
      ...lines,
      cellSearch,
      visitSurroundings,
      fluidLayers(model).code,
      solidsHead,
      bodiesHead(model),
      wallMotion,
      addContacts,
      forEachIndex("addContactsOf", "memberCount()"),
    ],
    reads: ["position", "builtPosition", "cellStart", "solids", "members", "bodies"],
    writes: ["rate"],
  });
}

/** The passes of solids over a system, in the order of a step; a scheme puts its own between them. */
export interface SolidSteps {
  /** Before particles are sorted: solids take their places at the end of the step. */
  readonly move: readonly Stage[];
  /** Between the forces, with the reaction on walls in `rate`, and the second half kick of fluids. */
  readonly push: readonly Stage[];
}

export function solidSteps(system: FluidSystem, passes: SolidPasses): SolidSteps {
  const { model, count } = system;
  const over = (name: keyof SolidPasses, threads: number): Stage[] => {
    const pass = passes[name];
    return pass ? [{ label: name, record: system.over(threads, pass) }] : [];
  };
  return {
    move: [...over("moveSolids", model.solids.length), ...over("moveMembers", count)],
    push: [...over("addContacts", count), ...over("pushBodies", pushGroup * bodySolids(model).length)],
  };
}

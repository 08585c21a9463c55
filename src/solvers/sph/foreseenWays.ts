import type { MotionRule } from "../../gpu/motionRule.ts";
import foreseenPath from "../../gpu/foreseenPath.wgsl?raw";
import { fluidStatusReader } from "./fluidStatus.ts";
import { fluidBlock } from "./fluidUniforms.ts";
import type { FluidModel, Solid } from "./model.ts";
import { reserveMaterial } from "./openBoundaries/openBoundaries.ts";
import { movesSolid } from "./solids/solidRecords.ts";
import foreseeWay from "./passes/foreseeWay.wgsl?raw";
import foresight from "./passes/foresight.wgsl?raw";
import settleBuilt from "./passes/settleBuilt.wgsl?raw";
import watchWay from "./passes/watchWay.wgsl?raw";

/** Of the displacement limit: how far particles may stray where nothing is foreseen yet. */
const firstLeeway = 0.25;

/** WGSL constants of foresight.wgsl. Where neighbours are searched in cells each time nothing needs to be foreseen, and particles go as far as they may. */
export function foresightConstants({ neighbours }: Pick<FluidModel, "neighbours">) {
  const hasList = neighbours === "list";
  return {
    FORESIGHT: hasList ? "1.0" : "0.0",
    FIRST_LEEWAY: hasList ? `f32(${firstLeeway})` : "1.0",
    LEAST_LEEWAY: "0.1",
    MOST_LEEWAY: "0.9",
    // Measured: bench/choices.md.
    LIST_PRICE: "2.2",
  };
}

/** WGSL of `fn watchWay(index: u32, place: vec3u)`, for passes that move particles and bind `builtPosition`. */
export const watchCode = `${foreseenPath}\n${watchWay}`;

/** WGSL of `fn settleBuilt()`. */
export const settleCode = `${foresight}\n${settleBuilt}`;

/**
 * WGSL of `fn goes(material: u32) -> bool`, whether the velocity of particles is that with which they go: surfaces of sliding solids do while their particles stay;
 * and of `fn stays(material: u32) -> bool`, whether they are for good where they are.
 */
function goingCode(model: FluidModel): string {
  const { fluids, solids } = model;
  const isOneOf = (picked: (solid: Solid, material: number) => boolean) =>
    solids
      .map((solid, k) => ({ solid, material: fluids.length + k }))
      .filter(({ solid, material }) => picked(solid, material))
      .map(({ material }) => `material == ${material}u`)
      .join(" || ") || "false";
  const reserve = reserveMaterial(model);
  return `fn goes(material: u32) -> bool { return !(${isOneOf(({ motion }) => motion?.kind === "sliding")}); }
fn stays(material: u32) -> bool { return ${isOneOf((solid, material) => !movesSolid(solid) && material !== reserve)}; }`;
}

/** Particles of a fluid go on as they go when a list is built, but for a little. */
export function foreseenWays(
  model: FluidModel,
  { velocity, fluid }: Readonly<Record<"velocity" | "fluid", GPUBuffer>>,
): MotionRule {
  const constants = Object.entries(foresightConstants(model));
  return {
    status: fluidStatusReader,
    code: [
      ...constants.map(([name, value]) => `const ${name} = ${value};`),
      fluidBlock.wgsl,
      foreseenPath,
      foresight,
      goingCode(model),
      foreseeWay,
    ],
    bindings: {
      fluid: { type: "Fluid", access: "uniform" },
      velocity: { type: "array<vec4f>", access: "read" },
      builtPosition: { type: "array<vec4u>", access: "read" },
    },
    buffers: { velocity, fluid },
  };
}

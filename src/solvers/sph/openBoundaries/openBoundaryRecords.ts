import { encodeCoordinate, positionCode } from "../../../core/fixedPoint.ts";
import type { BufferPool } from "../../../gpu/buffers.ts";
import { declareUniform } from "../../../gpu/uniformBlock.ts";
import type { FluidModel } from "../model.ts";
import {
  alongInlet,
  inletSolids,
  outletInterval,
  type Outlet,
  passingTolerance,
  reserveMaterial,
} from "./openBoundaries.ts";

/** An inlet as passes know it; openBoundaries.wgsl goes with it. */
export const inletBlock = declareUniform("Inlet", {
  /** Of the fluid. */
  direction: "vec3f",
  /** Material of the fluid. */
  fluid: "u32",
  /** From a particle that has passed to its follower's place behind the last layer, in fixed-point units. */
  back: "vec3i",
  axis: "u32",
  /** Where particles turn into fluid, in fixed-point units along the axis. */
  plane: "u32",
  startSpeed: "f32",
  endSpeed: "f32",
  rampTime: "f32",
});

/** An outlet in fixed-point units: all positions whose distance from the lower corner is below the extent. */
export const outletBlock = declareUniform("Outlet", { lower: "vec3u", extent: "vec3u" });

const unitsPerSpan = 2 ** 32;

/** Buffers of a model's open boundaries by their names; none where nothing opens. */
export function createOpenBoundaryBuffers(
  pool: BufferPool,
  model: FluidModel,
  count: number,
): Record<string, GPUBuffer> {
  if (!model.openBoundaries) return {};
  return {
    inlets: pool.uniform("inlets", joined(packInlets(model))),
    outlets: pool.uniform("outlets", joined(packOutlets(model))),
    exchange: pool.storage("exchange", 8),
    place: pool.storage("place of each id", count * 4),
  };
}

/** @throws RangeError where fluid comes in or goes out and ids are not 1 to their number, by which places are kept */
export function checkIds(model: FluidModel, id: Uint32Array): void {
  if (!model.openBoundaries) return;
  const isTaken = new Uint8Array(id.length + 1);
  for (const one of id) if (one <= id.length) isTaken[one] = 1;
  const missing = isTaken.indexOf(0, 1);
  if (missing > 0)
    throw new RangeError(`with open boundaries ids are 1 to ${id.length}: ${missing} is missing`);
}

/** WGSL constants of a model: which materials are inlets, and which is the reserve; without open boundaries none. */
export function openMaterials(model: FluidModel): Record<string, string> {
  const none = "0xffffffffu";
  const [firstInlet] = inletSolids(model);
  const reserve = reserveMaterial(model);
  return {
    FIRST_INLET: firstInlet === undefined ? none : `${model.fluids.length + firstInlet}u`,
    RESERVE: reserve === undefined ? none : `${reserve}u`,
  };
}

/** WGSL of the numbers that passes of open boundaries share. */
export function openBoundaryConstants(model: FluidModel): string {
  const { box, openBoundaries } = model;
  const { span } = positionCode(box);
  const parking = openBoundaries?.parking ?? [1, 1, 1];
  const lower = unitsOf(model, box.lower);
  const step = parking.map((places, axis) =>
    axis < box.dimensions ? Math.floor(((box.lengths[axis] / span[axis]) * unitsPerSpan) / places) : 0,
  );
  const first = lower.map((units, axis) => (units + Math.floor(step[axis] / 2)) % unitsPerSpan);
  const vector = (entries: readonly number[]) => `vec3u(${entries.map((entry) => `${entry}u`).join(", ")})`;
  return [
    inletBlock.wgsl,
    outletBlock.wgsl,
    `const INLET_COUNT = ${Math.max(inletSolids(model).length, 1)}u;`,
    `const OUTLET_COUNT = ${Math.max(openBoundaries?.outlets.length ?? 0, 1)}u;`,
    `const OUTLET_INTERVAL = ${outletInterval(model)}u;`,
    `const PARKING = ${vector(parking)};`,
    `const PARKING_FIRST = ${vector(first)};`,
    `const PARKING_STEP = ${vector(step)};`,
    `fn startingState(kept: f32) -> f32 { return ${startingState(model)}; }`,
  ].join("\n");
}

/**
 * What stands beside the velocity of a particle that turns into fluid: weakly compressible schemes go on from what
 * was extrapolated to it, so that the pressure has no jump; position-based fluids have their volume there.
 */
function startingState({ scheme }: FluidModel): string {
  if (scheme.kind === "position-based") return "fluid.fillingVolume";
  return scheme.kind === "divergence-free" ? "0.0" : "kept";
}

function unitsOf({ box }: FluidModel, point: readonly number[]): number[] {
  const code = positionCode(box);
  return point.map((coordinate, axis) => encodeCoordinate(coordinate, axis, code)[0]);
}

/** At least one record: WGSL has no empty arrays. */
function packInlets(model: FluidModel): ArrayBuffer[] {
  const { box, spacing, solids } = model;
  const { span } = positionCode(box);
  const packed = inletSolids(model).map((index) => {
    const inlet = solids[index].inlet;
    if (!inlet) throw new RangeError(`solid ${index} is no inlet`);
    const { axis, direction, fluid, layers, plane, speed } = inlet;
    const back = alongInlet(inlet, -layers * spacing);
    const passing = plane - direction * passingTolerance * spacing;
    const [units] = encodeCoordinate(passing, axis, positionCode(box));
    return inletBlock.pack({
      direction: alongInlet(inlet, 1),
      fluid,
      back: back.map((length, k) => Math.round((length / span[k]) * unitsPerSpan)),
      axis,
      plane: units,
      startSpeed: speed.from,
      endSpeed: speed.to,
      rampTime: speed.rampTime,
    });
  });
  return packed.length > 0 ? packed : [new ArrayBuffer(inletBlock.bytes)];
}

function packOutlets(model: FluidModel): ArrayBuffer[] {
  const packed = (model.openBoundaries?.outlets ?? []).map((outlet) => packOutlet(model, outlet));
  return packed.length > 0 ? packed : [new ArrayBuffer(outletBlock.bytes)];
}

/** Corners cut at where positions can be: the box along periodic axes, else the middle half of the span. */
function packOutlet({ box }: FluidModel, outlet: Outlet): ArrayBuffer {
  const { origin, span } = positionCode(box);
  const ends = box.boundaries.map((boundary, axis) => {
    const [least, most] = boundary === "periodic" ? [0, 1] : [0.25, 0.75];
    const share = (x: number) =>
      Math.min(Math.max((x - origin[axis]) / span[axis], least), most) * unitsPerSpan;
    const lower = Math.round(share(outlet.lower[axis]));
    return [lower, Math.round(share(outlet.upper[axis])) - lower];
  });
  return outletBlock.pack({
    lower: ends.map(([lower]) => lower % unitsPerSpan),
    // A whole period is one unit more than there are numbers.
    extent: ends.map(([, extent]) => Math.min(extent, unitsPerSpan - 1)),
  });
}

function joined(parts: readonly ArrayBuffer[]): ArrayBuffer {
  return Uint8Array.from(parts.flatMap((part) => [...new Uint8Array(part)])).buffer;
}

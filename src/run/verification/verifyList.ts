import type { Box } from "../../core/box.ts";
import type { Particles } from "../../core/particles.ts";
import type { BufferPool } from "../../gpu/buffers.ts";
import type { CellGrid as DeviceGrid } from "../../gpu/cellGrid.ts";
import type { GpuContext } from "../../gpu/context.ts";
import type { NeighbourList } from "../../gpu/neighbourList.ts";
import { unpackParticles } from "../../gpu/particleState.ts";
import { Readback } from "../../gpu/readback.ts";
import { CellGrid } from "../../solvers/md/reference/cellGrid.ts";
import { countRow, roundingUnit, type VerificationRow } from "./verificationRow.ts";

/**
 * Squared distances closer to the list radius² than this share may fall on either side of it in float32: conversion and
 * scaling of a component, square, sum, and the square of the radius round about ten times in all.
 */
const radiusMargin = 16 * roundingUnit;

/** Sorted particles with their list on the device. */
export interface ListedParticles {
  readonly count: number;
  readonly buffers: Readonly<Record<"position" | "builtPosition" | "velocity" | "tag", GPUBuffer>>;
  readonly grid: DeviceGrid;
  readonly list: NeighbourList;
  readonly pool: BufferPool;
}

/** Which pairs a list has to hold. */
export interface ListRule {
  readonly box: Box;
  /** [length] */
  readonly listRadius: number;
  /** Whether pairs are listed that are further apart by what both may go, as `builtPosition` says. */
  readonly hasReaches?: boolean;
  /** Whether particles of two types are listed at all; any are where left out. */
  interacts?(typeI: number, typeJ: number): boolean;
}

/** Compares the sorted particles and the Verlet list on the device with cells and pairs found in float64. */
export async function verifyList(
  context: GpuContext,
  rule: ListRule,
  system: ListedParticles,
): Promise<VerificationRow[]> {
  const { particles, cellStart, rows, reach } = await readList(context, rule.box, system, "builtPosition");
  const { missing, superfluous } = compareRows(rule, particles, rows, rule.hasReaches ? reach : undefined);
  return [
    countRow(
      "sort by cell",
      "particles out of order",
      misplaced(particles, cellStart, system.grid.cellCount),
    ),
    countRow("buildNeighbourList", "neighbours wrong", missing + superfluous),
  ];
}

/**
 * Looks for pairs that are within reach at the present positions and not in the list, which was built some steps ago.
 *
 * @param rule with the radius of what the particles feel
 */
export async function verifyReach(
  context: GpuContext,
  rule: ListRule,
  system: ListedParticles,
): Promise<VerificationRow> {
  const { particles, rows } = await readList(context, rule.box, system, "position");
  const { missing } = compareRows(rule, particles, rows);
  return countRow("neighbour list", "neighbours within the support that are not listed", missing);
}

/** Particles in the order of the device, and the neighbours on the device of each of them. */
async function readList(
  context: GpuContext,
  box: Box,
  system: ListedParticles,
  place: "position" | "builtPosition",
) {
  const { buffers, grid, list, pool } = system;
  const wanted = [buffers[place], buffers.velocity, buffers.tag, grid.cellStart, list.rowLength];
  wanted.push(...list.chunks.map((chunk) => chunk.list));
  const readback = new Readback(context, pool);
  const encoder = context.device.createCommandEncoder({ label: "verify list" });
  readback.begin(wanted.reduce((sum, buffer) => sum + buffer.size, 0));
  for (const buffer of wanted) readback.copy(encoder, buffer);
  context.device.queue.submit([encoder.finish()]);
  const [position, velocity, tag, cellStart, rowLength, ...lists] = await readback.take();
  readback.release();
  const records = {
    position: new Uint32Array(position),
    velocity: new Float32Array(velocity),
    tag: new Int32Array(tag),
  };
  const order = Uint32Array.from({ length: system.count }, (_, i) => i);
  return {
    particles: unpackParticles(records, order, box),
    cellStart: new Uint32Array(cellStart),
    /** Where there are reaches. */
    reach: new Float32Array(position).filter((_, k) => k % 4 === 3),
    rows: listRows(system, new Uint32Array(rowLength), lists),
  };
}

/** Particles out of the order of ids in their cell, and those a cell has lost or has twice. */
function misplaced({ id, count }: Particles, cellStart: Uint32Array, cellCount: number): number {
  let wrong = Math.abs(cellStart[cellCount] - count) + (count - new Set(id).size);
  for (let cell = 0; cell < cellCount; cell++) {
    for (let k = cellStart[cell] + 1; k < cellStart[cell + 1]; k++) wrong += id[k] > id[k - 1] ? 0 : 1;
  }
  return wrong;
}

/** A row on the device, and whose it is. */
interface ListedRow {
  readonly members: readonly number[];
  readonly neighbours: readonly number[];
}

function listRows(
  { list, count }: ListedParticles,
  rowLength: Uint32Array,
  parts: readonly ArrayBuffer[],
): ListedRow[] {
  const words = parts.map((part) => new Uint32Array(part));
  const { sharers } = list.layout;
  return Array.from({ length: Math.ceil(count / sharers) }, (_, row) => {
    const first = row * sharers;
    const length = Math.min(sharers, count - first);
    const members = Array.from({ length }, (_, k) => first + k);
    return { members, neighbours: list.rowOf(first, rowLength, words) };
  });
}

/** Neighbours missing; listed twice in a row or too far from all whose row it is. */
function compareRows(
  { box, listRadius, interacts }: ListRule,
  { position, type, count }: Particles,
  rows: readonly ListedRow[],
  reach = new Float32Array(count),
): { readonly missing: number; readonly superfluous: number } {
  const sure: number[][] = Array.from({ length: count }, () => []);
  const borderline: number[][] = Array.from({ length: count }, () => []);
  const grid = new CellGrid(box, count);
  const longest = reach.reduce((most, own) => Math.max(most, own), 0);
  grid.build(position, (listRadius + 2 * longest) * (1 + radiusMargin));
  grid.forEachPair((slotI, slotJ, distanceSquared) => {
    const [i, j] = [grid.order[slotI], grid.order[slotJ]];
    if (interacts && !interacts(type[i], type[j])) return;
    const beyond = distanceSquared / (listRadius + reach[i] + reach[j]) ** 2 - 1;
    if (beyond > radiusMargin) return;
    const lists = beyond > -radiusMargin ? borderline : sure;
    lists[i].push(j);
    lists[j].push(i);
  });
  let [missing, superfluous] = [0, 0];
  for (const { members, neighbours } of rows) {
    const listed = new Set(neighbours);
    // Those that share a row may be in it themselves.
    const near = new Set(members.flatMap((i) => [i, ...sure[i], ...borderline[i]]));
    superfluous += neighbours.length - [...listed].filter((j) => near.has(j)).length;
    for (const i of members) missing += sure[i].filter((j) => !listed.has(j)).length;
  }
  return { missing, superfluous };
}

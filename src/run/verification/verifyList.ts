import { type Box, minimumImage } from "../../core/box.ts";
import type { Particles } from "../../core/particles.ts";
import type { Vector3 } from "../../core/vector.ts";
import type { BufferPool } from "../../gpu/buffers.ts";
import type { CellGrid as DeviceGrid } from "../../gpu/cellGrid.ts";
import type { GpuContext } from "../../gpu/context.ts";
import { type Allowance, byRadius, type Nearness } from "../../gpu/nearness.ts";
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
  /** What the records of `builtPosition` say about how far particles may go; nothing where left out. */
  readonly nearness?: Nearness;
  /** Whether particles of two types are listed at all; any are where left out. */
  interacts?(typeI: number, typeJ: number): boolean;
}

/** Compares the sorted particles and the Verlet list on the device with cells and pairs found in float64. */
export async function verifyList(
  context: GpuContext,
  rule: ListRule,
  system: ListedParticles,
): Promise<VerificationRow[]> {
  const { particles, cellStart, rows, words } = await readList(context, rule.box, system, "builtPosition");
  const { unpack } = rule.nearness ?? byRadius;
  const { slack } = system.list.layout;
  const { missing, superfluous } = compareRows(rule, particles, rows, words.map(unpack), slack);
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
  const { missing } = compareRows(rule, particles, rows, Array.from(particles.type, byRadius.unpack), 0);
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
  const wanted = [
    buffers[place],
    buffers.position,
    buffers.velocity,
    buffers.tag,
    grid.cellStart,
    list.rowLength,
  ];
  wanted.push(...list.chunks.map((chunk) => chunk.list));
  const readback = new Readback(context, pool);
  const encoder = context.device.createCommandEncoder({ label: "verify list" });
  readback.begin(wanted.reduce((sum, buffer) => sum + buffer.size, 0));
  for (const buffer of wanted) readback.copy(encoder, buffer);
  context.device.queue.submit([encoder.finish()]);
  const [placed, position, velocity, tag, cellStart, rowLength, ...lists] = await readback.take();
  readback.release();
  const isWord = (_: number, k: number) => k % 4 === 3;
  const types = new Uint32Array(position).filter(isWord);
  const records = {
    position: new Uint32Array(placed).map((word, k) => (k % 4 === 3 ? types[Math.floor(k / 4)] : word)),
    velocity: new Float32Array(velocity),
    tag: new Int32Array(tag),
  };
  const order = Uint32Array.from({ length: system.count }, (_, i) => i);
  return {
    particles: unpackParticles(records, order, box),
    cellStart: new Uint32Array(cellStart),
    /** What stands beside the places. */
    words: [...new Uint32Array(placed).filter(isWord)],
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
  /** The particle along whose way they are seen. */
  readonly frame: number;
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
    return { members, frame: list.layout.frameOf(first), neighbours: list.rowOf(first, rowLength, words) };
  });
}

const sum = (a: Vector3, b: Vector3, factor: number): Vector3 => [
  a[0] + factor * b[0],
  a[1] + factor * b[1],
  a[2] + factor * b[2],
];
const dot = (a: Vector3, b: Vector3) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const length = (a: Vector3) => Math.sqrt(dot(a, a));

/** The least distance² on the ways of two particles, |d + s w| with s from −1/2 to 1/2. */
function closest(d: Vector3, w: Vector3): number {
  const square = dot(w, w);
  const s = square > 0 ? Math.min(Math.max(-dot(d, w) / square, -0.5), 0.5) : 0;
  const least = sum(d, w, s);
  return dot(least, least);
}

/**
 * Neighbours missing: who may come within the radius of one another on their ways, and who would if each way took half of what it differs from that of the row's frame. Those
 * listed twice in a row, and those beyond that, and a little more, for all whose row it is.
 *
 * @param slack of the radius
 */
function compareRows(
  { box, listRadius, interacts }: ListRule,
  { position, type, count }: Particles,
  rows: readonly ListedRow[],
  allowances: ArrayLike<Allowance>,
  slack: number,
): { readonly missing: number; readonly superfluous: number } {
  const sure: number[][] = Array.from({ length: count }, () => []);
  const perhaps: number[][] = Array.from({ length: count }, () => []);
  const frames: Vector3[] = [];
  for (const { members, frame } of rows) for (const i of members) frames[i] = allowances[frame].way;
  const grid = new CellGrid(box, count);
  const longest = frames.reduce((most, _, i) => {
    const { way, leeway } = allowances[i];
    return Math.max(most, leeway + length(way));
  }, 0);
  grid.build(position, (listRadius + 2 * longest) * (1 + radiusMargin + slack));
  grid.forEachPair((slotI, slotJ, distanceSquared) => {
    const [i, j] = [grid.order[slotI], grid.order[slotJ]];
    if (interacts && !interacts(type[i], type[j])) return;
    const [a, b] = [allowances[i], allowances[j]];
    const radius = listRadius + a.leeway + b.leeway;
    const d = [0, 1, 2].map((axis) =>
      minimumImage(position[3 * j + axis] - position[3 * i + axis], axis, box),
    ) as unknown as Vector3;
    const isNeeded = closest(d, sum(b.way, a.way, -1)) < radius ** 2 * (1 - radiusMargin);
    for (const [own, other] of [
      [i, j],
      [j, i],
    ]) {
      const parting = length(sum(a.way, frames[own], -1)) + length(sum(b.way, frames[own], -1));
      const beyond = distanceSquared / (radius + 0.5 * parting) ** 2 - 1;
      if (isNeeded || beyond < -radiusMargin) sure[own].push(other);
      if (beyond < (1 + slack) ** 2 - 1 + radiusMargin) perhaps[own].push(other);
    }
  });
  let [missing, superfluous] = [0, 0];
  for (const { members, neighbours } of rows) {
    const listed = new Set(neighbours);
    // Those that share a row may be in it themselves.
    const near = new Set(members.flatMap((i) => [i, ...perhaps[i]]));
    superfluous += neighbours.length - [...listed].filter((j) => near.has(j)).length;
    for (const i of members) missing += sure[i].filter((j) => !listed.has(j)).length;
  }
  return { missing, superfluous };
}

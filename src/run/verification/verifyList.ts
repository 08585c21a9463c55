import type { Box } from "../../core/box.ts";
import type { Particles } from "../../core/particles.ts";
import type { GpuContext } from "../../gpu/context.ts";
import { unpackParticles } from "../../gpu/particleState.ts";
import { Readback } from "../../gpu/readback.ts";
import type { MolecularModel } from "../../solvers/md/model.ts";
import type { MolecularDynamics } from "../../solvers/md/molecularDynamics.ts";
import { CellGrid } from "../../solvers/md/reference/cellGrid.ts";
import { countRow, roundingUnit, type VerificationRow } from "./verificationRow.ts";

/**
 * Squared distances closer to the list radius² than this share may fall on either side of it in float32: conversion and
 * scaling of a component, square, sum, and the square of the radius round about ten times in all.
 */
const radiusMargin = 16 * roundingUnit;

/** Compares the sorted particles and the Verlet list on the device with cells and pairs found in float64. */
export async function verifyList(
  context: GpuContext,
  model: MolecularModel,
  solver: MolecularDynamics,
): Promise<VerificationRow[]> {
  const [built, velocity, tag, cellStart, rowWords, ...lists] = await readBuffers(context, solver);
  const records = {
    position: new Uint32Array(built),
    velocity: new Float32Array(velocity),
    tag: new Int32Array(tag),
  };
  const order = Uint32Array.from({ length: solver.count }, (_, i) => i);
  const particles = unpackParticles(records, order, model.box);
  const listRadius = model.pairs.cutoffRadius + model.skin;
  const rows = listRows(solver, new Uint32Array(rowWords), lists);
  return [
    countRow(
      "sort by cell",
      "particles out of order",
      misplaced(particles, new Uint32Array(cellStart), solver),
    ),
    countRow(
      "buildNeighbourList",
      "neighbours wrong",
      wrongNeighbours(model.box, particles, listRadius, rows),
    ),
  ];
}

async function readBuffers(context: GpuContext, solver: MolecularDynamics): Promise<ArrayBuffer[]> {
  const { buffers, grid, list, pool } = solver;
  const wanted = [buffers.builtPosition, buffers.velocity, buffers.tag, grid.cellStart, list.rowWords];
  wanted.push(...list.chunks.map((chunk) => chunk.list));
  const readback = new Readback(context, pool);
  const encoder = context.device.createCommandEncoder({ label: "verify list" });
  readback.begin(wanted.reduce((sum, buffer) => sum + buffer.size, 0));
  for (const buffer of wanted) readback.copy(encoder, buffer);
  context.device.queue.submit([encoder.finish()]);
  const parts = await readback.take();
  readback.release();
  return parts;
}

/** Particles out of the order of ids in their cell, and those a cell has lost or has twice. */
function misplaced({ id, count }: Particles, cellStart: Uint32Array, { cells }: MolecularDynamics): number {
  const cellCount = cells[0] * cells[1] * cells[2];
  let wrong = Math.abs(cellStart[cellCount] - count) + (count - new Set(id).size);
  for (let cell = 0; cell < cellCount; cell++) {
    for (let k = cellStart[cell] + 1; k < cellStart[cell + 1]; k++) wrong += id[k] > id[k - 1] ? 0 : 1;
  }
  return wrong;
}

/** A function that gives the neighbours on the device of a row, without the words that fill it up. */
function listRows({ list }: MolecularDynamics, rowWords: Uint32Array, parts: readonly ArrayBuffer[]) {
  const words = parts.map((part) => new Uint32Array(part));
  const perChunk = list.chunks[0].count;
  return (i: number): number[] => {
    const local = i % perChunk;
    const slots = Array.from({ length: 4 * rowWords[i] }, (_, slot) => list.slotIndex(local, slot));
    return slots.map((slot) => words[Math.floor(i / perChunk)][slot]).filter((j) => j !== i);
  };
}

/** Neighbours missing, listed twice, or too far. */
function wrongNeighbours(
  box: Box,
  particles: Particles,
  radius: number,
  row: (i: number) => number[],
): number {
  const { position, count } = particles;
  const sure: number[][] = Array.from({ length: count }, () => []);
  const borderline: number[][] = Array.from({ length: count }, () => []);
  const grid = new CellGrid(box, count);
  grid.build(position, radius * (1 + radiusMargin));
  grid.forEachPair((slotI, slotJ, distanceSquared) => {
    const [i, j] = [grid.order[slotI], grid.order[slotJ]];
    const beyond = distanceSquared / radius ** 2 - 1;
    if (beyond > radiusMargin) return;
    const lists = beyond > -radiusMargin ? borderline : sure;
    lists[i].push(j);
    lists[j].push(i);
  });
  let wrong = 0;
  for (let i = 0; i < count; i++) {
    const listed = row(i);
    const distinct = new Set(listed);
    const kept =
      sure[i].filter((j) => distinct.has(j)).length + borderline[i].filter((j) => distinct.has(j)).length;
    wrong += listed.length - kept + sure[i].filter((j) => !distinct.has(j)).length;
  }
  return wrong;
}

import { forEachIndex } from "./indexSharing.ts";
import type { Fragment } from "./pass.ts";
import { isRebuilding } from "./status.ts";

// The passes of the counting sort (cellGrid.ts) in their order, each WGSL over cells or particles.

export const clearCell: readonly Fragment[] = [
  /* wgsl */ `
fn clearCell(index: u32) {
  cellStart[index] = 0u;
}`,
  forEachIndex("clearCell", "arrayLength(&cellStart)", isRebuilding),
];

export const countParticle: readonly Fragment[] = [
  /* wgsl */ `
fn countParticle(index: u32) {
  let own = position[index];
  let word = builtWord(index);
  let built = vec4u(builtPlace(own.xyz, word), word);
  let cell = cellOf(vec4u(built.xyz, own.w));
  arrival[index] = vec2u(cell, atomicAdd(&cellStart[cell], 1u));
  noteMotion(index, built);
}`,
  forEachIndex("countParticle", "geometry.particleCount", isRebuilding),
];

export const placeMember: readonly Fragment[] = [
  /* wgsl */ `
fn placeMember(index: u32) {
  let own = arrival[index];
  members[cellStart[own.x] + own.y] = index;
}`,
  forEachIndex("placeMember", "geometry.particleCount", isRebuilding),
];

// Atomics let the members of a cell arrive in any order; ranking them by id makes the order definite.
export const findDestination: readonly Fragment[] = [
  /* wgsl */ `
fn findDestination(index: u32) {
  let cell = arrival[index].x;
  let first = cellStart[cell];
  let end = cellStart[cell + 1u];
  let id = u32(tag[index].w);
  var rank = 0u;
  for (var k = first; k < end; k++) { rank += u32(u32(tag[members[k]].w) < id); }
  destination[index] = first + rank;
  noteBuilt(index, first + rank);
}`,
  forEachIndex("findDestination", "geometry.particleCount", isRebuilding),
];

export const scatterRecords: readonly Fragment[] = [
  /* wgsl */ `
fn scatterRecords(index: u32) {
  let row = destination[index];
  scratchA[row] = position[index];
  scratchB[row] = velocity[index];
  scratchC[row] = tag[index];
}`,
  forEachIndex("scatterRecords", "geometry.particleCount", isRebuilding),
];

export const takeOverRecords: readonly Fragment[] = [
  /* wgsl */ `
fn takeOverRecords(index: u32) {
  position[index] = scratchA[index];
  noteBuilt(index, index);
  velocity[index] = scratchB[index];
  tag[index] = scratchC[index];
}`,
  forEachIndex("takeOverRecords", "geometry.particleCount", isRebuilding),
];

export const scatterExtra: readonly Fragment[] = [
  /* wgsl */ `
fn scatterExtra(index: u32) {
  scratchB[destination[index]] = extra[index];
}`,
  forEachIndex("scatterExtra", "geometry.particleCount", isRebuilding),
];

export const takeOverExtra: readonly Fragment[] = [
  /* wgsl */ `
fn takeOverExtra(index: u32) {
  extra[index] = scratchB[index];
}`,
  forEachIndex("takeOverExtra", "geometry.particleCount", isRebuilding),
];

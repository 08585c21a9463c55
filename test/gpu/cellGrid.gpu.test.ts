import { describe, expect, test } from "vitest";
import type { Box } from "../../src/core/box.ts";
import type { Particles } from "../../src/core/particles.ts";
import { packParticles, type ParticleRecords } from "../../src/gpu/particleState.ts";
import type { SortLayers } from "../../src/gpu/sortLayers.ts";
import { firstDifference } from "../support/arrays.ts";
import { useDevice } from "../support/device.ts";
import { makeBox, makeFlatBox, makeModel, particlesAt, randomParticles } from "../support/models.ts";
import { Neighbourhood, type SortedParticles } from "../support/neighbourhood.ts";

const device = useDevice();

const anywhere = (box: Box, count: number, seed = 7) =>
  randomParticles(makeModel(box), count, { minimumDistance: 0, seed });

/** The cell of a sorted particle, from its fixed-point position and what the grid documents. */
function cellOf({ records, cells }: SortedParticles, index: number): number {
  const { counts, lower, upper, shift, factor } = cells;
  const [x, y, z] = counts.map((_, axis) => {
    const inside =
      Math.min(Math.max(records.position[4 * index + axis], lower[axis]), upper[axis]) - lower[axis];
    return Math.floor((Math.floor(inside / 2 ** shift[axis]) * factor[axis]) / 65536);
  });
  const row = z * counts[1] + (z % 2 === 1 ? counts[1] - 1 - y : y);
  return row * counts[0] + (row % 2 === 1 ? counts[0] - 1 - x : x);
}

/** The 12 words of each particle's three records, by id. */
function recordsById({ position, velocity, tag }: ParticleRecords): Map<number, string> {
  const words = [position, velocity, tag].map((array) => new Uint32Array(array.buffer));
  return new Map(
    Array.from({ length: position.length / 4 }, (_, i) => [
      tag[4 * i + 3],
      words.map((array) => array.subarray(4 * i, 4 * i + 4).join()).join(";"),
    ]),
  );
}

async function sorted(
  box: Box,
  particles: Particles,
  cellWidth?: number,
  context = device(),
): Promise<SortedParticles> {
  const neighbourhood = await Neighbourhood.create(context, box, particles, { cellWidth, capacity: 4 });
  const result = await neighbourhood.sort();
  neighbourhood.destroy();
  return result;
}

const box3 = makeBox([9, 11, 7.5]);
const mixed = makeBox([9, 8, 10], ["periodic", "reflecting", "open"]);
const tight = makeBox(300);

/** Thousands of particles within a thousandth of one cell. */
function clump(): Particles {
  const position = Float64Array.from(
    { length: 3 * 4000 },
    (_, k) => tight.lower[k % 3] + 150 + Math.sin(k) / 1000,
  );
  return particlesAt(position, makeModel(tight));
}

describe.each<[string, Box, Particles, number?]>([
  ["a periodic box", box3, anywhere(box3, 3000)],
  ["a flat box", makeFlatBox(20, 14), anywhere(makeFlatBox(20, 14), 2000)],
  ["mixed boundaries", mixed, anywhere(mixed, 2500)],
  ["one cell in all", makeBox(2), anywhere(makeBox(2), 1500)],
  ["everything in one of many cells", tight, clump(), 10],
  ["a dilute gas", makeBox(5000), anywhere(makeBox(5000), 300)],
  ["a single particle", box3, anywhere(box3, 1)],
  ["a long thin box", makeBox([4000, 1, 1.5]), anywhere(makeBox([4000, 1, 1.5]), 3000)],
])("sorting %s", (_, box, particles, cellWidth) => {
  test("is the same in one dispatch and in several", async () => {
    const several = { ...device(), workers: 32 };
    const a = await sorted(box, particles, cellWidth);
    const b = await sorted(box, particles, cellWidth, several);
    expect(firstDifference(b.records.tag, a.records.tag)).toBe(-1);
    expect(firstDifference(b.records.position, a.records.position)).toBe(-1);
    expect(firstDifference(b.builtPosition, a.builtPosition)).toBe(-1);
    expect(firstDifference(b.cellStart, a.cellStart)).toBe(-1);
  });

  test("puts cells in order and ids in order within each cell", async () => {
    const result = await sorted(box, particles, cellWidth);
    const { tag } = result.records;
    for (let i = 1; i < particles.count; i++) {
      const before = cellOf(result, i - 1);
      const own = cellOf(result, i);
      expect(before < own || (before === own && tag[4 * i - 1] < tag[4 * i + 3])).toBe(true);
    }
  });

  test("loses no particle, and its records stay together", async () => {
    const { records } = await sorted(box, particles, cellWidth);
    expect(recordsById(records)).toEqual(recordsById(packParticles(particles, box)));
  });

  test("leaves the first particle of every cell, and the positions it sorted by", async () => {
    const result = await sorted(box, particles, cellWidth);
    const { cellStart, cells } = result;
    const members = new Uint32Array(cells.counts.reduce((product, count) => product * count, 1));
    for (let i = 0; i < particles.count; i++) members[cellOf(result, i)]++;
    let sum = 0;
    const starts = [...members].map((count) => (sum += count) - count);
    expect(firstDifference(cellStart, [...starts, particles.count])).toBe(-1);
    expect(firstDifference(result.builtPosition, result.records.position)).toBe(-1);
  });

  test("gives the same order every time, from whatever order", async () => {
    const first = await sorted(box, particles, cellWidth);
    const again = await sorted(box, particles, cellWidth);
    expect(firstDifference(again.records.tag, first.records.tag)).toBe(-1);
    const reversed = await sorted(box, reverse(particles), cellWidth);
    expect(firstDifference(reversed.records.position, first.records.position)).toBe(-1);
    expect(firstDifference(reversed.records.tag, first.records.tag)).toBe(-1);
  });
});

function reverse(particles: Particles): Particles {
  const rows = <T extends Float64Array | Int32Array>(values: T): T =>
    values.map((_, k) => values[3 * (particles.count - 1 - Math.floor(k / 3)) + (k % 3)]) as T;
  return {
    count: particles.count,
    position: rows(particles.position),
    velocity: rows(particles.velocity),
    image: rows(particles.image),
    type: particles.type.slice().reverse(),
    id: particles.id.slice().reverse(),
  };
}

test("nothing is sorted unless the list is being rebuilt", async () => {
  const particles = anywhere(box3, 500);
  const neighbourhood = await Neighbourhood.create(device(), box3, particles);
  const { records } = await neighbourhood.sort({ rebuilding: 0 });
  expect(firstDifference(records.tag, packParticles(particles, box3).tag)).toBe(-1);
  neighbourhood.destroy();
});

test("sorting again on the same grid forgets what was there before", async () => {
  const first = anywhere(box3, 2000, 1);
  const second = anywhere(box3, 2000, 2);
  const neighbourhood = await Neighbourhood.create(device(), box3, first);
  await neighbourhood.sort();
  neighbourhood.upload(packParticles(second, box3));
  const after = await neighbourhood.sort();
  const fresh = await sorted(box3, second);
  expect(firstDifference(after.cellStart, fresh.cellStart)).toBe(-1);
  expect(firstDifference(after.records.tag, fresh.records.tag)).toBe(-1);
  neighbourhood.destroy();
});

const walls: SortLayers = {
  count: 2,
  code: "fn layerOf(kind: u32) -> u32 { return kind; }\nfn layersSeenBy(layer: u32) -> u32 { return 2u - layer; }",
};

test.each([
  ["one dispatch", 2],
  ["several", 32],
])(
  "where the last layer stays, sorting the others alone in %s leaves what sorting all does",
  async (_, workers) => {
    const context = { ...device(), workers };
    const movers = 1200;
    const withWalls = (seed: number): Particles => {
      const all = anywhere(box3, 3000, seed);
      return { ...all, type: all.type.map((_, i) => Number(i >= movers)) };
    };
    const [before, other] = [withWalls(1), withWalls(2)];
    const options = { layers: walls, movers, capacity: 4 };
    const neighbourhood = await Neighbourhood.create(context, box3, before, options);
    const { records } = await neighbourhood.sort();
    const elsewhere = packParticles(other, box3);
    const moved = { ...records, position: records.position.slice() };
    moved.position.set(elsewhere.position.subarray(0, 4 * movers));
    neighbourhood.upload(moved);
    const after = await neighbourhood.sort({ movers: true });
    neighbourhood.destroy();

    const fresh = await Neighbourhood.create(context, box3, before, options);
    fresh.upload(moved);
    const whole = await fresh.sort();
    fresh.destroy();
    expect(firstDifference(after.records.tag, records.tag)).toBeLessThan(4 * movers);
    expect(firstDifference(after.records.tag, records.tag)).toBeGreaterThanOrEqual(0);
    for (const name of ["position", "velocity", "tag"] as const) {
      expect(firstDifference(after.records[name], whole.records[name])).toBe(-1);
    }
    expect(firstDifference(after.builtPosition, whole.builtPosition)).toBe(-1);
    expect(firstDifference(after.cellStart, whole.cellStart)).toBe(-1);
  },
);

test("a dilute gas has no more than about four cells a particle", async () => {
  const { cells } = await sorted(makeBox(5000), anywhere(makeBox(5000), 300));
  expect(cells.counts.reduce((product, count) => product * count, 1)).toBeLessThanOrEqual(4 * 300);
});

import { describe, expect, test } from "vitest";
import { clusterRows, particleRows, type RowLayout } from "../../src/gpu/rowLayout.ts";
import { GpuEngine } from "../../src/run/gpuEngine.ts";
import { type ListRule, verifyList, verifyReach } from "../../src/run/verification/verifyList.ts";
import { readWords, useDevice, withLimits } from "../support/device.ts";
import { makeBox, makeModel, randomParticles } from "../support/models.ts";

const device = useDevice();

const model = makeModel(makeBox(9));
/** The last row has fewer than eight particles of its own. */
const count = 501;
const particles = randomParticles(model, count);
const rule: ListRule = { box: model.box, listRadius: model.pairs.cutoffRadius + model.skin };

type System = GpuEngine["solver"];

/** What verification counts in the list of a liquid, before and after it has been tampered with. */
async function counts(
  rowLayout: RowLayout,
  tamper: (system: System, rowLength: Uint32Array) => Promise<void> | void = () => undefined,
  { limited = false, interacts }: { limited?: boolean; interacts?: ListRule["interacts"] } = {},
) {
  // In chunks of 128.
  const small = { maxStorageBufferBindingSize: 128 * 4 * (rowLayout === clusterRows ? 40 : 140) };
  const context = limited ? withLimits(device(), small) : device();
  const engine = await GpuEngine.create({ ...context, rowLayout }, model, particles);
  const { solver } = engine;
  if (limited) expect(solver.list.chunks.length).toBeGreaterThan(1);
  const rowLength = await readWords(context, solver.list.rowLength);
  await tamper(solver, rowLength);
  const found = await verifyList(context, { ...rule, interacts }, solver);
  const reach = await verifyReach(context, { ...rule, listRadius: model.pairs.cutoffRadius }, solver);
  engine.destroy();
  const of = (pass: string) => found.find((row) => row.pass === pass)?.worstError;
  return { list: of("buildNeighbourList"), sort: of("sort by cell"), reach: reach.worstError };
}

const write = (buffer: GPUBuffer, word: number, value: number) =>
  device().device.queue.writeBuffer(buffer, 4 * word, Uint32Array.of(value));

/** Puts another particle in the place of a neighbour of those who share a row; slots below zero count from its end. */
async function put({ list }: System, row: number, slot: number, value: number, chunk = 0): Promise<void> {
  const local = row * list.layout.sharers;
  const lengths = await readWords(device(), list.rowLength);
  const slots = list.layout.slotsOf(list.capacity, local, list.chunks[chunk].first + local, lengths);
  write(list.chunks[chunk].list, slots.at(slot) as number, value);
}

/** Of a row's end: those of one cluster alone stand there, and what fills up a last word. */
const nearEnd = -5;

/** The words that say how long a row is. */
const lengthsOf = ({ sharers }: RowLayout, row: number) =>
  sharers === 1 ? [row] : [3 * Math.floor(row / 2), 3 * Math.floor(row / 2) + 1 + (row % 2)];

const entries = async (system: System, row: number) => {
  const { list } = system;
  const parts = await Promise.all(list.chunks.map((chunk) => readWords(device(), chunk.list)));
  return list.rowOf(row * list.layout.sharers, await readWords(device(), list.rowLength), parts);
};

/** A particle that is in no place of a row. */
async function stranger(system: System, row: number): Promise<number> {
  const listed = new Set(await entries(system, row));
  const { sharers } = system.list.layout;
  const found = Array.from({ length: count }, (_, j) => j).find(
    (j) => !listed.has(j) && Math.floor(j / sharers) !== row,
  );
  if (found === undefined) throw new Error("the row has all particles");
  return found;
}

describe.each([
  ["of clusters", clusterRows],
  ["of single particles", particleRows],
])("in rows %s verification", (_, layout) => {
  test("finds nothing wrong in a list that is right, in one chunk or more", async () => {
    const nothing = { list: 0, sort: 0, reach: 0 };
    expect(await counts(layout)).toEqual(nothing);
    expect(await counts(layout, () => undefined, { limited: true })).toEqual(nothing);
  });

  test("finds a neighbour replaced by a far particle", async () => {
    const { list } = await counts(layout, async (system) => {
      await put(system, 7, nearEnd, await stranger(system, 7));
    });
    // One too many, and one missing of at least one particle of the row.
    expect(list).toBeGreaterThanOrEqual(2);
    expect(list).toBeLessThanOrEqual(1 + layout.sharers);
  });

  test("finds a neighbour listed twice", async () => {
    const { list } = await counts(layout, async (system) => {
      const row = await entries(system, 7);
      await put(system, 7, 1, row[0]);
    });
    expect(list).toBeGreaterThanOrEqual(2);
  });

  test("finds an entry that is no particle", async () => {
    expect((await counts(layout, (system) => put(system, 3, 0, 100_000))).list).toBeGreaterThanOrEqual(2);
  });

  test("finds rows cut short, the first and the last", async () => {
    for (const row of [0, Math.ceil(count / layout.sharers) - 1]) {
      const word = lengthsOf(layout, row).at(-1) as number;
      // Eight neighbours: rows of single particles count in fours.
      const { list } = await counts(layout, ({ list: { rowLength } }, lengths) =>
        write(rowLength, word, lengths[word] - (layout.sharers === 1 ? 2 : 8)),
      );
      expect(list).toBeGreaterThan(0);
    }
  });

  test("finds an empty row, also within the cutoff", async () => {
    const { list, reach } = await counts(layout, ({ list: { rowLength } }) =>
      lengthsOf(layout, 11).forEach((word) => write(rowLength, word, 0)),
    );
    expect(list).toBeGreaterThan(30 * layout.sharers);
    expect(reach).toBeGreaterThan(20 * layout.sharers);
    expect(reach).toBeLessThan(Number(list));
  });

  test("finds what is wrong in a later chunk", async () => {
    const { list } = await counts(layout, (system) => put(system, 0, 0, 100_000, 1), { limited: true });
    expect(list).toBeGreaterThanOrEqual(2);
  });

  test("finds particles of a pair that is not to be listed", async () => {
    const { list } = await counts(layout, () => undefined, { interacts: () => false });
    expect(list).toBeGreaterThan(count);
  });

  test("finds particles out of order", async () => {
    const { sort } = await counts(layout, async ({ buffers }) => {
      const tags = new Int32Array((await readWords(device(), buffers.tag)).buffer);
      write(buffers.tag, 4 * 100 + 3, tags[4 * 101 + 3]);
    });
    expect(sort).toBeGreaterThan(0);
  });
});

import { describe, expect, test } from "vitest";
import { clusterRows } from "../../src/gpu/rowLayout.ts";
import type { SortLayers } from "../../src/gpu/sortLayers.ts";
import { haltCodes } from "../../src/gpu/status.ts";
import { buildClusters, clusterErrors, type ClusterOptions, clusterSize } from "../support/clusterRows.ts";
import { useDevice, withLimits } from "../support/device.ts";
import { makeBox, makeModel, randomParticles } from "../support/models.ts";
import { Neighbourhood } from "../support/neighbourhood.ts";

const device = useDevice();
const radius = 1.3;

const box = makeBox(7);
const anywhere = (count: number, types = 1) => {
  const particles = randomParticles(makeModel(box), count, { minimumDistance: 0 });
  particles.type.forEach((_, i) => (particles.type[i] = (i * 31) % types));
  return particles;
};
const build = (particles: ReturnType<typeof anywhere>, options?: ClusterOptions) =>
  buildClusters(device(), box, particles, radius, options);

describe("chunks of the list", () => {
  test.each([1, 31, 32, 33, 64, 65, 500, 1001])(
    "of 32 particles have the rows of an undivided list of %i",
    async (count) => {
      const capacity = 256;
      const maxStorageBufferBindingSize = (32 / 8) * 4 * Math.ceil(clusterCapacity(capacity, count) / 4) * 4;
      const limited = withLimits(device(), { maxStorageBufferBindingSize });
      const chunked = await build(anywhere(count), { listContext: limited, capacity });
      const whole = await build(anywhere(count), { capacity });
      expect(chunked.chunkCount).toBe(Math.ceil(count / 32));
      expect(whole.chunkCount).toBe(1);
      expect(chunked.rows).toEqual(whole.rows);
      expect(clusterErrors(box, chunked, radius)).toEqual([]);
    },
  );

  test.each([96, 160, 992])("of %i particles and a remainder cover every particle once", async (rows) => {
    const capacity = clusterCapacity(100, 1301);
    const limited = withLimits(device(), { maxStorageBufferBindingSize: (rows / 8) * 4 * capacity });
    const chunked = await build(anywhere(1301), { listContext: limited, capacity: 100 });
    expect(chunked.chunkCount).toBeGreaterThan(1);
    expect(clusterErrors(box, chunked, radius)).toEqual([]);
  });
});

/** What the list makes of a capacity for single particles. */
function clusterCapacity(ofParticle: number, count: number): number {
  const neighbours = Math.max(ofParticle, Math.min(clusterRows.rowNeighbours(ofParticle, 3), count));
  return Math.ceil(neighbours / 4) * 4;
}

describe("layers that do not see all others", () => {
  const layers = (count: number, layerOf: string, seen: string): SortLayers => ({
    count,
    code: `fn layerOf(kind: u32) -> u32 { return ${layerOf}; }
fn layersSeenBy(layer: u32) -> u32 { return ${seen}; }`,
  });
  // As of a fluid with walls, of particles that wait beside both, and of nothing but such.
  const walls = [
    layers(2, "min(kind, 1u)", "2u - layer"),
    (a: number, b: number) => Math.min(a, b) < 1,
  ] as const;
  const waiting = [
    layers(3, "kind", "2u - layer"),
    (a: number, b: number) => Math.min(a, b) < 1 && Math.max(a, b) !== 2,
  ] as const;
  const nobody = [layers(3, "kind", "0u"), () => false] as const;

  test.each([
    ["walls among themselves", walls],
    ["those who wait, and walls among themselves", waiting],
    ["anybody", nobody],
  ] as const)("%s are left out for each particle of a cluster by itself", async (_, [chosen, interacts]) => {
    const particles = anywhere(700, 3);
    const built = await build(particles, { layers: chosen });
    expect(clusterErrors(box, built, radius, interacts)).toEqual([]);
    expect(clusterErrors(box, built, radius)).not.toEqual([]);
  });
});

describe("a row longer than the capacity", () => {
  test("halts the run and tells the length of the longest, which is then enough", async () => {
    const particles = anywhere(800);
    const complete = await build(particles);
    const longest = Math.max(...complete.rows.map((row) => row.length));
    // Rows of clusters get more than is asked for: 4 neighbours each make about 30.
    const short = await build(particles, { capacity: 1 });
    expect(short.capacity).toBeLessThan(longest);
    expect(short.status).toMatchObject({ halt: haltCodes.listOverflow, listCapacityNeeded: longest });
  });

  test("is left empty, with that of the cluster beside it, and leaves the others' rows alone", async () => {
    const particles = anywhere(800);
    const complete = await build(particles);
    const usual = complete.rows.map((row) => row.length).sort((a, b) => a - b)[400];
    const options = { listRadius: radius, layout: clusterRows, capacity: 3 };
    const neighbourhood = await Neighbourhood.create(device(), box, particles, options);
    await neighbourhood.sort();
    neighbourhood.allocate(usual);
    const { rows, capacity } = await neighbourhood.buildList();
    neighbourhood.destroy();
    const fits = (k: number) => {
      const first = 2 * clusterSize * Math.floor(k / (2 * clusterSize));
      return [first, first + clusterSize].every((of) => complete.rows[of].length <= capacity);
    };
    expect(rows).toEqual(complete.rows.map((row, k) => (fits(k) ? row : new Uint32Array())));
    expect(rows.filter((row) => row.length > 0).length).toBeGreaterThan(0);
  });

  test("is told in a dense clump, and room for so many is then enough", async () => {
    const crowd = randomParticles(makeModel(makeBox(2)), 333, { minimumDistance: 0 });
    const complete = await build(crowd);
    const options = { listRadius: radius, layout: clusterRows, capacity: 3 };
    const neighbourhood = await Neighbourhood.create(device(), box, crowd, options);
    await neighbourhood.sort();
    const { listCapacityNeeded } = (await neighbourhood.buildList()).status;
    expect(listCapacityNeeded).toBe(Math.max(...complete.rows.map((row) => row.length)));
    neighbourhood.allocate(listCapacityNeeded - 4);
    expect((await neighbourhood.buildList()).status.halt).toBe(haltCodes.listOverflow);
    neighbourhood.allocate(listCapacityNeeded);
    const { status, rows } = await neighbourhood.buildList();
    neighbourhood.destroy();
    expect(status).toMatchObject({ halt: haltCodes.running, listCapacityNeeded: 0 });
    expect(rows).toEqual(complete.rows);
  });
});

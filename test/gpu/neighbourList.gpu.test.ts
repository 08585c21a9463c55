import { describe, expect, test } from "vitest";
import type { Box } from "../../src/core/box.ts";
import type { Particles } from "../../src/core/particles.ts";
import { lattices, latticeSites } from "../../src/core/setup/lattices.ts";
import type { GpuContext } from "../../src/gpu/context.ts";
import type { Region } from "../../src/gpu/cellLayout.ts";
import { expectedCapacity, type ListRules } from "../../src/gpu/neighbourList.ts";
import { idOrder, unpackParticles } from "../../src/gpu/particleState.ts";
import { haltCodes } from "../../src/gpu/status.ts";
import { useDevice, withLimits } from "../support/device.ts";
import {
  makeBox,
  makeFlatBox,
  makeModel,
  particlesAt,
  randomBox,
  randomParticles,
} from "../support/models.ts";
import { type BuiltList, Neighbourhood } from "../support/neighbourhood.ts";
import { forEachPair } from "../support/pairSums.ts";
import { regions } from "../support/regions.ts";

const device = useDevice();

const anywhere = (box: Box, count: number, seed = 7) =>
  randomParticles(makeModel(box), count, { minimumDistance: 0, seed });

interface Built extends BuiltList {
  /** In the order of the rows, at the fixed-point positions of the device. */
  readonly particles: Particles;
}

async function build(
  box: Box,
  particles: Particles,
  listRadius: number,
  options: {
    readonly listContext?: GpuContext;
    readonly capacity?: number;
    readonly region?: Region;
  } & ListRules = {},
): Promise<Built> {
  const neighbourhood = await Neighbourhood.create(device(), box, particles, { listRadius, ...options });
  const { records } = await neighbourhood.sort();
  const list = await neighbourhood.buildList();
  neighbourhood.destroy();
  const asSorted = Uint32Array.from({ length: particles.count }, (_, i) => i);
  return { ...list, particles: unpackParticles(records, asSorted, box) };
}

/** What rows and brute force disagree about, pairs at the radius to float32 rounding left aside. */
function disagreements(box: Box, { particles, rows }: Built, listRadius: number): string[] {
  const found: string[] = [];
  const sets = rows.map((row) => new Set(row));
  rows.forEach((row, i) => {
    if (sets[i].size !== row.length) found.push(`row ${i} names a neighbour twice`);
  });
  let pairs = 0;
  forEachPair(box, particles, (i, j, _, distance) => {
    const listed = [sets[i].has(j), sets[j].has(i)];
    pairs += listed.filter(Boolean).length;
    if (Math.abs(distance / listRadius - 1) < 1e-6) return;
    const isNear = distance < listRadius;
    if (listed[0] !== isNear || listed[1] !== isNear)
      found.push(`pair ${i}, ${j} at ${distance} is listed ${listed.join(" and ")}`);
  });
  const entries = rows.reduce((sum, row) => sum + row.length, 0);
  if (entries !== pairs) found.push(`${entries - pairs} entries are no particles`);
  return found;
}

const cluster = (box: Box, count: number, radius: number): Particles => {
  const centre = box.lower.map((lower, axis) => lower + 0.98 * box.lengths[axis]);
  const particles = anywhere(makeBox(2 * radius), count);
  const corner = makeBox(1).lower;
  // Wraps around the far corner of a periodic box.
  const position = particles.position.map((coordinate, k) => {
    const axis = k % 3;
    const moved = centre[axis] + coordinate - corner[axis] - radius;
    const upper = box.lower[axis] + box.lengths[axis];
    return moved < upper ? moved : moved - box.lengths[axis];
  });
  return particlesAt(position, makeModel(box));
};

const edges = [2, 2.001, 2.2, 2.5, 2.999, 3, 3.3, 4, 5, 6.7, 10];

describe("the list is every pair within the radius, as brute force finds it", () => {
  const radius = 1.3;

  test.each(edges)("in a periodic box of %f radii", async (edge) => {
    const box = makeBox(edge * radius);
    expect(disagreements(box, await build(box, anywhere(box, 400), radius), radius)).toEqual([]);
  });

  test.each(edges)("in a flat periodic box of %f radii", async (edge) => {
    const box = makeFlatBox(edge * radius, 2.3 * radius);
    expect(disagreements(box, await build(box, anywhere(box, 300), radius), radius)).toEqual([]);
  });

  test.each([0.5, 1, 1.7, 2, 3, 5, 8])("in a reflecting box of %f radii", async (edge) => {
    const box = makeBox(edge * radius, "reflecting");
    expect(disagreements(box, await build(box, anywhere(box, 400), radius), radius)).toEqual([]);
  });

  test.each([0.5, 1, 2, 3, 5, 8])("in an open box of %f radii", async (edge) => {
    const box = makeBox(edge * radius, "open");
    expect(disagreements(box, await build(box, anywhere(box, 400), radius), radius)).toEqual([]);
  });

  test("in an open box with particles beyond its sides", async () => {
    const box = makeBox(5 * radius, "open");
    const wide = anywhere({ ...box, lower: [-4, -2.5, -1], lengths: [12, 12, 12] }, 600);
    expect(disagreements(box, await build(box, wide, radius), radius)).toEqual([]);
  });

  test.each(regions)("where cells are laid out for a region alone: %s", async (_, region) => {
    const box = makeBox(5 * radius, "open");
    const wide = anywhere({ ...box, lower: [-4, -2.5, -1], lengths: [12, 12, 12] }, 600);
    expect(disagreements(box, await build(box, wide, radius, { region }), radius)).toEqual([]);
  });

  test.each<[string, Box]>([
    ["periodic, reflecting, open", makeBox([4, 6, 5], ["periodic", "reflecting", "open"])],
    ["open, periodic, periodic", makeBox([3, 2.6, 9], ["open", "periodic", "periodic"])],
    ["reflecting, open, periodic", makeBox([9, 3, 4], ["reflecting", "open", "periodic"])],
    ["thin slab", makeBox([2.6, 60, 2.7])],
    ["flat, reflecting", makeFlatBox(7, 9, "reflecting")],
    ["flat, open", makeFlatBox(7, 9, "open")],
  ])("with other sides: %s", async (_, box) => {
    expect(disagreements(box, await build(box, anywhere(box, 500), radius), radius)).toEqual([]);
  });

  test.each(Array.from({ length: 20 }, (_, n) => n))(
    "in a box of random edges and sides, number %i",
    async (n) => {
      const box = randomBox(n, radius);
      expect(disagreements(box, await build(box, anywhere(box, 250, n), radius), radius)).toEqual([]);
    },
  );

  test.each([0.65, 1.3, 2.6])(
    "of a crystal of constant %f, on the sides of cells and box",
    async (constant) => {
      const box = makeBox(7 * constant, ["periodic", "reflecting", "periodic"]);
      const sites = latticeSites(lattices.sc, constant, [7, 7, 7], box.lower);
      // The upper reflecting side is a place of its own.
      const walls = sites.filter((_, k) => sites[k - (k % 3) + 1] === box.lower[1]);
      const upper = walls.map((coordinate, k) => (k % 3 === 1 ? box.lower[1] + box.lengths[1] : coordinate));
      const particles = particlesAt(Float64Array.from([...sites, ...upper]), makeModel(box));
      expect(disagreements(box, await build(box, particles, 1.31), 1.31)).toEqual([]);
    },
  );

  test("in a cluster across the corner of a large box", async () => {
    const box = makeBox(200);
    const built = await build(box, cluster(box, 700, 2), radius);
    expect(disagreements(box, built, radius)).toEqual([]);
    expect(Math.max(...built.rows.map((row) => row.length))).toBeGreaterThan(60);
  });

  test("in a dilute gas with a few close pairs", async () => {
    const box = makeBox(400);
    const lone = anywhere(box, 150);
    const twins = lone.position.map((coordinate, k) => coordinate + (k % 3 === 1 ? 0.7 : 0));
    const particles = particlesAt(Float64Array.from([...lone.position, ...twins]), makeModel(box));
    const built = await build(box, particles, radius);
    expect(disagreements(box, built, radius)).toEqual([]);
    expect(built.rows.filter((row) => row.length > 0).length).toBeGreaterThanOrEqual(300);
  });

  test("for a radius that spans many cells or none, in boxes a thousand radii long", async () => {
    const box = makeBox([1300, 3, 3]);
    expect(disagreements(box, await build(box, anywhere(box, 2000), radius), radius)).toEqual([]);
  });

  test("in a box so long that a cell's sides are known to half a radius only", async () => {
    const box = makeBox([40_000, 3, 3]);
    const first = anywhere(box, 600);
    const twins = first.position.map((coordinate, k) => coordinate + (k % 3 === 0 ? 0.99 * radius : 0));
    const particles = particlesAt(Float64Array.from([...first.position, ...twins]), makeModel(box));
    expect(disagreements(box, await build(box, particles, radius), radius)).toEqual([]);
  });

  test("for two particles, across a periodic side, and for one", async () => {
    const box = makeBox(10);
    const position = Float64Array.from([-1.2, 1, 3, 8.7, 1, 3]);
    const pair = await build(box, particlesAt(position, makeModel(box)), radius);
    expect(pair.rows.map((row) => [...row])).toEqual([[1], [0]]);
    const alone = await build(box, anywhere(box, 1), radius);
    expect(alone.rows.map((row) => [...row])).toEqual([[]]);
    expect(alone.status.halt).toBe(haltCodes.running);
  });

  test("for particles at the very same place", async () => {
    const box = makeBox(10);
    const position = new Float64Array(3 * 40).fill(2.5);
    const built = await build(box, particlesAt(position, makeModel(box)), radius);
    expect(built.rows.every((row) => row.length === 39)).toBe(true);
  });
});

test("the comparison with brute force finds a pair that is missing, doubled or too many", async () => {
  const box = makeBox(5);
  const built = await build(box, anywhere(box, 100), 1.3);
  const spoilt = (change: (row: number[]) => number[]) => {
    const row = built.rows.findIndex((neighbours) => neighbours.length > 1);
    const rows = built.rows.map((own, i) => (i === row ? Uint32Array.from(change([...own])) : own));
    return disagreements(box, { ...built, rows }, 1.3);
  };
  expect(spoilt((row) => row)).toEqual([]);
  expect(spoilt((row) => row.slice(1))).toHaveLength(1);
  expect(spoilt((row) => [...row, row[0]]).join()).toMatch(/twice/);
  expect(spoilt((row) => [...row, 1_000_000]).join()).toMatch(/no particles/);
  expect(disagreements(box, built, 1.4).length).toBeGreaterThan(0);
});

test("a row longer than the capacity halts the run and tells the length of the longest", async () => {
  const box = makeBox(6);
  const particles = anywhere(box, 800);
  const complete = await build(box, particles, 1.5);
  const longest = Math.max(...complete.rows.map((row) => row.length));
  const short = await build(box, particles, 1.5, { capacity: longest - 4 });
  expect(short.status).toMatchObject({ halt: haltCodes.listOverflow, listCapacityNeeded: longest });
  const enough = await build(box, particles, 1.5, { capacity: longest });
  expect(enough.status).toMatchObject({ halt: haltCodes.running, listCapacityNeeded: 0 });
  expect(disagreements(box, enough, 1.5)).toEqual([]);
});

test.each([1, 31, 32, 33, 64, 65, 500, 1001])(
  "a list of %i rows in chunks of 32 has the rows of an undivided one",
  async (count) => {
    const box = makeBox(7);
    const particles = anywhere(box, count);
    const capacity = 120;
    const limited = withLimits(device(), { maxStorageBufferBindingSize: 32 * capacity * 4 });
    const chunked = await build(box, particles, 1.5, { listContext: limited, capacity });
    const whole = await build(box, particles, 1.5, { capacity });
    expect(chunked.chunkCount).toBe(Math.ceil(count / 32));
    expect(whole.chunkCount).toBe(1);
    expect(chunked.rows).toEqual(whole.rows);
  },
);

test.each([96, 160, 1000])("chunks of %i rows and a remainder cover every particle once", async (rows) => {
  const box = makeBox(7);
  const particles = anywhere(box, 1300);
  const limited = withLimits(device(), { maxStorageBufferBindingSize: rows * 100 * 4 });
  const chunked = await build(box, particles, 1.3, { listContext: limited, capacity: 100 });
  expect(chunked.chunkCount).toBeGreaterThan(1);
  expect(disagreements(box, chunked, 1.3)).toEqual([]);
});

test("a list too long for any binding is refused", async () => {
  const limited = withLimits(device(), { maxStorageBufferBindingSize: 32 * 100 * 4 - 1 });
  const box = makeBox(7);
  await expect(build(box, anywhere(box, 50), 1.3, { listContext: limited, capacity: 100 })).rejects.toThrow(
    /100 .*more than this adapter can bind/,
  );
});

test("the capacity expected of a homogeneous system holds for a random one", async () => {
  const box = makeBox(12);
  const capacity = expectedCapacity(3000 / 12 ** 3, 1.8, 3, 3000);
  const { status, rows } = await build(box, anywhere(box, 3000), 1.8, { capacity });
  const mean = rows.reduce((sum, row) => sum + row.length, 0) / rows.length;
  expect(mean / ((3000 / 12 ** 3) * (4 / 3) * Math.PI * 1.8 ** 3)).toBeCloseTo(1, 1);
  expect(capacity).toBeLessThan(3 * mean);
  expect(status.halt).toBe(haltCodes.running);
});

test("rows keep one order however the particles were given", async () => {
  const box = makeBox(6);
  const particles = anywhere(box, 600);
  const first = await build(box, particles, 1.5);
  const order = idOrder(Int32Array.from({ length: 2400 }, (_, k) => particles.id[k >> 2]));
  const rows = <T extends Float64Array>(values: T): T =>
    values.map((_, k) => values[3 * order[Math.floor(k / 3)] + (k % 3)]) as T;
  const shuffled = {
    ...particles,
    position: rows(particles.position),
    velocity: rows(particles.velocity),
    id: Uint32Array.from(order, (i) => particles.id[i]),
    type: Uint32Array.from(order, (i) => particles.type[i]),
  };
  const second = await build(box, shuffled, 1.5);
  expect(second.rows).toEqual(first.rows);
});

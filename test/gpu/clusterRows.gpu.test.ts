import { describe, expect, test } from "vitest";
import type { Box } from "../../src/core/box.ts";
import type { Particles } from "../../src/core/particles.ts";
import { haltCodes } from "../../src/gpu/status.ts";
import { clusterRows } from "../../src/gpu/rowLayout.ts";
import {
  buildClusters,
  type BuiltClusters,
  clusterErrors,
  type ClusterOptions,
} from "../support/clusterRows.ts";
import { useDevice } from "../support/device.ts";
import {
  makeBox,
  makeFlatBox,
  makeModel,
  particlesAt,
  randomBox,
  randomParticles,
} from "../support/models.ts";
import { regions } from "../support/regions.ts";

const device = useDevice();

const radius = 1.3;

const anywhere = (box: Box, count: number, seed = 7) =>
  randomParticles(makeModel(box), count, { minimumDistance: 0, seed });

const build = (box: Box, particles: Particles, options?: ClusterOptions): Promise<BuiltClusters> =>
  buildClusters(device(), box, particles, radius, options);

async function expectRows(box: Box, particles: Particles): Promise<BuiltClusters> {
  // Narrow cells, as single particles like them, and those that the layout itself asks for.
  const density = particles.count / box.lengths.reduce((product, edge) => product * edge, 1);
  const cellWidths = clusterRows.cellWidths(radius, density, box.dimensions);
  expect(clusterErrors(box, await build(box, particles), radius)).toEqual([]);
  const built = await build(box, particles, { cellWidths });
  expect(clusterErrors(box, built, radius)).toEqual([]);
  return built;
}

/** Particles of a sphere around a point, wrapped into a periodic box. */
function clump(box: Box, count: number, reach: number, centre: readonly number[]): number[] {
  const { position } = anywhere(makeBox(2 * reach), count);
  const corner = makeBox(1).lower;
  return Array.from(position, (coordinate, k) => {
    const axis = k % 3;
    const along = (centre[axis] + coordinate - corner[axis] - reach - box.lower[axis]) / box.lengths[axis];
    return box.lower[axis] + (along - Math.floor(along)) * box.lengths[axis];
  });
}

const at = (box: Box, coordinates: readonly number[]) =>
  particlesAt(Float64Array.from(coordinates), makeModel(box));

describe("a row is all that is near to one particle of its cluster, as brute force finds it", () => {
  test.each([2, 2.001, 2.2, 2.5, 2.999, 3, 3.3, 4, 5, 6.7, 10])(
    "in a periodic box of %f radii",
    async (edge) => {
      const box = makeBox(edge * radius);
      await expectRows(box, anywhere(box, 405));
    },
  );

  test.each([2, 2.5, 3, 4, 6.7, 12])("in a flat periodic box of %f radii", async (edge) => {
    const box = makeFlatBox(edge * radius, 2.3 * radius);
    await expectRows(box, anywhere(box, 301));
  });

  test.each([0.5, 1, 1.7, 2, 3, 5, 8])("in reflecting and open boxes of %f radii", async (edge) => {
    for (const side of ["reflecting", "open"] as const) {
      const box = makeBox(edge * radius, side);
      await expectRows(box, anywhere(box, 404));
    }
  });

  test.each(regions)("where cells are laid out for a region alone: %s", async (_, region) => {
    const box = makeBox(5 * radius, "open");
    const wide = anywhere({ ...box, lower: [-4, -2.5, -1], lengths: [12, 12, 12] }, 605);
    expect(clusterErrors(box, await build(box, wide, { region }), radius)).toEqual([]);
  });

  test.each<[string, Box]>([
    ["periodic, reflecting, open", makeBox([4, 6, 5], ["periodic", "reflecting", "open"])],
    ["open, periodic, periodic", makeBox([3, 2.6, 9], ["open", "periodic", "periodic"])],
    ["thin slab", makeBox([2.6, 60, 2.7])],
    ["long rod", makeBox([1300, 3, 3])],
    ["flat, reflecting", makeFlatBox(7, 9, "reflecting")],
    ["flat, open", makeFlatBox(7, 9, "open")],
  ])("with other sides: %s", async (_, box) => {
    await expectRows(box, anywhere(box, 501));
  });

  test.each(Array.from({ length: 16 }, (_, n) => n))(
    "in a box of random edges and sides, number %i",
    async (n) => {
      const box = randomBox(n, radius);
      await expectRows(box, anywhere(box, 200 + 13 * n, n));
    },
  );

  test.each([1, 2, 7, 8, 9, 15, 31, 33, 63, 64, 65, 257, 1001])("of %i particles", async (count) => {
    const box = makeBox(7);
    await expectRows(box, anywhere(box, count));
  });

  test("in an open box with particles beyond its sides", async () => {
    const box = makeBox(5 * radius, "open");
    await expectRows(box, anywhere({ ...box, lower: [-4, -2.5, -1], lengths: [12, 12, 12] }, 603));
  });

  test("in a clump that wraps around the corner of a large box", async () => {
    const box = makeBox(200);
    const built = await expectRows(box, at(box, clump(box, 700, 2, [198.5, 0.6, 201.9])));
    expect(Math.max(...built.rows.map((row) => row.length))).toBeGreaterThan(100);
  });

  test("in dense clumps far from each other, with clusters that span the void between them", async () => {
    const box = makeBox(60);
    const centres = [
      [0, 1, 3],
      [29, 10, 31],
      [30, 31, 3],
      [58.7, 60.4, 61.9],
      [12, 44, 50],
    ];
    const positions = centres.flatMap((centre, k) => clump(box, 83 + 10 * k, 0.8, centre));
    await expectRows(box, at(box, positions));
  });

  test.each<[string, Box]>([
    ["open", makeBox([30, 5, 5], "open")],
    ["periodic, near to one another around it", makeBox([30, 5, 5])],
    ["periodic, far from one another", makeBox([60, 5, 5])],
  ])("between two walls at the ends of rows of cells, in a box that is %s", async (_, box) => {
    const wall = anywhere({ ...box, lengths: [1.5, 5, 5] }, 500).position;
    const opposite = anywhere({ ...box, lengths: [1.5, 5, 5] }, 500, 8).position.map(
      (coordinate, k) => coordinate + (k % 3 === 0 ? 27.5 : 0),
    );
    await expectRows(box, at(box, [...wall, ...opposite]));
  });

  test("in a dilute gas, whose clusters are wider than the radius and some as wide as the box", async () => {
    const box = makeBox(400);
    const lone = Array.from(anywhere(box, 150).position);
    const twins = lone.map((coordinate, k) => coordinate + (k % 3 === 1 ? 0.7 : 0));
    const built = await expectRows(box, at(box, [...lone, ...twins]));
    // Four are left over for the last cluster.
    expect(built.rows.slice(0, 296).every((row) => row.length >= 8)).toBe(true);
  });

  test("for particles at the very same place", async () => {
    const box = makeBox(10);
    const built = await expectRows(box, at(box, Array<number>(3 * 41).fill(2.5)));
    expect(built.rows.every((row) => row.length === 41)).toBe(true);
  });
});

describe("who is nearer than the radius by little more than a millionth", () => {
  const box = makeBox(12, "open");
  const { position } = anywhere({ ...box, lower: [-3, -3, -3], lengths: [6, 6, 6] }, 1200);
  const directions = anywhere({ ...box, lower: [-1, -1, -1], lengths: [2, 2, 2] }, 1200, 9).position;
  const partners = Array.from(position, (coordinate, k) => {
    const first = k - (k % 3);
    const length = Math.hypot(...directions.subarray(first, first + 3));
    return coordinate + (radius * (1 - 1.2e-6) * directions[k]) / length;
  });
  const particles = at(box, [...position, ...partners]);

  test("is in the row", async () => {
    expect(clusterErrors(box, await build(box, particles), radius)).toEqual([]);
  });

  test("would not be, if rows made up for no rounding", async () => {
    const code = clusterRows.build.replace("fn marginOf(extent: f32) -> f32 { return ", "$&0.0 * ");
    const built = await build(box, particles, { layout: { ...clusterRows, build: code } });
    expect(clusterErrors(box, built, radius).join()).toMatch(/lacks/);
  });
});

test("the comparison with brute force finds a neighbour that is missing, doubled or too far", async () => {
  const box = makeBox(7);
  const built = await build(box, anywhere(box, 300));
  const spoilt = (change: (row: number[]) => number[]) => {
    const rows = built.rows.map((row, i) => (i === 16 ? Uint32Array.from(change([...row])) : row));
    return clusterErrors(box, { ...built, rows }, radius);
  };
  const far = Array.from({ length: 300 }, (_, j) => j).find((j) => !built.rows[16].includes(j));
  expect(spoilt((row) => row)).toEqual([]);
  expect(spoilt((row) => row.slice(1))).toHaveLength(1);
  expect(spoilt((row) => [...row, row[0]]).join()).toMatch(/twice/);
  expect(spoilt((row) => [...row, Number(far)]).join()).toMatch(/too many/);
  expect(spoilt((row) => row.filter((j) => j !== 16)).join()).toMatch(/row 2 lacks 16/);
  expect(
    clusterErrors(box, { ...built, status: { ...built.status, halt: haltCodes.listOverflow } }, radius),
  ).not.toEqual([]);
});

import { describe, expect, test } from "vitest";
import type { Particles } from "../../src/core/particles.ts";
import { unpackParticles } from "../../src/gpu/particleState.ts";
import { clusterRows, particleRows } from "../../src/gpu/rowLayout.ts";
import { fluidLayers } from "../../src/solvers/sph/pairFilter.ts";
import type { FluidModel } from "../../src/solvers/sph/model.ts";
import { useDevice } from "../support/device.ts";
import { makeBox, makeModel, randomParticles } from "../support/models.ts";
import { Neighbourhood } from "../support/neighbourhood.ts";
import { forEachPair } from "../support/pairSums.ts";

const device = useDevice();

const box = makeBox([7, 6, 8], ["periodic", "open", "reflecting"]);
const radius = 1.3;
/** Two fluids and two solids. */
const model = { fluids: [{}, {}], solids: [{}, {}] } as unknown as FluidModel;
const interacts = (a: number, b: number) => Math.min(a, b) < 2;

/** Of four materials without an order in space. */
function mixture(count: number): Particles {
  const particles = randomParticles(makeModel(box), count, { minimumDistance: 0, seed: 11 });
  return { ...particles, type: particles.type.map((_, k) => (k * 7919) % 4) };
}

describe.each([
  ["particles", particleRows],
  ["clusters", clusterRows],
])("fluids sorted before solids, in rows of %s", (_, layout) => {
  const built = async () => {
    const rules = { layers: fluidLayers(model) };
    const particles = mixture(701);
    const neighbourhood = await Neighbourhood.create(device(), box, particles, {
      listRadius: radius,
      layout,
      ...rules,
    });
    const { records, cellStart } = await neighbourhood.sort();
    const { rows, inFirstLayer } = await neighbourhood.buildList();
    neighbourhood.destroy();
    const asSorted = Uint32Array.from({ length: particles.count }, (_, i) => i);
    return { sorted: unpackParticles(records, asSorted, box), rows, cellStart, inFirstLayer };
  };

  test("stand before them all", async () => {
    const { sorted, cellStart, inFirstLayer } = await built();
    const fluids = sorted.type.filter((type) => type < 2).length;
    expect(sorted.type.findIndex((type) => type >= 2)).toBe(fluids);
    expect(sorted.type.subarray(fluids).every((type) => type >= 2)).toBe(true);
    expect(cellStart[(cellStart.length - 1) / 2]).toBe(fluids);
    expect(inFirstLayer).toBe(fluids);
    expect(cellStart[cellStart.length - 1]).toBe(701);
  });

  test("have all their neighbours listed, and solids none of their own kind", async () => {
    const { sorted, rows } = await built();
    const sets = rows.map((row) => new Set(row));
    let missing = 0;
    let pairs = 0;
    forEachPair(box, sorted, (i, j, _, distance) => {
      if (distance > radius * (1 - 1e-6) || !interacts(sorted.type[i], sorted.type[j])) return;
      pairs++;
      missing += Number(!sets[i].has(j)) + Number(!sets[j].has(i));
    });
    expect(pairs).toBeGreaterThan(1000);
    expect(missing).toBe(0);
    const { sharers } = layout;
    rows.forEach((row, i) => {
      const first = sharers * Math.floor(i / sharers);
      const own = sorted.type.subarray(first, first + sharers);
      if (own.every((type) => type >= 2)) expect([...row].every((j) => sorted.type[j] < 2)).toBe(true);
    });
  });
});

test.each([
  ["particles", particleRows],
  ["clusters", clusterRows],
])(
  "particles that wait stand behind all others, in nobody's row and with none of their own, in rows of %s",
  async (_, layout) => {
    // Two fluids, a wall, and the reserve.
    const open = { ...model, openBoundaries: {} } as unknown as FluidModel;
    const particles = mixture(701);
    const neighbourhood = await Neighbourhood.create(device(), box, particles, {
      listRadius: radius,
      layout,
      layers: fluidLayers(open),
    });
    const { records } = await neighbourhood.sort();
    const { rows } = await neighbourhood.buildList();
    neighbourhood.destroy();
    const type = Array.from({ length: particles.count }, (_, k) => records.position[4 * k + 3]);
    const waiting = type.indexOf(3);
    expect(type.slice(waiting).every((kind) => kind === 3)).toBe(true);
    expect(type.slice(0, waiting)).not.toContain(3);
    expect(rows.flatMap((row) => [...row]).every((j) => j < waiting)).toBe(true);
    const first = layout.sharers * Math.ceil(waiting / layout.sharers);
    expect(rows.slice(first).every((row) => row.length === 0)).toBe(true);
    expect(rows.slice(0, waiting).some((row) => row.length > 10)).toBe(true);
  },
);

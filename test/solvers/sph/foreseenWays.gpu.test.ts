import { afterEach, describe, expect, test } from "vitest";
import { byPaths } from "../../../src/gpu/nearness.ts";
import { clusterRows, particleRows, type RowLayout } from "../../../src/gpu/rowLayout.ts";
import { GpuFluidEngine } from "../../../src/run/gpuFluidEngine.ts";
import { verifyList, verifyReach } from "../../../src/run/verification/verifyList.ts";
import { unpackFluidStatus } from "../../../src/solvers/sph/fluidStatus.ts";
import { type FluidModel, interacts, isSolid } from "../../../src/solvers/sph/model.ts";
import { builtFluid, tankDocument } from "../../run/fluidScenarios.ts";
import { readBuffer, readFloats, readWords, useDevice } from "../../support/device.ts";

const device = useDevice();
const engines: GpuFluidEngine[] = [];
afterEach(() => {
  for (const engine of engines.splice(0)) engine.destroy();
});

/** Water that shears itself and the floor, faster than it falls. */
const fluids = [{ ...tankDocument.setup.fluids[0], velocity: ["2 + sin(12 y)", "sin(9 x)"] }];
const shearing = { setup: { ...tankDocument.setup, fluids } };

async function createTank(
  rowLayout: RowLayout = clusterRows,
  solver: Readonly<Record<string, unknown>> = {},
) {
  const { built } = await builtFluid(tankDocument, {
    ...shearing,
    solver: { ...tankDocument.solver, ...solver },
  });
  const { model, particles } = built;
  const context = { ...device(), rowLayout };
  const engine = await GpuFluidEngine.create(context, model, particles);
  engines.push(engine);
  return { engine, model, context };
}

const advance = (engine: GpuFluidEngine, steps: number) =>
  engine.advance({ untilTime: 1e9, maximumSteps: steps });

/** Goes on to the end of the step in which a list is built. */
async function nextBuild(engine: GpuFluidEngine): Promise<void> {
  const before = engine.neighbourListBuilds;
  while (engine.neighbourListBuilds === before) await advance(engine, 1);
}

function listed(engine: GpuFluidEngine) {
  const { list, count, grid, pool, buffers } = engine.solver.system;
  if (!list) throw new Error("the tank has no list");
  return { list, count, grid, pool, buffers } as unknown as Parameters<typeof verifyList>[2];
}

const ruleOf = (model: FluidModel) => ({
  box: model.box,
  listRadius: model.supportRadius,
  nearness: byPaths(model.skin / 2),
  interacts: (own: number, other: number) => interacts(model, own, other),
});

/** Each particle's way and leeway, its velocity and material. */
async function allowances(engine: GpuFluidEngine, model: FluidModel) {
  const { buffers, count } = engine.solver.system;
  const built = await readWords(device(), buffers.builtPosition);
  const position = await readWords(device(), buffers.position);
  const velocity = await readFloats(device(), buffers.velocity);
  return Array.from({ length: count }, (_, i) => ({
    ...byPaths(model.skin / 2).unpack(built[4 * i + 3]),
    velocity: velocity.subarray(4 * i, 4 * i + 3),
    isWall: isSolid(model, position[4 * i + 3]),
  }));
}

async function clockOf(engine: GpuFluidEngine) {
  return unpackFluidStatus(await readBuffer(device(), engine.solver.system.buffers.status)).clock;
}

const norm = (v: ArrayLike<number>) => Math.hypot(v[0], v[1], v[2]);

describe("ways that are foreseen", () => {
  test("lead in the first list as far as they may with the speed to expect, with a quarter of the limit for leeway, which walls that stay have none of", async () => {
    const { engine, model } = await createTank();
    const limit = model.skin / 2;
    const ahead = (0.9 * limit) / model.expectedSpeed;
    for (const { way, leeway, velocity, isWall } of await allowances(engine, model)) {
      expect(leeway).toBeGreaterThan(isWall ? -1 : 0.245 * limit);
      expect(leeway).toBeLessThanOrEqual(isWall ? 0 : 0.25 * limit);
      const share = isWall ? 0 : Math.min(1, (0.74 * limit) / (ahead * norm(velocity)));
      for (let axis = 0; axis < 3; axis++) {
        expect(Math.abs(way[axis] - share * ahead * velocity[axis])).toBeLessThan((1.02 * limit) / 254);
      }
    }
  });

  test("lead on with the velocity for twice as long as the list before lasted, or until the fastest are at the limit", async () => {
    const { engine, model } = await createTank();
    const limit = model.skin / 2;
    await nextBuild(engine);
    await nextBuild(engine);
    // The velocities that moved particles in the step of the build are half a kick from those after it.
    const { sinceList, fastestBefore } = await clockOf(engine);
    const ahead = Math.min(2 * sinceList, (0.9 * limit) / fastestBefore);
    const { timeStep } = engine.clock;
    const kick = 0.5 * timeStep * Math.max(...(await engine.frame()).acceleration.map(Math.abs));
    let moving = 0;
    for (const { way, leeway, velocity, isWall } of await allowances(engine, model)) {
      expect(norm(way) + leeway).toBeLessThanOrEqual(limit);
      if (isWall) expect([...way, leeway]).toEqual([0, 0, 0, 0]);
      const whole = ahead * norm(velocity);
      if (isWall || whole + leeway > 0.97 * limit) continue;
      moving++;
      for (let axis = 0; axis < 3; axis++) {
        const rounding = limit / 254;
        expect(Math.abs(way[axis] - ahead * velocity[axis])).toBeLessThan(1.01 * rounding + ahead * kick);
      }
    }
    expect(moving).toBeGreaterThan(5);
  });

  test("of particles whose solid slides are none, as they stay", async () => {
    const solids = tankDocument.setup.solids.map((solid) => ({
      ...solid,
      motion: { kind: "sliding", velocity: [3, 0] },
    }));
    const { built } = await builtFluid(tankDocument, { setup: { ...shearing.setup, solids } });
    const engine = await GpuFluidEngine.create(device(), built.model, built.particles);
    engines.push(engine);
    await nextBuild(engine);
    const walls = (await allowances(engine, built.model)).filter(({ isWall }) => isWall);
    expect(walls.length).toBeGreaterThan(20);
    for (const { way, leeway } of walls) {
      expect(way).toEqual([0, 0, 0]);
      expect(leeway).toBeGreaterThan(0);
    }
  });

  test("are none where neighbours are searched in cells: those of the fluid may go as far as the limit, wherever", async () => {
    const { engine, model } = await createTank(clusterRows, { neighbours: "rows" });
    const limit = model.skin / 2;
    const ofAll = async () => {
      for (const { way, leeway, isWall } of await allowances(engine, model)) {
        expect(way).toEqual([0, 0, 0]);
        expect(leeway).toBeGreaterThan(isWall ? -1 : 0.99 * limit);
        expect(leeway).toBeLessThanOrEqual(isWall ? 0 : limit);
      }
    };
    await ofAll();
    // The second sort comes after one that lasted some steps, by which lists weigh what they allow.
    for (let sorts = 0; sorts < 2; sorts++) await nextBuild(engine);
    await ofAll();
  });
});

describe.each([
  ["clusters", clusterRows],
  ["single particles", particleRows],
])("lists that foresee ways, in rows of %s", (_, layout) => {
  test("miss no neighbour in any step, and hold nobody who cannot come near", async () => {
    const { engine, model, context } = await createTank(layout);
    for (let step = 1; step <= 60; step++) {
      const before = engine.neighbourListBuilds;
      await advance(engine, 1);
      expect((await verifyReach(context, ruleOf(model), listed(engine))).worstError).toBe(0);
      if (engine.neighbourListBuilds === before) continue;
      for (const { pass, worstError } of await verifyList(context, ruleOf(model), listed(engine))) {
        expect(worstError, `${pass} in step ${step}`).toBe(0);
      }
    }
    expect(engine.neighbourListBuilds).toBeGreaterThan(4);
    expect(engine.neighbourListBuilds).toBeLessThan(40);
  });

  test("are found out where ways are others than those of the particles", async () => {
    const { engine, model, context } = await createTank(layout);
    await nextBuild(engine);
    const { builtPosition } = engine.solver.system.buffers;
    const words = await readWords(context, builtPosition);
    const tampered = Uint32Array.from(words, (word, k) => (k % 4 === 3 ? 0 : word));
    context.device.queue.writeBuffer(builtPosition, 0, tampered);
    const rows = await verifyList(context, ruleOf(model), listed(engine));
    expect(rows.find(({ pass }) => pass === "buildNeighbourList")?.worstError).toBeGreaterThan(0);
  });

  test("have shorter rows than a skin all around", async () => {
    const { engine, model } = await createTank(layout);
    await advance(engine, 40);
    const { list, count } = listed(engine);
    const rowLength = await readWords(device(), list.rowLength);
    let held = 0;
    for (let i = 0; i < count; i++) held += list.layout.slotsOf(list.capacity, 0, i, rowLength).length;
    const { particles } = await engine.frame();
    let around = 0;
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < count; j++) {
        const d = [0, 1].map((axis) => particles.position[3 * i + axis] - particles.position[3 * j + axis]);
        const isPair = i !== j && interacts(model, particles.type[i], particles.type[j]);
        if (isPair && Math.hypot(...d) < model.supportRadius + model.skin) around++;
      }
    }
    expect(held).toBeLessThan(layout.sharers > 1 ? 3 * around : around);
  });
});

describe("a run", () => {
  test.each([3, 7, 12, 13, 14, 15, 16, 29])(
    "saved after step %i goes on to the same bits, whether or not a list was built in it",
    async (split) => {
      const { engine: whole } = await createTank();
      await advance(whole, split);
      const saved = await whole.saveState();
      await advance(whole, 45 - split);
      const { engine: other } = await createTank();
      await other.loadState(saved);
      await advance(other, 45 - split);
      expect(await other.saveState()).toEqual(await whole.saveState());
    },
  );

  test("that takes over a state goes on counting its lists, and builds one of its own", async () => {
    const { engine } = await createTank();
    // A list that the last step has built is counted by the next.
    for (let lists = 0; lists < 3; lists++) await nextBuild(engine);
    const before = engine.neighbourListBuilds;
    await engine.adopt(await engine.saveState());
    expect(engine.neighbourListBuilds).toBe(before + 1);
    await nextBuild(engine);
    expect(engine.neighbourListBuilds).toBe(before + 2);
  });

  test("cut into single steps is the same to the last bit", async () => {
    const { engine: whole } = await createTank();
    await advance(whole, 45);
    const { engine: cut } = await createTank();
    for (let step = 0; step < 45; step++) await advance(cut, 1);
    expect(await cut.saveState()).toEqual(await whole.saveState());
  });
});

import { afterEach, describe, expect, it } from "vitest";
import { ScenarioEdits } from "../../../src/app/document/scenarioEdits.ts";
import { liveScenario } from "../../../src/app/document/liveRecord.ts";
import { adoptSolids, withSolids } from "../../../src/app/document/withSolids.ts";
import type { FluidFrame } from "../../../src/core/fluidFrame.ts";
import { buildScenario } from "../../../src/run/buildScenario.ts";
import type { Course } from "../../../src/run/course.ts";
import { useDevice } from "../../support/device.ts";
import { tankDocument } from "../../run/fluidScenarios.ts";
import { noFiles } from "../../run/scenario/meltScenario.ts";
import { pageCourse } from "./pageRun.ts";

const context = useDevice();
const open: Course[] = [];
afterEach(() => {
  for (const course of open.splice(0)) course.destroy();
});

const { setup, solver } = tankDocument;
const gravity = 9.81;
const ball = {
  name: "ball",
  shape: { kind: "sphere", center: [0.7, 0.7], radius: 0.2 },
  body: { density: 500 },
};
const entrance = [0.05, 0.3, 0] as const;

async function courseOf({ scenario }: ScenarioEdits): Promise<Course> {
  const course = await (await buildScenario(liveScenario(scenario), noFiles)).open(context());
  open.push(course);
  await course.prepare();
  return course;
}

/** A course of the tank at step 6, and one with another value in the document that goes on from there. */
async function wentOn(
  document: unknown,
  [path, value]: readonly [string, unknown],
  displacement?: readonly [number, number, number],
) {
  const edits = new ScenarioEdits(document);
  const before = await pageCourse(context(), edits.scenario, 6, noFiles);
  open.push(before);
  edits.change(path, value);
  const course = await courseOf(edits);
  const { box } = await before.frame();
  const isDone = await adoptSolids(await before.saveState(), course, displacement && { box, displacement });
  expect(isDone).toBe(true);
  return { before, course, edits };
}

/** Positions or velocities (x, y) of the particles of a material, in the order of their ids. */
async function rowsOf(course: Course, name: string, what: "position" | "velocity" = "position") {
  const { particles, materialNames } = (await course.frame()) as FluidFrame;
  const rows = [...particles.type.keys()].filter((i) => materialNames[particles.type[i]] === name);
  return rows.map((i) => [...particles[what].subarray(3 * i, 3 * i + 2)]);
}

async function advance(course: Course, steps: number): Promise<void> {
  const last = course.step + steps;
  while (course.step < last) await course.advance(last - course.step);
}

describe.each([
  { kind: "weakly-compressible" },
  { kind: "weakly-compressible", advection: { kind: "transport-velocity" } },
  { kind: "entropically-damped" },
  { kind: "divergence-free" },
  { kind: "position-based" },
])("a body dropped into a fluid of the scheme %o", (scheme) => {
  const document = { ...tankDocument, solver: { ...solver, scheme } };
  const added = ["setup.solids", [...setup.solids, ball]] as const;

  it("leaves all other particles, step and time as they are", async () => {
    const { before, course } = await wentOn(document, added, entrance);
    expect([course.step, course.time]).toEqual([6, before.time]);
    for (const name of ["water", "tank"])
      for (const what of ["position", "velocity"] as const)
        expect(await rowsOf(course, name, what)).toEqual(await rowsOf(before, name, what));
  });

  it("is where it was dropped, at rest, and falls as anything does", async () => {
    const { course } = await wentOn(document, added, entrance);
    const start = await rowsOf(course, "ball");
    const middle = [0, 1].map((axis) => start.reduce((sum, row) => sum + row[axis], 0) / start.length);
    expect(middle[0]).toBeCloseTo(0.75, 6);
    expect(middle[1]).toBeCloseTo(1, 6);
    expect(await rowsOf(course, "ball", "velocity")).toEqual(start.map(() => [0, 0]));
    const from = course.time;
    await advance(course, 5);
    const time = course.time - from;
    for (const [vx, vy] of await rowsOf(course, "ball", "velocity")) {
      expect(Math.abs(vx)).toBeLessThan(1e-6);
      expect(Math.abs(vy + gravity * time)).toBeLessThan(1e-5 + 1e-4 * gravity * time);
    }
  });

  it("is part of the state that another run of the new document goes on from, to the last bit", async () => {
    const { course, edits } = await wentOn(document, added, entrance);
    await advance(course, 2);
    const again = await courseOf(edits);
    await again.prepare({ ...(await course.saveState()), complete: false });
    await advance(course, 3);
    await advance(again, 3);
    expect((await again.saveState()).engine.position).toEqual((await course.saveState()).engine.position);
  });
});

/** The tank with a post in its dry half. */
const withPost = {
  ...tankDocument,
  setup: {
    ...setup,
    solids: [
      ...setup.solids,
      { name: "post", shape: { kind: "box", lower: [0.7, 0], upper: [1, 0.3] } },
      { name: "float", shape: { kind: "box", lower: [0.3, 0.7], upper: [0.6, 1] }, body: { density: 400 } },
    ],
  },
};
const held = ["setup.solids.1.motion", { kind: "held" }] as const;

it.each([25, 24])(
  "every record of %i fluid particles stays in its place, and those of a new body follow",
  async (fluids) => {
    const upper = fluids === 25 ? [0.5, 0.5] : [0.6, 0.4];
    const water = { material: "water", shape: { kind: "box", lower: [0, 0], upper } };
    const edits = new ScenarioEdits({ ...tankDocument, setup: { ...setup, fluids: [water] } });
    const before = await pageCourse(context(), edits.scenario, 6, noFiles);
    open.push(before);
    edits.change("setup.solids", [...setup.solids, ball]);
    const [from, fresh] = [
      (await before.saveState()).engine,
      (await (await courseOf(edits)).saveState()).engine,
    ];
    const state = withSolids(from, fresh);
    const [known, all] = [from, fresh].map(({ tag }) => tag.length / 4);
    for (const [name, words] of [
      ["velocity", 4],
      ["tag", 4],
      ["thermo", 2],
    ] as const) {
      expect(state[name].length).toBe(fresh[name].length);
      expect([...state[name].subarray(0, words * known)]).toEqual([...from[name].subarray(0, words * known)]);
      const ids = Array.from({ length: all }, (_, row) => fresh.tag[4 * row + 3]);
      const knownIds = new Set(Array.from({ length: known }, (_, row) => from.tag[4 * row + 3]));
      const rows = [...ids.keys()].filter((row) => !knownIds.has(ids[row]));
      const wanted = rows.flatMap((row) => [...fresh[name].subarray(words * row, words * (row + 1))]);
      expect([...state[name].subarray(words * known, words * all)]).toEqual(wanted);
    }
  },
);

describe("a solid that stood", () => {
  it("is made one that can be held while bodies beside it go on as they were", async () => {
    const { before, course } = await wentOn(withPost, held);
    for (const name of ["water", "tank", "post", "float"])
      for (const what of ["position", "velocity"] as const)
        expect(await rowsOf(course, name, what)).toEqual(await rowsOf(before, name, what));
    await advance(before, 3);
    await advance(course, 3);
    const [wanted, found] = [await rowsOf(before, "float"), await rowsOf(course, "float")];
    found.forEach(([x, y], k) => {
      expect(x).toBeCloseTo(wanted[k][0], 6);
      expect(y).toBeCloseTo(wanted[k][1], 6);
    });
    expect(await rowsOf(course, "post")).toEqual(await rowsOf(before, "post"));
  });

  it("cannot be taken before, nor a solid that is not there", async () => {
    const course = await pageCourse(context(), new ScenarioEdits(withPost).scenario, 1, noFiles);
    open.push(course);
    expect(await course.grip?.("post")).toBeUndefined();
    expect(await course.grip?.("pole")).toBeUndefined();
    expect(await course.grip?.("float")).toBeDefined();
  });
});

import { describe, expect, it } from "vitest";
import { carryOver } from "../../../src/app/document/carryOver.ts";
import { LiveOutput } from "../../../src/app/document/liveOutput.ts";
import { ScenarioEdits } from "../../../src/app/document/scenarioEdits.ts";
import { liveScenario } from "../../../src/app/document/liveRecord.ts";
import { buildScenario } from "../../../src/run/buildScenario.ts";
import type { Course } from "../../../src/run/course.ts";
import { useDevice } from "../../support/device.ts";
import { tankDocument } from "../../run/fluidScenarios.ts";
import { meltScenario, noFiles } from "../../run/scenario/meltScenario.ts";
import { pageCourse } from "./pageRun.ts";

const context = useDevice();

/** Goes on from step 6 of a document in a course with one value changed; `after` looks at that. */
async function changedAtStep6(
  document: unknown,
  [path, value]: readonly [string, unknown],
  after: (carried: boolean, course: Course, before: Course) => Promise<void>,
): Promise<void> {
  const edits = new ScenarioEdits(document);
  const before = await pageCourse(context(), edits.scenario, 6, noFiles);
  edits.change(path, value);
  const course = await (await buildScenario(liveScenario(edits.scenario), noFiles)).open(context());
  await course.prepare();
  await after(await carryOver(await before.saveState(), course), course, before);
  course.destroy();
  before.destroy();
}

async function positionsOf(course: Course) {
  return (await course.saveState()).engine.position;
}

const melt = { ...meltScenario, run: { steps: 40, timeStep: 0.005 } };

describe("a course rebuilt while one looks on", () => {
  it.each([
    [melt, ["solver.pair.cutoffRadius", 2.2]],
    [melt, ["solver.integrator", { kind: "nose-hoover", temperature: 1, relaxationTime: 0.2 }]],
    [melt, ["solver.integrator", { kind: "fire", forceTolerance: 0.1 }]],
    [tankDocument, ["solver.viscosities.0.coefficient", 0.2]],
    [tankDocument, ["solver.acceleration.constant", [3, -9.81]]],
    [tankDocument, ["solver.soundSpeed", 40]],
  ] as const)("goes on with the same particles (%#)", async (document, change) => {
    await changedAtStep6(document, change, async (carried, course, before) => {
      expect(carried).toBe(true);
      expect([course.step, course.time]).toEqual([6, before.time]);
      expect(await positionsOf(course)).toEqual(await positionsOf(before));
      while (course.step < 9) await course.advance(9 - course.step);
      expect(course.step).toBe(9);
      expect(await positionsOf(course)).not.toEqual(await positionsOf(before));
    });
  });

  it("records on where the last one left off", async () => {
    await changedAtStep6(melt, ["solver.skin", 0.4], async (_, course) => {
      const output = new LiveOutput();
      await output.append("thermo.csv", ["step,time\n"]);
      await course.advance(2);
      for (const write of (await course.record()).writes) await write(output);
      expect([...output.table("thermo.csv")!.column("step")]).toEqual([7, 8]);
    });
  });

  it("starts anew where the solver keeps other things of its particles", async () => {
    const change = ["solver.scheme", { kind: "divergence-free" }] as const;
    await changedAtStep6(tankDocument, change, async (carried, course) => {
      expect(carried).toBe(false);
      expect(course.step).toBe(0);
      await course.begin();
      await course.advance(1);
      expect(course.step).toBe(1);
    });
  });

  it("starts anew where a shorter reach takes fewer layers of wall", async () => {
    await changedAtStep6(tankDocument, ["solver.smoothingLengthRatio", 1], async (carried, course) => {
      expect(carried).toBe(false);
      expect(course.step).toBe(0);
    });
  });
});

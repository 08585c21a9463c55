import { expect, it } from "vitest";
import { buildScenario } from "../../src/run/buildScenario.ts";
import type { Course } from "../../src/run/course.ts";
import { fluidFamily } from "../../src/run/fluidFamily.ts";
import { parseScenario } from "../../src/run/scenario/parseScenario.ts";
import { smallScenario } from "../headless/smallScenario.ts";
import { builtFluid, vortexDocument } from "./fluidScenarios.ts";

const noFiles = () => Promise.reject(new Error("these scenarios read no files"));

async function begun(course: Course): Promise<Course> {
  await course.prepare();
  await course.begin();
  return course;
}

it("a course of molecular dynamics ends a batch at the step asked for", async () => {
  const scenario = parseScenario({ ...smallScenario, record: {} });
  const built = await buildScenario(scenario, noFiles);
  const course = await begun(await built.open(undefined));
  await course.advance(100, undefined, 3);
  expect(course.step).toBe(3);
  await course.advance(2, undefined, 9);
  expect(course.step).toBe(5);
});

it("a course of a fluid ends a batch with the first step that has reached the time asked for", async () => {
  const { scenario, built } = await builtFluid(vortexDocument, { record: {} });
  const course = await begun(await fluidFamily.open(undefined, built, scenario));
  const single = await begun(await fluidFamily.open(undefined, built, scenario));
  await course.advance(1000, undefined, 0.0173);
  while (single.time < 0.0173) await single.advance(1);
  expect(course.step).toBe(single.step);
  expect(course.time).toBe(single.time);
  expect(course.step).toBeGreaterThan(1);
});

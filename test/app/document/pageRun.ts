import { liveScenario } from "../../../src/app/document/liveRecord.ts";
import type { GpuContext } from "../../../src/gpu/context.ts";
import { buildScenario } from "../../../src/run/buildScenario.ts";
import type { Course } from "../../../src/run/course.ts";
import type { EngineState } from "../../../src/run/engine.ts";
import type { Scenario } from "../../../src/run/families.ts";
import { MemoryOutput } from "../../../src/run/memoryOutput.ts";
import type { Output } from "../../../src/run/output.ts";
import type { ReadFile } from "../../../src/run/scenario/readFile.ts";

/** A course as the page runs it, with live records alone, after so many steps; the caller's to destroy. */
export async function pageCourse(
  context: GpuContext | undefined,
  scenario: Scenario,
  steps: number,
  readFile: ReadFile,
  output: Output = new MemoryOutput(),
): Promise<Course> {
  const course = await (await buildScenario(liveScenario(scenario), readFile)).open(context);
  await course.prepare();
  for (const write of [...course.headers(), ...(await course.begin())]) await write(output);
  while (course.step < steps && !course.isComplete) {
    await course.advance(steps - course.step);
    for (const write of (await course.record()).writes) await write(output);
  }
  return course;
}

/** The state of a course that its next steps depend on: where displacements are measured from is a matter of records. */
export async function stateOf(course: Course): Promise<EngineState> {
  const { engine } = await course.saveState();
  return Object.fromEntries(Object.entries(engine).filter(([name]) => !name.startsWith("origin")));
}

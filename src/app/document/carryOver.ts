import type { Course, CourseState } from "../../run/course.ts";

type Arrays = Readonly<Record<string, { readonly length: number }>>;

/**
 * Lets a course go on from the state of another one, whose scenario differs in what changes while a run goes on.
 * Returns false where that state does not fit, because the other scenario makes another number of particles or its solver
 * keeps other things of them: then the course is at its own start as before.
 *
 * @param to prepared, at its start
 */
export async function carryOver(from: CourseState, to: Course): Promise<boolean> {
  const fresh = await to.saveState();
  if (!fits(from.engine, fresh.engine)) return false;
  const recorders = fits(from.recorders, fresh.recorders) ? from.recorders : fresh.recorders;
  await to.prepare({ engine: from.engine, recorders, complete: false });
  return true;
}

/** Whether there is an array of the right length for each that is needed; origins of displacements are taken anew. */
export function fits(given: Arrays, needed: Arrays): boolean {
  return Object.keys(needed).every(
    (name) => name.startsWith("origin") || given[name]?.length === needed[name].length,
  );
}

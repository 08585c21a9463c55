import type { Scenario } from "../../run/families.ts";

/** What a change asks for: a new start from time 0, the same particles in a rebuilt course, or nothing. */
export type ChangeKind = "structural" | "live" | "none";

/**
 * What the state at time 0 follows from, and what a state taken in the middle cannot be read without: the masses and
 * densities of particles of a fluid were made with the density of its material.
 */
const structural = [/^setup(\.|$)/, /^solver\.kind$/, /^run\.seed$/, /^solver\.materials\.[^.]*\.density$/];

/** Whether the run has to start anew when the value at a dotted path changes. */
export function isStructural(path: string): boolean {
  return structural.some((pattern) => pattern.test(path));
}

/** How far-reaching the difference of two scenarios is. */
export function changeKind(before: Scenario, after: Scenario): ChangeKind {
  const changed = [...changedPaths(before, after, "")];
  if (changed.length === 0) return "none";
  return changed.some(isStructural) ? "structural" : "live";
}

/** Dotted paths of all values that differ, down to where they are single values. */
function* changedPaths(before: unknown, after: unknown, path: string): Generator<string> {
  if (Object.is(before, after)) return;
  if (!isContainer(before) || !isContainer(after)) {
    yield path;
    return;
  }
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
    yield* changedPaths(before[key], after[key], path ? `${path}.${key}` : key);
}

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

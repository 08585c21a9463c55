import { positionCode } from "../../core/fixedPoint.ts";
import type { Box } from "../../core/box.ts";
import type { Vector3 } from "../../core/vector.ts";
import type { Course, CourseState } from "../../run/course.ts";
import type { EngineState } from "../../run/engine.ts";
import { fits } from "./carryOver.ts";
import { solidBlock } from "../../solvers/sph/solids/solidRecords.ts";

/** Where the last of the solids has come in, from where its scenario has it at time 0. */
export interface Entrance {
  readonly box: Box;
  readonly displacement: Vector3;
}

/**
 * Lets a course go on from the state of another one whose scenario differs in its solids only, where it knows how to.
 *
 * @param to prepared, at its start
 */
export async function adoptSolids(from: CourseState, to: Course, entrance?: Entrance): Promise<boolean> {
  if (!to.adopt) return false;
  const fresh = await to.saveState();
  const engine = withSolids(from.engine, fresh.engine, entrance);
  await to.adopt({
    engine,
    recorders: fits(from.recorders, fresh.recorders) ? from.recorders : fresh.recorders,
  });
  return true;
}

type Words = Uint32Array;

/** What of a solid's record follows from the scenario; the rest says where it is and how it moves. */
const resolvedFields = ["body", "firstRow", "rowCount", "firstId", "rotates"] as const;

/**
 * The state of a fluid with its solids resolved anew: some that stood may move now, and there may be one more behind the others.
 * Particles and their motion are those of `from`; new ones come from `fresh`, behind the others and in no order.
 *
 * @param from of GpuFluidEngine
 * @param fresh of the other scenario, at its start
 * @throws RangeError where `fresh` lacks particles of `from`
 */
export function withSolids(from: EngineState, fresh: EngineState, entrance?: Entrance): EngineState {
  const [known, all] = [from, fresh].map(({ tag }) => ids(tag as Words));
  const isKnown = new Set(known);
  const added = [...all.keys()].filter((row) => !isKnown.has(all[row]));
  if (known.length + added.length !== all.length)
    throw new RangeError("the scenario does not make all the particles that the state has");
  const state: Record<string, Words> = {};
  for (const [name, array] of Object.entries(fresh) as [string, Words][]) {
    // Buffers are rounded up to 16 bytes.
    const words = Math.floor(array.length / all.length);
    if (name === "counters" || name === "clock") state[name] = from[name] as Words;
    else if (name === "solids") state[name] = joinedSolids(from.solids as Words | undefined, array);
    else if (name === "bodies") state[name] = joinedBodies(from.bodies as Words | undefined, array);
    else {
      const joined = new Uint32Array(array.length);
      joined.set((from[name] as Words).subarray(0, words * known.length));
      added.forEach((row, k) =>
        joined.set(array.subarray(words * row, words * (row + 1)), words * (known.length + k)),
      );
      state[name] = joined;
    }
  }
  if (entrance) enter(state, known.length, entrance);
  return state;
}

function ids(tag: Words): Uint32Array {
  return Uint32Array.from({ length: tag.length / 4 }, (_, row) => tag[4 * row + 3]);
}

/** Solids that stood before have no record that says more than a new one. */
function joinedSolids(before: Words | undefined, fresh: Words): Words {
  const joined = fresh.slice();
  if (!before) return joined;
  const words = solidBlock.bytes / 4;
  joined.set(before);
  for (let start = 0; start < before.length; start += words)
    for (const field of resolvedFields) {
      const word = start + solidBlock.wordOf(field);
      joined[word] = fresh[word];
    }
  return joined;
}

/** Bodies stand in the order of their solids, so that new ones are the last. */
function joinedBodies(before: Words | undefined, fresh: Words): Words {
  const joined = fresh.slice();
  if (before) joined.set(before);
  return joined;
}

/** Moves the rows from `first` on, which are those of the last solid, and its record. */
function enter(state: Record<string, Words>, first: number, { box, displacement }: Entrance): void {
  const { span } = positionCode(box);
  const units = displacement.map((length, axis) => Math.round((length / span[axis]) * 2 ** 32));
  const move = (words: Words, start: number) => units.forEach((unit, axis) => (words[start + axis] += unit));
  for (const name of ["position", "builtPosition"])
    for (let word = 4 * first; word < state[name].length; word += 4) move(state[name], word);
  move(state.solids, state.solids.length - solidBlock.bytes / 4 + solidBlock.wordOf("center"));
}

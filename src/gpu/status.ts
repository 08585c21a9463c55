/**
 * The status block: a few words on the device that passes use to decide without the host, and that come
 * back once per batch. `isActive` says whether the present step began unhalted. `rebuilding` is 1 while a new neighbour list is
 * due, 2 where one of before is made again. `particle` starts at 2³² − 1, so that an
 * atomic minimum finds the smallest failing id. `builtAt` is the step of the last list but the one being built, where reaches depend on it.
 */
export const statusFields = [
  "step",
  "halt",
  "isActive",
  "rebuilding",
  "builds",
  "listCapacityNeeded",
  "particle",
  "builtAt",
] as const;
export type StatusField = (typeof statusFields)[number];
export type StatusBlock = Record<StatusField, number>;

/**
 * Values of `halt`; anything but `running` makes every later pass return at once. The largest of a step stays: numbers
 * gone wrong can make the list overflow, so an overflow comes before them.
 */
export const haltCodes = {
  running: 0,
  converged: 1,
  listOverflow: 2,
  nonFinite: 3,
  tooFast: 4,
  lost: 5,
  /** A density below zero. */
  badDensity: 6,
  /** The time asked for is reached: later steps of the batch do nothing. */
  paused: 7,
  /** More particles are to come in than wait; `particle` is the number of the inlet. */
  reserveEmpty: 8,
  /** A solve needs more iterations than were recorded. */
  unfinished: 9,
} as const;

export const statusBytes = 32;

const constants = Object.entries(haltCodes)
  .map(([name, code]) => `const halt_${name} = ${code}u;`)
  .join("\n");

/** For passes that only look: bind `status` as `Status`, access read. */
export const statusReader = `struct Status { ${statusFields.map((field) => `${field}: u32`).join(", ")} }\n${constants}`;

/** WGSL for those: whether particles are sorted and listed anew. */
export const isRebuilding = "status.rebuilding != 0u";

/** For passes that write: bind `status` as `AtomicStatus`, access read_write. */
export const statusWriter = `struct AtomicStatus { ${statusFields.map((field) => `${field}: atomic<u32>`).join(", ")} }
${constants}
fn isHalted() -> bool { return atomicLoad(&status.halt) != halt_running; }
fn fail(code: u32, id: u32) {
  atomicMax(&status.halt, code);
  atomicMin(&status.particle, id);
}`;

export function unpackStatus(words: Uint32Array): StatusBlock {
  return Object.fromEntries(statusFields.map((field, index) => [field, words[index]])) as StatusBlock;
}

/** Words of a status block; those left out as they are before a run. */
export function packStatus(values: Partial<StatusBlock>): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(statusBytes / 4);
  const initial: Partial<StatusBlock> = { isActive: 1, particle: 0xffffffff };
  statusFields.forEach((field, index) => (words[index] = values[field] ?? initial[field] ?? 0));
  return words;
}

import type { Binding } from "./pass.ts";

/** Calls `fn name(index: u32)` for every index below `count`, a WGSL expression: what most passes do. */
export interface IndexLoop {
  readonly name: string;
  readonly count: string;
  /**
   * WGSL expression, the same for all threads from the beginning of the dispatch to its end: whether there is anything to do. A dispatch that is not due is
   * over at once, without a look at its indices.
   */
  readonly condition?: string;
  /** Where the function returns numbers that are summed up, or the largest of which are looked for. */
  readonly total?: IndexTotal;
}

interface IndexTotal {
  readonly operation: keyof typeof operations;
  /** Name of `fn keep(slot: u32, total: vec4f)`, for totals of parts of the indices. */
  readonly keep: string;
}

/** WGSL of what two numbers come to, and of what those of all lanes do. */
const operations = {
  sum: { ofTwo: (a: string, b: string) => `${a} + ${b}`, ofLanes: "subgroupAdd" },
  largest: { ofTwo: (a: string, b: string) => `max(${a}, ${b})`, ofLanes: "subgroupMax" },
} as const;

/** Indices of one sum of `sumOverIndices` at least, but for the last. */
export const indicesOfSum = 32;

/** The entry point of a pass that calls `fn name(index: u32)` for every index below `count`, if `condition` is true (WGSL expressions). */
export function forEachIndex(name: string, count: string, condition?: string): IndexLoop {
  return { name, count, condition };
}

/**
 * The entry point of a pass that adds up what `fn name(index: u32) -> vec4f` returns for every index below `count`, if `condition` is true, and hands the sums of
 * parts to `fn keep(slot: u32, sum: vec4f)`; slots are less than the blocks of `indicesOfSum`, and not all are used. The order of
 * additions is always the same.
 */
export function sumOverIndices(name: string, count: string, condition: string, keep: string): IndexLoop {
  return { name, count, condition, total: { operation: "sum", keep } };
}

/** The same for the largest of what the function returns, each component by itself, numbers from 0 up. Slots mean nothing. */
export function largestOverIndices(name: string, count: string, condition: string, keep: string): IndexLoop {
  return { name, count, condition, total: { operation: "largest", keep } };
}

/** How the indices of a dispatch are shared out among those who work on them. Whoever gets them, results are the same. */
export interface IndexSharing {
  /** WGSL entry point of a loop. */
  entryPoint(loop: IndexLoop): string;
  /** Threads of a workgroup. */
  readonly workgroupSize: number;
  /** Workgroups that a dispatch for so many indices starts. */
  workgroups(indices: number): number;
  /** What entry points bind beside the bindings of their pass, and the buffers for it. */
  readonly bindings: Readonly<Record<string, Binding>>;
  readonly buffers: Readonly<Record<string, GPUBuffer>>;
}

export const defaultWorkgroupSize = 64;

/**
 * Each workgroup has a run of consecutive indices, whole workgroups long, so that any number of workgroups covers all. Programs that stand in
 * for an adapter give each of their threads a fixed run of workgroups: they take the runs of indices in turn, since a tank has water below and
 * nothing but walls above, and one behind the other, so that what surrounds one is still in the cache for the next.
 *
 * @param mostWorkgroups of a dispatch for so many indices
 * @param workers threads of a software adapter, a power of two; 1 on hardware
 */
export function fixedRuns(mostWorkgroups: (indices: number) => number, workers: number): IndexSharing {
  return {
    workgroupSize: defaultWorkgroupSize,
    workgroups: (indices) => Math.min(Math.ceil(indices / defaultWorkgroupSize), mostWorkgroups(indices)),
    bindings: {},
    buffers: {},
    entryPoint: ({ name, count, condition, total }) => /* wgsl */ `${total ? totalOfWorkgroup : ""}
@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_index) thread: u32,
  @builtin(num_workgroups) groups: vec3u,
) {${total ? beginTotal(condition) : leaveUnless(condition)}
  let count = ${count};
  let length = (count + groups.x * WORKGROUP_SIZE - 1u) / (groups.x * WORKGROUP_SIZE) * WORKGROUP_SIZE;
  let perWorker = groups.x / ${workers}u;
  let inTurn = group.x % max(perWorker, 1u) * ${workers}u + group.x / max(perWorker, 1u);
  let first = select(group.x, inTurn, perWorker * ${workers}u == groups.x) * length;
  let end = min(first + length, count);
  for (var index = first + thread; index < end; index += WORKGROUP_SIZE) { ${callOf(name, total)} }${total ? endTotal(total) : ""}
}`,
  };
}

function leaveUnless(condition?: string): string {
  return condition ? `\n  if (!(${condition})) { return; }` : "";
}

/** What is done for one index. */
function callOf(name: string, total?: IndexTotal): string {
  const call = `${name}(index)`;
  return total ? `total = ${operations[total.operation].ofTwo("total", call)};` : `${call};`;
}

const totalOfWorkgroup = `
var<workgroup> isTotalWanted: u32;
var<workgroup> totalsOfThreads: array<vec4f, WORKGROUP_SIZE>;
`;
const beginTotal = (condition = "true") => `
  if (thread == 0u) { isTotalWanted = u32(${condition}); }
  if (workgroupUniformLoad(&isTotalWanted) == 0u) { return; }
  var total = vec4f(0.0);`;
const endTotal = ({ operation, keep }: IndexTotal) => `
  totalsOfThreads[thread] = total;
  workgroupBarrier();
  if (thread != 0u) { return; }
  for (var k = 1u; k < WORKGROUP_SIZE; k++) { total = ${operations[operation].ofTwo("total", "totalsOfThreads[k]")}; }
  ${keep}(group.x, total);`;

/** As many as a subgroup of llvmpipe has lanes. */
const lanes = 8;
/** Indices that are taken at once: enough that neighbours in space are still in the cache, few enough that all end at the same time. */
const longestTurn = 256;
/** At least, but for few indices. That and so the order of sums is the same with any number of threads. */
const turnsOfDispatch = 128;

/**
 * For software adapters whose subgroups have eight lanes: one workgroup of one subgroup for each of their threads, which takes the next few
 * indices as soon as it has done the last. Threads that share a machine with others are never equally fast; with fixed runs of indices the faster
 * ones wait at the end of every dispatch. The last to leave sets the counters back.
 *
 * @param workers threads of the adapter
 */
export function takenTurns(device: GPUDevice, workers: number): IndexSharing {
  const turns = device.createBuffer({ label: "turns", size: 16, usage: GPUBufferUsage.STORAGE });
  return {
    workgroupSize: lanes,
    workgroups: (indices) => Math.min(Math.ceil(indices / lanes), workers),
    bindings: { turns: { type: "array<atomic<u32>, 2>", access: "read_write" } },
    buffers: { turns },
    entryPoint: ({ name, count, condition, total }) => /* wgsl */ `
@compute @workgroup_size(WORKGROUP_SIZE)
fn main(@builtin(local_invocation_index) lane: u32, @builtin(num_workgroups) groups: vec3u) {${leaveUnless(condition)}
  let count = ${count};
  let length = clamp(count / ${turnsOfDispatch}u / WORKGROUP_SIZE, ${total ? indicesOfSum / lanes : 1}u, ${longestTurn / lanes}u) * WORKGROUP_SIZE;
  loop {
    var turn = 0u;
    if (lane == 0u) { turn = atomicAdd(&turns[0], 1u); }
    turn = subgroupBroadcastFirst(turn);
    let first = turn * length;
    if (first >= count) { break; }
    let end = min(first + length, count);
${loopOfTurn(name, total)}
  }
  if (lane == 0u && atomicAdd(&turns[1], 1u) == groups.x - 1u) {
    atomicStore(&turns[0], 0u);
    atomicStore(&turns[1], 0u);
  }
}`,
  };
}

function loopOfTurn(name: string, total?: IndexTotal): string {
  const loop = `    for (var index = first + lane; index < end; index += WORKGROUP_SIZE) { ${callOf(name, total)} }`;
  if (!total) return loop;
  return `    var total = vec4f(0.0);
${loop}
    total = ${operations[total.operation].ofLanes}(total);
    if (lane == 0u) { ${total.keep}(turn, total); }`;
}

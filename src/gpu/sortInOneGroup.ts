import type { GpuContext } from "./context.ts";
import { mostInOneGroup, oneGroup } from "./pass.ts";
import code from "./sortInOneGroup.wgsl?raw";
import sumThrough from "./sumThrough.wgsl?raw";

/**
 * WGSL of `fn sortParticles(thread: u32)` for the threads of one workgroup (`oneGroup`), all of which have to come by. Its user binds `geometry`,
 * `cellStart` (atomic), `members`, `position`, `builtPosition`, `velocity` and `tag`, and defines `fn cellOf(place: vec4u) -> u32`,
 * `fn noteDestination(index: u32, row: u32)`, `builtWord` and `builtPlace`.
 */
export function sortInOneGroup(count: number): string {
  const chunks = 2 ** Math.ceil(Math.log2(Math.ceil(count / oneGroup.workgroupSize)));
  return [`const CHUNKS = ${chunks}u;`, sumThrough, code].join("\n");
}

/** Its entry point where it is a pass of its own. */
export const sortAlone = /* wgsl */ `
@compute @workgroup_size(WORKGROUP_SIZE)
fn main(@builtin(local_invocation_index) thread: u32) {
  if (status.rebuilding != 0u) { sortParticles(thread); }
}`;

/**
 * Most particles that one workgroup sorts in no more time than the ten dispatches that do so otherwise: on software adapters many, as each
 * dispatch costs there whether there is something to sort or not. More would not fit the private memory that WGSL promises.
 */
export function mostSortedInOneGroup({ adapter, workers }: GpuContext): number {
  return adapter.kind === "software"
    ? Math.max(Math.min(40960 / workers, 32768), mostInOneGroup)
    : mostInOneGroup;
}

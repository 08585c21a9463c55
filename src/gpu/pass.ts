import type { GpuContext } from "./context.ts";
import { sharedPipeline } from "./pipelines.ts";

/** How a pass sees a buffer. */
export interface Binding {
  /** WGSL type, e.g. `array<vec4u>`. */
  readonly type: string;
  readonly access: "uniform" | "read" | "read_write";
}

export interface PassDescription {
  /** Appears in errors, profiles and GPU captures. */
  readonly label: string;
  /** WGSL fragments, concatenated; they refer to bindings by name and define the entry point. */
  readonly code: readonly string[];
  /** Named once, here; the order gives the binding numbers. */
  readonly bindings: Readonly<Record<string, Binding>>;
  /** Threads of one workgroup; the fragments see it as WORKGROUP_SIZE. */
  readonly workgroupSize?: number;
  /** Most workgroups of a dispatch; the context's choice where left out. */
  readonly maximumWorkgroups?: number;
  /** Whether its WGSL has subgroup operations; the device must have been opened with them. */
  readonly usesSubgroups?: boolean;
}

export const defaultWorkgroupSize = 64;

// Lanes of one cluster always go together, which the analysis of uniformity cannot see.
const subgroups = "enable subgroups;\ndiagnostic(off, subgroup_uniformity);";

/** The portable limit of storage buffers a pass may bind. */
const maximumStorageBuffers = 8;

/** A pass with its buffers, ready to be recorded. */
export interface BoundPass {
  readonly label: string;
  /** Records one dispatch for `threads` indices; no more workgroups are started than the context allows. */
  encode(encoder: GPUComputePassEncoder, threads: number): void;
}

/** WGSL of a whole pass: generated bindings in front of its fragments. */
export function passSource(
  { code, bindings, workgroupSize, usesSubgroups }: PassDescription,
  workers: number,
): string {
  const declarations = Object.entries(bindings).map(([name, { type, access }], index) => {
    const space = access === "uniform" ? "uniform" : `storage, ${access}`;
    return `@group(0) @binding(${index}) var<${space}> ${name}: ${type};`;
  });
  const size = `const WORKGROUP_SIZE = ${workgroupSize ?? defaultWorkgroupSize}u;\nconst WORKERS = ${workers}u;`;
  return [...(usesSubgroups ? [subgroups] : []), size, ...declarations, ...code].join("\n");
}

/**
 * WGSL entry point that calls `fn name(index: u32)` for every index below `count` (a WGSL expression).
 * Each workgroup has a run of consecutive indices, whole workgroups long, so that any number of workgroups covers all. llvmpipe gives each of its
 * threads a fixed run of workgroups: they take the runs of indices in turn, since a tank has water below and nothing but walls above, and one behind
 * the other, so that what surrounds one is still in the cache for the next.
 */
export function forEachIndex(name: string, count: string): string {
  return /* wgsl */ `
@compute @workgroup_size(WORKGROUP_SIZE)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_index) thread: u32,
  @builtin(num_workgroups) groups: vec3u,
) {
  let count = ${count};
  let length = (count + groups.x * WORKGROUP_SIZE - 1u) / (groups.x * WORKGROUP_SIZE) * WORKGROUP_SIZE;
  let perWorker = groups.x / WORKERS;
  let inTurn = group.x % max(perWorker, 1u) * WORKERS + group.x / max(perWorker, 1u);
  let first = select(group.x, inTurn, perWorker * WORKERS == groups.x) * length;
  let end = min(first + length, count);
  for (var index = first + thread; index < end; index += WORKGROUP_SIZE) { ${name}(index); }
}`;
}

/** Few indices are done by one workgroup, so that what has to be done before them needs no dispatch of its own. */
export const oneGroup = { workgroupSize: 256, maximumWorkgroups: 1 } as const;
/** Most indices that are. */
export const mostInOneGroup = 2048;

/**
 * WGSL entry point for one workgroup: `fn first(index: u32)` with 0, then `fn name(index: u32)` for every index below `count`, then
 * `fn last(thread: u32)` in every thread if `condition`, a WGSL expression, is true of the first.
 */
export function forEachIndexBetween(
  first: string,
  name: string,
  count: string,
  condition: string,
  last: string,
): string {
  return /* wgsl */ `
var<workgroup> goesOn: u32;

@compute @workgroup_size(WORKGROUP_SIZE)
fn main(@builtin(local_invocation_index) thread: u32) {
  if (thread == 0u) { ${first}(0u); }
  storageBarrier();
  for (var index = thread; index < ${count}; index += WORKGROUP_SIZE) { ${name}(index); }
  storageBarrier();
  if (thread == 0u) { goesOn = u32(${condition}); }
  if (workgroupUniformLoad(&goesOn) != 0u) { ${last}(thread); }
}`;
}

/** One compute dispatch: a WGSL entry point and its named buffers. */
export class Pass {
  private constructor(
    private readonly context: GpuContext,
    private readonly description: PassDescription,
    private readonly pipeline: GPUComputePipeline,
  ) {}

  /**
   * Compiles a pass.
   *
   * @throws Error with the label and the compiler's message where the WGSL is wrong.
   */
  static async create(context: GpuContext, description: PassDescription): Promise<Pass> {
    const { device } = context;
    const { label, bindings } = description;
    const storage = Object.values(bindings).filter((binding) => binding.access !== "uniform").length;
    if (storage > maximumStorageBuffers) {
      throw new Error(
        `pass ${label}: ${storage} storage buffers, at most ${maximumStorageBuffers} are portable`,
      );
    }
    const source = passSource(description, context.workers);
    const text = `${label}\n${source}`;
    const pipeline = await sharedPipeline(device, text, () => compile(device, description, source));
    return new Pass(context, description, pipeline);
  }

  /** Gives every binding its buffer. */
  bind(buffers: Readonly<Record<string, GPUBuffer>>): BoundPass {
    const { label, bindings, workgroupSize = defaultWorkgroupSize, maximumWorkgroups } = this.description;
    const { context } = this;
    const group = context.device.createBindGroup({
      label,
      layout: this.pipeline.getBindGroupLayout(0),
      entries: Object.keys(bindings).map((name, binding) => {
        const buffer = buffers[name];
        if (!buffer) throw new Error(`pass ${label}: no buffer for binding ${name}`);
        return { binding, resource: { buffer } };
      }),
    });
    return {
      label,
      encode: (encoder, threads) => {
        encoder.setPipeline(this.pipeline);
        encoder.setBindGroup(0, group);
        const most = maximumWorkgroups ?? context.maximumWorkgroups(threads);
        encoder.dispatchWorkgroups(Math.min(Math.ceil(threads / workgroupSize), most));
      },
    };
  }
}

async function compile(
  device: GPUDevice,
  { label, bindings }: PassDescription,
  code: string,
): Promise<GPUComputePipeline> {
  const entries = Object.values(bindings).map(({ access }, binding): GPUBindGroupLayoutEntry => {
    const type = access === "uniform" ? "uniform" : access === "read" ? "read-only-storage" : "storage";
    return { binding, visibility: GPUShaderStage.COMPUTE, buffer: { type } };
  });
  const layout = device.createPipelineLayout({
    label,
    bindGroupLayouts: [device.createBindGroupLayout({ label, entries })],
  });
  device.pushErrorScope("validation");
  const module = device.createShaderModule({ label, code });
  const pending = device.createComputePipelineAsync({
    label,
    layout,
    compute: { module, entryPoint: "main" },
  });
  const [scope, compiled] = await Promise.allSettled([device.popErrorScope(), pending]);
  const message = scope.status === "fulfilled" ? scope.value?.message : String(scope.reason);
  if (message) throw new Error(`pass ${label}: ${message}`);
  if (compiled.status === "rejected") throw new Error(`pass ${label}: ${String(compiled.reason)}`);
  return compiled.value;
}

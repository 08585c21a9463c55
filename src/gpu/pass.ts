import type { GpuContext } from "./context.ts";
import { defaultWorkgroupSize, type IndexLoop } from "./indexSharing.ts";
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
  /** Concatenated; they refer to bindings by name and define the entry point. */
  readonly code: readonly Fragment[];
  /** Named once, here; the order gives the binding numbers. */
  readonly bindings: Readonly<Record<string, Binding>>;
  /** Threads of one workgroup, where it has an entry point of its own; the fragments see it as WORKGROUP_SIZE. */
  readonly workgroupSize?: number;
  /** Most workgroups of a dispatch, where it has an entry point of its own; the context's choice where left out. */
  readonly maximumWorkgroups?: number;
}

/** A piece of WGSL: text, or the entry point of a loop, which is written as the context shares out indices. */
export type Fragment = string | IndexLoop;

// Lanes of one cluster always go together, which the analysis of uniformity cannot see.
const subgroups = "enable subgroups;\ndiagnostic(off, subgroup_uniformity);";

/** The portable limit of storage buffers a pass may bind. */
export const maximumStorageBuffers = 8;

export type Encoder = GPUComputePassEncoder;

/** A pass over a run of indices, ready to be recorded. */
export type Recorded = (encoder: Encoder) => void;

/** A pass with its buffers, ready to be recorded. */
export interface BoundPass {
  readonly label: string;
  /** Records one dispatch for `threads` indices; no more workgroups are started than the context allows. */
  encode(encoder: Encoder, threads: number): void;
}

/** What a pass is made of on one device. */
interface PassPlan {
  readonly label: string;
  /** WGSL of the whole pass: generated bindings in front of its fragments. */
  readonly source: string;
  readonly bindings: Readonly<Record<string, Binding>>;
  /** What it binds without being given it. */
  readonly ownBuffers: Readonly<Record<string, GPUBuffer>>;
  workgroups(threads: number): number;
}

function planPass(context: GpuContext, description: PassDescription): PassPlan {
  const { device, indexSharing } = context;
  const { label, code } = description;
  const isLoop = code.some((fragment) => typeof fragment !== "string");
  const bindings = { ...description.bindings, ...(isLoop ? indexSharing.bindings : {}) };
  const workgroupSize = isLoop
    ? indexSharing.workgroupSize
    : (description.workgroupSize ?? defaultWorkgroupSize);
  const declarations = Object.entries(bindings).map(([name, { type, access }], index) => {
    const space = access === "uniform" ? "uniform" : `storage, ${access}`;
    return `@group(0) @binding(${index}) var<${space}> ${name}: ${type};`;
  });
  const size = `const WORKGROUP_SIZE = ${workgroupSize}u;`;
  const texts = code.map((fragment) =>
    typeof fragment === "string" ? fragment : indexSharing.entryPoint(fragment),
  );
  return {
    label,
    bindings,
    ownBuffers: isLoop ? indexSharing.buffers : {},
    source: [...(device.features.has("subgroups") ? [subgroups] : []), size, ...declarations, ...texts].join(
      "\n",
    ),
    workgroups(threads) {
      if (isLoop) return indexSharing.workgroups(threads);
      const most = description.maximumWorkgroups ?? context.maximumWorkgroups(threads);
      return Math.min(Math.ceil(threads / workgroupSize), most);
    },
  };
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
    private readonly plan: PassPlan,
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
    const plan = planPass(context, description);
    const text = `${label}\n${plan.source}`;
    const pipeline = await sharedPipeline(device, text, () => compile(device, plan));
    return new Pass(context, plan, pipeline);
  }

  /** Gives every binding its buffer, or the part of one that it is to see. */
  bind(buffers: Readonly<Record<string, GPUBuffer | GPUBufferBinding>>): BoundPass {
    const { plan, pipeline } = this;
    const { label, bindings, ownBuffers } = plan;
    const group = this.context.device.createBindGroup({
      label,
      layout: pipeline.getBindGroupLayout(0),
      entries: Object.keys(bindings).map((name, binding) => {
        const buffer = ownBuffers[name] ?? buffers[name];
        if (!buffer) throw new Error(`pass ${label}: no buffer for binding ${name}`);
        return { binding, resource: "buffer" in buffer ? buffer : { buffer } };
      }),
    });
    return {
      label,
      encode: (encoder, threads) => {
        encoder.setPipeline(pipeline);
        encoder.setBindGroup(0, group);
        encoder.dispatchWorkgroups(plan.workgroups(threads));
      },
    };
  }
}

async function compile(
  device: GPUDevice,
  { label, bindings, source: code }: PassPlan,
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

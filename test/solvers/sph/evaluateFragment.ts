import type { GpuContext } from "../../../src/gpu/context.ts";
import { readFloats, storageBuffer, submit } from "../../support/device.ts";

/** Two WGSL expressions in `x` at each of the arguments, interleaved, as the device computes them. */
export async function evaluateFragment(
  context: GpuContext,
  fragment: string,
  expressions: readonly [string, string],
  points: Float32Array,
): Promise<Float32Array> {
  const code = /* wgsl */ `${fragment}
@group(0) @binding(0) var<storage> points: array<f32>;
@group(0) @binding(1) var<storage, read_write> result: array<vec2f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= arrayLength(&points)) { return; }
  let x = points[id.x];
  result[id.x] = vec2f(${expressions.join(", ")});
}`;
  const { device } = context;
  const module = device.createShaderModule({ code });
  const pipeline = await device.createComputePipelineAsync({ layout: "auto", compute: { module } });
  const buffers = [
    storageBuffer(context, points),
    storageBuffer(context, new Float32Array(2 * points.length)),
  ];
  const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }));
  const bindGroup = device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
  submit(context, (pass) => {
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, bindGroup);
    pass.dispatchWorkgroups(Math.ceil(points.length / 64));
  });
  const result = await readFloats(context, buffers[1]);
  for (const buffer of buffers) buffer.destroy();
  return result;
}

/** The fragment with the function of one argument renamed, and in its place one whose result is 0.1 % larger. */
export function mutatedFragment(wgsl: string, name: string, signature: string, call: string): string {
  const renamed = wgsl.replace(`fn ${name}(`, `fn exact_${name}(`);
  if (renamed === wgsl) throw new Error(`the fragment defines no ${name}`);
  return `${renamed}\nfn ${name}(${signature}) -> f32 { return 1.001 * exact_${name}(${call}); }\n`;
}

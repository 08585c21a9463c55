/** Pipelines that a device has, by their layout and their WGSL. */
const known = new WeakMap<GPUDevice, Map<string, Promise<GPUComputePipeline>>>();

/**
 * A pipeline of a device that is compiled once for each text: engines of the same model, such as one whose parameters have
 * changed while it runs, start without waiting for the compiler.
 */
export function sharedPipeline(
  device: GPUDevice,
  text: string,
  compile: () => Promise<GPUComputePipeline>,
): Promise<GPUComputePipeline> {
  const pipelines = known.get(device) ?? new Map<string, Promise<GPUComputePipeline>>();
  known.set(device, pipelines);
  const found = pipelines.get(text);
  if (found) return found;
  const pipeline = compile();
  pipelines.set(text, pipeline);
  // What did not compile may be tried again.
  pipeline.catch(() => pipelines.delete(text));
  return pipeline;
}

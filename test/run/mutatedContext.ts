import type { GpuContext } from "../../src/gpu/context.ts";

/** A context whose shaders are changed on the way to the compiler, and a count of how often. */
export function mutatedContext(
  context: GpuContext,
  from: string,
  to: string,
): { readonly context: GpuContext; changes(): number } {
  let changes = 0;
  const device = new Proxy(context.device, {
    get(target, key) {
      if (key === "createShaderModule") {
        return (descriptor: GPUShaderModuleDescriptor) => {
          if (descriptor.code.includes(from)) changes++;
          return target.createShaderModule({ ...descriptor, code: descriptor.code.replaceAll(from, to) });
        };
      }
      const value = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  return { context: { ...context, device }, changes: () => changes };
}

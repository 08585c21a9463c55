import type { BindingTable } from "../../gpu/bindingTable.ts";

/** WGSL types of the buffers that passes of a fluid know by name. */
export const fluidBindings: BindingTable = {
  uniform: {
    geometry: "Geometry",
    fluid: "Fluid",
    materials: "array<Material, MATERIAL_COUNT>",
    chunk: "Chunk",
  },
  storage: {
    status: "Status",
    position: "array<vec4u>",
    velocity: "array<vec4f>",
    tag: "array<vec4i>",
    builtPosition: "array<vec4u>",
    rate: "array<vec4f>",
    thermo: "array<vec2f>",
    deviation: "array<vec4f>",
    densityGradient: "array<vec4f>",
    partialLimits: "array<vec2f>",
    rowWords: "array<u32>",
    list: "array<vec4u>",
    cellStart: "array<u32>",
  },
};

import { expect, test } from "vitest";
import { BufferPool } from "../../src/gpu/buffers.ts";
import { Pass } from "../../src/gpu/pass.ts";
import { declareUniform, type UniformType } from "../../src/gpu/uniformBlock.ts";
import { readWords, storageBuffer, submit, useDevice } from "../support/device.ts";

const device = useDevice();

/** Fields whose alignments leave gaps of every kind: before a vec3, behind it, and at the end. */
const fields = {
  a: "u32",
  b: "vec3f",
  c: "f32",
  d: "vec3u",
  e: "vec3u",
  f: "f32",
  g: "u32",
  h: "vec4f",
  i: "f32",
  j: "vec4u",
  k: "vec3f",
  l: "u32",
  m: "u32",
} as const satisfies Record<string, UniformType>;

const values = {
  a: 4_000_000_000,
  b: [1.5, -2.5, 3.5],
  c: 4.25,
  d: [7, 8, 9],
  e: [10, 11, 4_294_967_295],
  f: -0.125,
  g: 12,
  h: [20.5, 21.5, 22.5, 23.5],
  i: 1e-30,
  j: [30, 31, 32, 33],
  k: [40.5, 41.5, 42.5],
  l: 50,
  m: 51,
};

const componentsOf = (type: UniformType) => (type.startsWith("vec") ? Number(type[3]) : 1);

/** What a shader finds in each field, as 32-bit words in the order of the fields. */
async function readThroughShader(data: ArrayBuffer, wgsl: string): Promise<Uint32Array> {
  const context = device();
  const pool = new BufferPool(context);
  let next = 0;
  const stores = Object.entries(fields).flatMap(([name, type]) =>
    Array.from({ length: componentsOf(type) }, (_, component) => {
      const value = componentsOf(type) === 1 ? `block.${name}` : `block.${name}[${component}]`;
      return `found[${next++}] = bitcast<u32>(${value});`;
    }),
  );
  const pass = await Pass.create(context, {
    label: "read uniform",
    bindings: {
      block: { type: "Block", access: "uniform" },
      found: { type: "array<u32>", access: "read_write" },
    },
    code: [wgsl, `@compute @workgroup_size(1) fn main() { ${stores.join("\n")} }`],
  });
  const found = storageBuffer(context, new Uint32Array(next));
  const bound = pass.bind({ block: pool.uniform("block", data), found });
  submit(context, (encoder) => bound.encode(encoder, 1));
  const words = await readWords(context, found);
  pool.destroy();
  found.destroy();
  return words;
}

/** The values as the words a shader should find. */
function expectedWords(): Uint32Array {
  return Uint32Array.from(
    Object.entries(fields).flatMap(([name, type]) => {
      const components = [values[name as keyof typeof values]].flat();
      const isInteger = type.endsWith("u") || type === "u32";
      return isInteger ? components : [...new Uint32Array(Float32Array.from(components).buffer)];
    }),
  );
}

test("a shader finds every field of a uniform block where it was packed", async () => {
  const block = declareUniform("Block", fields);
  expect(await readThroughShader(block.pack(values), block.wgsl)).toEqual(expectedWords());
});

test("fields packed without WGSL's alignment are not found", async () => {
  const block = declareUniform("Block", fields);
  const tight = new ArrayBuffer(block.pack(values).byteLength);
  new Uint32Array(tight).set(expectedWords());
  expect(await readThroughShader(tight, block.wgsl)).not.toEqual(expectedWords());
});

test("packing refuses a field with the wrong number of components", () => {
  const block = declareUniform("Block", { width: "vec3f" });
  expect(() => block.pack({ width: [1, 2] })).toThrow("uniform Block.width takes 3 numbers");
  expect(() => block.pack({ width: 1 })).toThrow("uniform Block.width takes 3 numbers");
});

test("an array of blocks is unpacked to the values that were packed", () => {
  const block = declareUniform("Block", { ...fields, n: "vec3i" });
  const signed = { ...values, n: [-1, 2, -3] };
  const [first, second] = [block.pack(signed), block.pack({ ...signed, a: 1, k: [0, 0, 7] })];
  const both = new Uint8Array(2 * block.bytes);
  both.set(new Uint8Array(first));
  both.set(new Uint8Array(second), block.bytes);
  const found = block.unpack(both.buffer);
  const expected = Object.entries({ ...signed, i: Math.fround(signed.i) }).map(([name, value]) => [
    name,
    [value].flat(),
  ]);
  expect(found).toEqual([
    Object.fromEntries(expected),
    { ...Object.fromEntries(expected), a: [1], k: [0, 0, 7] },
  ]);
});

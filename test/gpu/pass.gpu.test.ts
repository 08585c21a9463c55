import { describe, expect, test } from "vitest";
import { BufferPool } from "../../src/gpu/buffers.ts";
import { pickBindings } from "../../src/gpu/bindingTable.ts";
import type { GpuContext } from "../../src/gpu/context.ts";
import {
  fixedRuns,
  forEachIndex,
  indicesOfSum,
  largestOverIndices,
  sumOverIndices,
  takenTurns,
} from "../../src/gpu/indexSharing.ts";
import { Pass } from "../../src/gpu/pass.ts";
import { readBuffer, readWords, storageBuffer, submit, useDevice, withLimits } from "../support/device.ts";

const device = useDevice();

const values = { type: "array<u32>", access: "read_write" } as const;
const buffersOf = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, k) => [`buffer${k}`, values]));
const emptyMain = "@compute @workgroup_size(1) fn main() {}";

describe("a pass that does not compile", () => {
  test("names its label and the compiler's complaint", async () => {
    const broken = Pass.create(device(), {
      label: "sumOfNothing",
      bindings: { values },
      code: ["@compute @workgroup_size(1) fn main() { values[0] = undeclared; }"],
    });
    await expect(broken).rejects.toThrow(/^pass sumOfNothing: [\s\S]*undeclared/);
  });

  test("names its label where the entry point is missing", async () => {
    const broken = Pass.create(device(), { label: "headless", bindings: {}, code: ["fn other() {}"] });
    await expect(broken).rejects.toThrow(/^pass headless: /);
  });

  test("leaves the device usable and the others compiled at the same time as they are", async () => {
    const compile = (label: string, code: string) =>
      Pass.create(device(), { label, bindings: { values }, code: [code] });
    const results = await Promise.allSettled([
      compile("first", emptyMain),
      compile("second", "@compute @workgroup_size(1) fn main() { return 1; }"),
      compile("third", emptyMain),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(String((results[1] as PromiseRejectedResult).reason)).toMatch(/pass second: /);
    expect(() => device().check()).not.toThrow();
  });
});

test("a pass binds eight storage buffers and refuses nine", async () => {
  const create = (count: number) =>
    Pass.create(device(), { label: "greedy", bindings: buffersOf(count), code: [emptyMain] });
  await expect(create(8)).resolves.toBeInstanceOf(Pass);
  await expect(create(9)).rejects.toThrow("pass greedy: 9 storage buffers, at most 8 are portable");
});

test("uniforms do not count among the eight storage buffers", async () => {
  const uniforms = { size: { type: "vec4u", access: "uniform" } } as const;
  const bindings = { ...buffersOf(8), ...uniforms };
  await expect(Pass.create(device(), { label: "full", bindings, code: [emptyMain] })).resolves.toBeInstanceOf(
    Pass,
  );
});

test("a binding without a buffer is named with its pass", async () => {
  const pass = await Pass.create(device(), { label: "lonely", bindings: { values }, code: [emptyMain] });
  expect(() => pass.bind({ other: {} as GPUBuffer })).toThrow("pass lonely: no buffer for binding values");
});

const fewGroups = () => 32;
const counts = [1, 7, 8, 9, 63, 64, 65, 2048, 2049, 33_000, 70_001];

describe.each([1, 2, 3, 32])("shared out among %i workers", (workers) => {
  /** How often each index was visited, after so many dispatches. */
  async function visits(
    context: GpuContext,
    count: number,
    dispatches: number,
    condition?: string,
  ): Promise<Uint32Array> {
    const pass = await Pass.create(context, {
      label: "visit",
      bindings: { values },
      code: [
        "fn visit(index: u32) { values[index] += index + 1u; }",
        forEachIndex("visit", "arrayLength(&values)", condition),
      ],
    });
    const buffer = storageBuffer(context, new Uint32Array(count));
    const bound = pass.bind({ values: buffer });
    submit(context, (encoder) => {
      for (let k = 0; k < dispatches; k++) bound.encode(encoder, count);
    });
    const visited = await readWords(context, buffer);
    buffer.destroy();
    return visited;
  }

  test.each(counts)("every one of %i indices is visited once in fixed runs", async (count) => {
    const context = { ...device(), indexSharing: fixedRuns(fewGroups, workers) };
    const visited = await visits(context, count, 1);
    expect(visited.findIndex((value, index) => value !== index + 1)).toBe(-1);
  });

  test.each(counts)(
    "every one of %i indices is visited once in each dispatch in taken turns",
    async (count) => {
      const context = device();
      if (!context.rowLayout.usesSubgroups) return;
      const visited = await visits(
        { ...context, indexSharing: takenTurns(context.device, workers) },
        count,
        3,
      );
      expect(visited.findIndex((value, index) => value !== 3 * (index + 1))).toBe(-1);
    },
  );

  test("no index is visited while there is nothing to do, and all are once there is", async () => {
    const context = device();
    const ways = [
      fixedRuns(fewGroups, workers),
      ...(context.rowLayout.usesSubgroups ? [takenTurns(context.device, workers)] : []),
    ];
    for (const indexSharing of ways) {
      const shared = { ...context, indexSharing };
      expect((await visits(shared, 2049, 2, "arrayLength(&values) > 2049u")).every((x) => x === 0)).toBe(
        true,
      );
      const visited = await visits(shared, 2049, 2, "arrayLength(&values) == 2049u");
      expect(visited.findIndex((value, index) => value !== 2 * (index + 1))).toBe(-1);
    }
  });

  /** (Σ 1, Σ index) by parts, whose sums are added here. */
  async function sums(context: GpuContext, count: number, condition: string): Promise<number[]> {
    const slots = Math.ceil(count / indicesOfSum);
    const pass = await Pass.create(context, {
      label: "sum",
      bindings: { sums: { type: "array<vec4f>", access: "read_write" } },
      code: [
        "fn summand(index: u32) -> vec4f { return vec4f(1.0, f32(index), 0.0, 0.0); }",
        "fn keep(slot: u32, sum: vec4f) { sums[slot] += sum + vec4f(0.0, 0.0, 1.0, 0.0); }",
        sumOverIndices("summand", `${count}u`, condition, "keep"),
      ],
    });
    const buffer = storageBuffer(context, new Float32Array(4 * slots));
    const bound = pass.bind({ sums: buffer });
    submit(context, (encoder) => bound.encode(encoder, count));
    const parts = new Float32Array(await readBuffer(context, buffer));
    buffer.destroy();
    // No part is summed twice.
    expect(parts.filter((_, k) => k % 4 === 2).every((times) => times <= 1)).toBe(true);
    return [0, 1].map((k) => parts.reduce((sum, value, at) => sum + (at % 4 === k ? value : 0), 0));
  }

  test.each(counts)("numbers of %i indices are added up, in parts that fit their slots", async (count) => {
    const context = device();
    const ways = [
      fixedRuns((indices) => Math.ceil(indices / 64), workers),
      ...(context.rowLayout.usesSubgroups ? [takenTurns(context.device, workers)] : []),
    ];
    for (const indexSharing of ways) {
      const [ones, total] = await sums({ ...context, indexSharing }, count, "arrayLength(&sums) > 0u");
      expect(ones).toBe(count);
      const expected = (count * (count - 1)) / 2;
      expect(Math.abs(total - expected)).toBeLessThanOrEqual(1e-5 * expected);
      expect(await sums({ ...context, indexSharing }, count, "arrayLength(&sums) == 0u")).toEqual([0, 0]);
    }
  });
});

describe("the largest over indices", () => {
  /** Of (7 − |index − 40|, index), as the passes of fluids keep them. */
  async function largest(context: GpuContext, count: number, condition: string): Promise<Uint32Array> {
    const pass = await Pass.create(context, {
      label: "largest",
      bindings: { kept: { type: "array<atomic<u32>>", access: "read_write" } },
      code: [
        "fn numbers(index: u32) -> vec4f { return vec4f(max(7.0 - abs(f32(index) - 40.0), 0.0), f32(index), 0.0, 0.0); }",
        `fn keep(slot: u32, largest: vec4f) {
          atomicMax(&kept[0], u32(largest.x));
          atomicMax(&kept[1], u32(largest.y));
        }`,
        largestOverIndices("numbers", `${count}u`, condition, "keep"),
      ],
    });
    const buffer = storageBuffer(context, new Uint32Array(2));
    const bound = pass.bind({ kept: buffer });
    submit(context, (encoder) => bound.encode(encoder, count));
    const kept = await readWords(context, buffer);
    buffer.destroy();
    return kept.slice(0, 2);
  }

  test.each([1, 41, 1000, 70_001])("of %i indices is found in each component by itself", async (count) => {
    const context = device();
    const ways = [
      fixedRuns((indices) => Math.ceil(indices / 64), 2),
      ...(context.rowLayout.usesSubgroups ? [takenTurns(context.device, 2)] : []),
    ];
    for (const indexSharing of ways) {
      const found = await largest({ ...context, indexSharing }, count, "arrayLength(&kept) > 0u");
      expect([...found]).toEqual([count > 40 ? 7 : 0, count - 1]);
      expect([...(await largest({ ...context, indexSharing }, count, "arrayLength(&kept) == 0u"))]).toEqual([
        0, 0,
      ]);
    }
  });
});

test("bindings picked from a table have the access of their role", () => {
  const table = { uniform: { size: "Size" }, storage: { mass: "array<f32>", sum: "array<u32>" } };
  expect(pickBindings(table, ["size", "mass"], ["sum", ["mass", "array<atomic<u32>>"]])).toEqual({
    size: { type: "Size", access: "uniform" },
    mass: { type: "array<atomic<u32>>", access: "read_write" },
    sum: { type: "array<u32>", access: "read_write" },
  });
});

describe("a buffer pool", () => {
  test("counts the bytes of its living buffers, in multiples of 16", () => {
    const pool = new BufferPool(device());
    pool.storage("a", 17);
    const second = pool.storage("b", 0);
    expect(pool.bytes).toBe(32 + 16);
    pool.release(second);
    expect(pool.bytes).toBe(32);
    pool.destroy();
    pool.destroy();
    expect(pool.bytes).toBe(0);
  });

  test("names the buffer that is larger than the adapter allows", () => {
    const pool = new BufferPool(withLimits(device(), { maxBufferSize: 1024 }));
    expect(() => pool.storage("neighbour list 3", 2048)).toThrow(
      /neighbour list 3.* needs 2048 bytes, this adapter allows 1024/,
    );
    pool.destroy();
  });
});

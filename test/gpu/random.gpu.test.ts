import { beforeAll, describe, expect, test } from "vitest";
import { philox4x32, threeGaussians, uniform23 } from "../../src/core/random.ts";
import { forEachIndex } from "../../src/gpu/indexSharing.ts";
import { Pass } from "../../src/gpu/pass.ts";
import randomCode from "../../src/gpu/random.wgsl?raw";
import { firstDifference } from "../support/arrays.ts";
import { readFloats, readWords, storageBuffer, submit, useDevice } from "../support/device.ts";

const device = useDevice();

const draw = /* wgsl */ `
fn draw(index: u32) {
  let drawn = philox(counters[2u * index], counters[2u * index + 1u].xy);
  words[index] = drawn;
  fractions[index] = uniforms(drawn);
  normals[index] = vec4f(gaussians(drawn), 0.0);
}`;

/** Words, uniforms and Gaussians of the shader for (c0, c1, c2, c3, k0, k1, –, –) each. */
async function drawOnDevice(counters: Uint32Array) {
  const context = device();
  const count = counters.length / 8;
  const pass = await Pass.create(context, {
    label: "draw",
    bindings: {
      counters: { type: "array<vec4u>", access: "read" },
      words: { type: "array<vec4u>", access: "read_write" },
      fractions: { type: "array<vec4f>", access: "read_write" },
      normals: { type: "array<vec4f>", access: "read_write" },
    },
    code: [randomCode, draw, forEachIndex("draw", "arrayLength(&words)")],
  });
  const results = ["words", "fractions", "normals"].map(
    (name) => [name, storageBuffer(context, new Uint32Array(4 * count))] as const,
  );
  const input = storageBuffer(context, counters);
  const bound = pass.bind({ counters: input, ...Object.fromEntries(results) });
  submit(context, (encoder) => bound.encode(encoder, count));
  const [words, fractions, normals] = results.map(([, buffer]) => buffer);
  const drawn = {
    words: await readWords(context, words),
    fractions: await readFloats(context, fractions),
    normals: await readFloats(context, normals),
  };
  for (const buffer of [input, words, fractions, normals]) buffer.destroy();
  return drawn;
}

// Known answers of the authors' library Random123, file kat_vectors, philox4x32 with 10 rounds.
const knownAnswers = [
  {
    counter: [0, 0, 0, 0],
    key: [0, 0],
    words: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  },
  {
    counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    key: [0xffffffff, 0xffffffff],
    words: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  },
  {
    counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    key: [0xa4093822, 0x299f31d0],
    words: [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  },
];

test.each(knownAnswers)(
  "Philox gives the authors' known answer for $counter",
  async ({ counter, key, words }) => {
    const drawn = await drawOnDevice(Uint32Array.from([...counter, ...key, 0, 0]));
    expect([...drawn.words]).toEqual(words);
  },
);

describe("sixty thousand counters of particles and steps", () => {
  const count = 60_000;
  const counters = new Uint32Array(8 * count);
  for (let i = 0; i < count; i++) {
    counters.set([1 + (i % 250), Math.floor(i / 250), 0, i % 2, 0x9e3779b9 - (i % 3), i % 5, 0, 0], 8 * i);
  }
  let drawn: Awaited<ReturnType<typeof drawOnDevice>>;
  beforeAll(async () => {
    drawn = await drawOnDevice(counters);
  });

  test("give the words that the host draws, bit for bit", () => {
    const expected = new Uint32Array(4 * count);
    for (let i = 0; i < count; i++) {
      const [c0, c1, c2, c3, k0, k1] = counters.subarray(8 * i, 8 * i + 6);
      philox4x32(c0, c1, c2, c3, [k0, k1], expected.subarray(4 * i, 4 * i + 4));
    }
    expect(firstDifference(drawn.words, expected)).toBe(-1);
  });

  test("give the uniforms of the host exactly, inside (0, 1)", () => {
    const expected = Float64Array.from(drawn.words, uniform23);
    expect(firstDifference(drawn.fractions, expected)).toBe(-1);
    expect(drawn.fractions.every((fraction) => fraction > 0 && fraction < 1)).toBe(true);
  });

  test("give the Gaussians of the host within float32 functions", () => {
    const expected = new Float64Array(3);
    let worst = 0;
    for (let i = 0; i < count; i++) {
      threeGaussians(drawn.words.subarray(4 * i, 4 * i + 4), expected);
      expected.forEach((value, k) => (worst = Math.max(worst, Math.abs(drawn.normals[4 * i + k] - value))));
    }
    // WGSL promises the cosine to 2⁻¹¹ only; the largest radius is √(−2 ln 2⁻²⁴) = 5.77.
    expect(worst).toBeLessThan(5.8 * 2 ** -11 + 1e-3);
  });

  test("give Gaussians with the moments 0, 1, 0 and 3, uncorrelated", () => {
    const samples = [0, 1, 2].map((k) =>
      Float64Array.from({ length: count }, (_, i) => drawn.normals[4 * i + k]),
    );
    const mean = (term: (i: number) => number) => {
      let sum = 0;
      for (let i = 0; i < count; i++) sum += term(i);
      return sum / count;
    };
    // Variances of xⁿ for a normal x: 1, 2, 15, 96; five standard errors each.
    const bound = (variance: number) => 5 * Math.sqrt(variance / count);
    for (const x of samples) {
      expect(Math.abs(mean((i) => x[i]))).toBeLessThan(bound(1));
      expect(Math.abs(mean((i) => x[i] ** 2) - 1)).toBeLessThan(bound(2));
      expect(Math.abs(mean((i) => x[i] ** 3))).toBeLessThan(bound(15));
      expect(Math.abs(mean((i) => x[i] ** 4) - 3)).toBeLessThan(bound(96));
    }
    const [x, y, z] = samples;
    for (const [a, b] of [
      [x, y],
      [x, z],
      [y, z],
    ]) {
      expect(Math.abs(mean((i) => a[i] * b[i]))).toBeLessThan(bound(1));
      expect(Math.abs(mean((i) => a[i] ** 2 * b[i] ** 2) - 1)).toBeLessThan(bound(8));
    }
  });
});

test("the smallest and the largest words give finite Gaussians", async () => {
  // Words cannot be chosen through Philox: the fragment is given them directly.
  const context = device();
  const extremes = [0, 511, 512, 0x7fffffff, 0xfffffdff, 0xfffffe00, 0xffffffff];
  const words = Uint32Array.from(extremes.flatMap((a) => extremes.flatMap((b) => [a, b, b, a])));
  const pass = await Pass.create(context, {
    label: "extremes",
    bindings: {
      words: { type: "array<vec4u>", access: "read" },
      normals: { type: "array<vec4f>", access: "read_write" },
    },
    code: [
      randomCode,
      "fn convert(index: u32) { normals[index] = vec4f(gaussians(words[index]), 0.0); }",
      forEachIndex("convert", "arrayLength(&words)"),
    ],
  });
  const input = storageBuffer(context, words);
  const output = storageBuffer(context, new Float32Array(words.length));
  const bound = pass.bind({ words: input, normals: output });
  submit(context, (encoder) => bound.encode(encoder, words.length / 4));
  const normals = await readFloats(context, output);
  expect(normals.every(Number.isFinite)).toBe(true);
  // √(−2 ln 2⁻²⁴), the farthest a Gaussian of 23 bits and a half can be.
  expect(Math.max(...normals.map(Math.abs))).toBeLessThan(5.8);
  expect(Math.max(...normals.map(Math.abs))).toBeGreaterThan(5.7);
  input.destroy();
  output.destroy();
});

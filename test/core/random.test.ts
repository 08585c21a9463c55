import { describe, expect, it } from "vitest";
import {
  philox4x32,
  RandomSequence,
  randomStreams,
  seedKey,
  threeGaussians,
  uniform23,
} from "../../src/core/random.ts";

function philox(counter: number[], key: [number, number]): string[] {
  const words = new Uint32Array(4);
  philox4x32(counter[0], counter[1], counter[2], counter[3], key, words);
  return Array.from(words, (word) => word.toString(16).padStart(8, "0"));
}

describe("philox4x32", () => {
  // The known-answer vectors that come with Random123 (Salmon et al., SC'11).
  it.each([
    ["zeros", [0, 0, 0, 0], [0, 0], "6627e8d5 e169c58d bc57ac4c 9b00dbd8"],
    [
      "ones",
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      "408f276d 41c83b0e a20bc7c6 6d5451fd",
    ],
    [
      "the digits of π",
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      "d16cfe09 94fdcceb 5001e420 24126ea1",
    ],
  ] as const)("gives the published words for %s", (_, counter, key, words) => {
    expect(philox([...counter], [...key])).toEqual(words.split(" "));
  });

  it("takes a counter beyond 2³² by its low 32 bits", () => {
    expect(philox([2 ** 32 + 5, 1, 2, 3], [7, 8])).toEqual(philox([5, 1, 2, 3], [7, 8]));
  });
});

it("a seed above 2³² keeps all of its bits in the key", () => {
  expect(seedKey(2 ** 53 - 1)).toEqual([0xffffffff, 2 ** 21 - 1]);
  expect(seedKey(87287)).toEqual([87287, 0]);
});

describe("uniform23", () => {
  it("lies inside (0, 1) at both ends and is exact in float32", () => {
    expect(uniform23(0)).toBe(2 ** -24);
    expect(uniform23(0xffffffff)).toBe(1 - 2 ** -24);
    for (const word of [0, 0x12345678, 0x80000000, 0xffffffff]) {
      expect(Math.fround(uniform23(word))).toBe(uniform23(word));
    }
  });
});

describe("threeGaussians", () => {
  it("is Box–Muller of words 0 and 1, and of 2 and 3", () => {
    // u0 = u2 = e^−2 as nearly as 23 bits go, u1 = u3 = 1/8.
    const word = (u: number) => (Math.round(u * 2 ** 23 - 0.5) << 9) >>> 0;
    const gaussians = new Float64Array(3);
    threeGaussians(
      Uint32Array.of(word(Math.exp(-2)), word(1 / 8), word(Math.exp(-2)), word(1 / 8)),
      gaussians,
    );
    for (const g of gaussians) expect(g).toBeCloseTo(Math.SQRT2, 5);
  });

  it("has mean 0, variance 1, fourth moment 3 and no correlation between the three", () => {
    const words = new Uint32Array(4);
    const g = new Float64Array(3);
    const count = 40_000;
    const sums = { mean: [0, 0, 0], square: [0, 0, 0], fourth: [0, 0, 0], product: [0, 0, 0] };
    for (let id = 0; id < count; id++) {
      philox4x32(id, 1, 0, 0, [1, 0], words);
      threeGaussians(words, g);
      for (let k = 0; k < 3; k++) {
        sums.mean[k] += g[k] / count;
        sums.square[k] += g[k] ** 2 / count;
        sums.fourth[k] += g[k] ** 4 / count;
        sums.product[k] += (g[k] * g[(k + 1) % 3]) / count;
      }
    }
    // Five standard errors: √(1/N), √(2/N), √(96/N), √(1/N).
    for (let k = 0; k < 3; k++) {
      expect(Math.abs(sums.mean[k])).toBeLessThan(5 * Math.sqrt(1 / count));
      expect(Math.abs(sums.square[k] - 1)).toBeLessThan(5 * Math.sqrt(2 / count));
      expect(Math.abs(sums.fourth[k] - 3)).toBeLessThan(5 * Math.sqrt(96 / count));
      expect(Math.abs(sums.product[k])).toBeLessThan(5 * Math.sqrt(1 / count));
    }
  });
});

describe("RandomSequence", () => {
  it("repeats for a seed and differs between seeds and streams", () => {
    const first = (seed: number, stream: 2 | 3) => {
      const random = new RandomSequence(seed, stream);
      return Array.from({ length: 5 }, () => random.uniform());
    };
    const numbers = first(1, randomStreams.velocities);
    expect(first(1, randomStreams.velocities)).toEqual(numbers);
    expect(first(2, randomStreams.velocities)).not.toEqual(numbers);
    expect(first(1 + 2 ** 32, randomStreams.velocities)).not.toEqual(numbers);
    expect(first(1, randomStreams.placement)).not.toEqual(numbers);
  });

  it("makes its first uniforms of the words of counter (0, 0, 0, stream)", () => {
    const words = new Uint32Array(4);
    philox4x32(0, 0, 0, randomStreams.placement, [9, 0], words);
    const random = new RandomSequence(9, randomStreams.placement);
    for (const k of [0, 2]) {
      expect(random.uniform()).toBe(((words[k] >>> 5) * 2 ** 26 + (words[k + 1] >>> 6)) / 2 ** 53);
    }
  });

  it("is uniform in [0, 1) to the last of 53 bits", () => {
    const random = new RandomSequence(5, randomStreams.placement);
    const count = 20_000;
    let sum = 0;
    let odd = 0;
    for (let k = 0; k < count; k++) {
      const u = random.uniform();
      expect(u >= 0 && u < 1).toBe(true);
      sum += u;
      odd += (u * 2 ** 53) % 2;
    }
    expect(Math.abs(sum / count - 0.5)).toBeLessThan(5 / Math.sqrt(12 * count));
    expect(Math.abs(odd / count - 0.5)).toBeLessThan(2.5 / Math.sqrt(count));
  });

  it("gives standard normal numbers", () => {
    const random = new RandomSequence(5, randomStreams.velocities);
    const values = Array.from({ length: 20_000 }, () => random.gaussian());
    const mean = values.reduce((sum, g) => sum + g, 0) / values.length;
    const square = values.reduce((sum, g) => sum + g * g, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(values.length));
    expect(Math.abs(square - 1)).toBeLessThan(5 * Math.sqrt(2 / values.length));
  });
});

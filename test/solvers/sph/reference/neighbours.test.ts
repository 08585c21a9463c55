import { describe, expect, it } from "vitest";
import { minimumImage } from "../../../../src/core/box.ts";
import { kernelAt } from "../../../../src/solvers/sph/kernels/kernelAt.ts";
import type { FluidModel } from "../../../../src/solvers/sph/model.ts";
import { findPairs, PairFinder, type PairTable } from "../../../../src/solvers/sph/reference/neighbours.ts";
import { fluidBox, latticeSites, makeModel, particlesAt, shaken } from "./fluidModels.ts";

function randomPositions(model: FluidModel): Float64Array {
  return particlesAt(shaken(latticeSites(model), model, 0.45), model).position;
}

function pairsOf({ count, first, second }: PairTable): [number, number][] {
  return Array.from({ length: count }, (_, k) => [first[k], second[k]]);
}

function bruteForce({ box, supportRadius }: FluidModel, position: Float64Array): [number, number][] {
  const pairs: [number, number][] = [];
  for (let i = 0; i < position.length / 3; i++)
    for (let j = i + 1; j < position.length / 3; j++) {
      const d = [0, 1, 2].map((axis) =>
        minimumImage(position[3 * i + axis] - position[3 * j + axis], axis, box),
      );
      if (Math.hypot(...d) < supportRadius) pairs.push([i, j]);
    }
  return pairs;
}

describe("findPairs", () => {
  for (const [title, box] of [
    ["flat periodic", fluidBox([1.2, 0.9])],
    ["periodic", fluidBox([0.8, 0.7, 0.9])],
    ["open", fluidBox([1, 1.1], "open")],
  ] as const) {
    it(`finds every pair of a ${title} box once, in the order of ids`, () => {
      const model = makeModel(box);
      const position = randomPositions(model);
      expect(pairsOf(findPairs(model, position))).toEqual(bruteForce(model, position));
    });
  }

  it("gives the vector from the second to the first particle, W and (dW/dr)/r by nearest image", () => {
    const model = makeModel(fluidBox([1, 1]));
    const [x, y, z] = model.box.lower;
    const pairs = findPairs(model, Float64Array.of(x + 0.95, y + 0.5, z, x + 0.05, y + 0.3, z));
    const { value, gradientFactor } = kernelAt(model.kernel, 2, model.smoothingLength);
    const r = Math.hypot(0.1, 0.2);
    expect(pairs.count).toBe(1);
    expect(pairs.separation[0]).toBeCloseTo(-0.1, 14);
    expect(pairs.separation[1]).toBeCloseTo(0.2, 14);
    expect(pairs.separation[2]).toBe(0);
    expect(pairs.distanceSquared[0]).toBeCloseTo(0.05, 14);
    expect(pairs.value[0]).toBeCloseTo(value(r), 12);
    expect(pairs.slope[0]).toBeCloseTo(gradientFactor(r), 10);
    expect(pairs.slope[0]).toBeLessThan(0);
  });

  it("measures how W and its slope magnify an error of the distance: most at the edge", () => {
    const model = makeModel(fluidBox([1, 1]));
    const [x, y, z] = model.box.lower;
    const at = (q: number) => findPairs(model, Float64Array.of(x, y, z, x + q * model.smoothingLength, y, z));
    const magnification = (q: number) => {
      const { value, valueMagnitude, slope, slopeMagnitude } = at(q);
      return [valueMagnitude[0] / value[0], slopeMagnitude[0] / -slope[0]];
    };
    // w ≈ u⁴ and dw/dq ∝ q u³, u = 1 − q/2: relative errors 4q/(2u) and 3q/(2u).
    const [ofValue, ofSlope] = magnification(1.99);
    expect(ofSlope).toBeCloseTo(1 + (3 * 1.99) / (2 - 1.99), 1);
    expect(ofValue).toBeGreaterThan(700);
    expect(magnification(0.5)[0]).toBeLessThan(2);
  });
});

describe("PairFinder", () => {
  it("finds the pairs of one configuration after another", () => {
    const model = makeModel(fluidBox([1, 1]));
    const dense = randomPositions(model);
    const spread = dense.map((x, k) => (k % 6 === 0 ? x * 0.3 + 0.2 : x));
    const finder = new PairFinder(model, dense.length / 3, false);
    for (const position of [dense, spread, dense]) {
      expect(pairsOf(finder.find(position))).toEqual(bruteForce(model, position));
    }
    expect(finder.searches).toBe(3);
  });
});

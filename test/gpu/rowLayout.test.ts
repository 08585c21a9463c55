import { expect, test } from "vitest";
import { clusterRows, particleRows } from "../../src/gpu/rowLayout.ts";

test("cells of clusters are as wide as eight particles in a liquid, and follow the list radius in a wide box with a droplet", () => {
  const liquid = clusterRows.cellWidths(4.4, 1, 3);
  expect(liquid.across).toBeCloseTo(2, 12);
  expect(liquid.along).toBeCloseTo(0.5, 12);
  expect(clusterRows.cellWidths(6, 1, 2).across).toBeCloseTo(Math.sqrt(8), 12);
  const droplet = clusterRows.cellWidths(2.8, 1e-4, 3);
  expect(droplet.across).toBeCloseTo(0.75 * 2.8, 12);
  expect(droplet.along).toBeCloseTo(droplet.across / 4, 12);
});

test("cells of single particles are half a list radius wide, and half of that along rows", () => {
  expect(particleRows.cellWidths(2.8, 1e-4, 3)).toEqual({ across: 1.4, along: 0.7 });
});

test("a cluster's row is expected to hold what one particle's holds, and more, the less the farther it reaches", () => {
  const ratios = [20, 80, 300, 3000].map((count) => clusterRows.rowNeighbours(count, 3) / count);
  expect(ratios.every((ratio, k) => ratio > 1 && (k === 0 || ratio < ratios[k - 1]))).toBe(true);
  expect(particleRows.rowNeighbours(80, 3)).toBe(80);
});

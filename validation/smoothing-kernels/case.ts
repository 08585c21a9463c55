import { kernelAt } from "../../src/solvers/sph/kernels/kernelAt.ts";
import { smoothingKernels } from "../../src/solvers/sph/kernels/index.ts";
import type { SmoothingKernel } from "../../src/solvers/sph/kernels/smoothingKernel.ts";
import { atMost, within } from "../rows.ts";
import type { ValidationCase, ValidationRow } from "../validationCase.ts";

const source = "definition of a smoothing kernel";

/** Area of a circle, or of a sphere, of radius r. */
const shell = (dimensions: 2 | 3, r: number) => (dimensions === 2 ? 2 * Math.PI * r : 4 * Math.PI * r * r);

/** ∫ W over its support by Simpson's rule, h = 1. */
export function kernelIntegral(kernel: SmoothingKernel, dimensions: 2 | 3, intervals = 6000): number {
  const scaled = kernelAt(kernel, dimensions, 1);
  const step = kernel.support / intervals;
  let sum = 0;
  for (let k = 0; k <= intervals; k++) {
    const weight = k === 0 || k === intervals ? 1 : k % 2 === 1 ? 4 : 2;
    sum += weight * scaled.value(k * step) * shell(dimensions, k * step);
  }
  return (sum * step) / 3;
}

/** Largest |dW/dr − difference quotient| over the largest |dW/dr|; of a kernel whose gradient is another's, that one's. */
export function slopeError(kernel: SmoothingKernel, dimensions: 2 | 3): number {
  const { gradientOf } = kernel;
  const value = gradientOf
    ? (q: number) => gradientOf.normalisation(dimensions) * gradientOf.value(q)
    : (q: number) => kernel.normalisation(dimensions) * kernel.value(q);
  const scaled = kernelAt(kernel, dimensions, 1);
  const delta = 1e-5;
  let [error, largest] = [0, 0];
  for (let k = 1; k < 200; k++) {
    const r = (kernel.support * (k + 0.37)) / 201;
    const slope = scaled.gradientFactor(r) * r;
    const quotient = (value(r + delta) - value(r - delta)) / (2 * delta);
    error = Math.max(error, Math.abs(slope - quotient));
    largest = Math.max(largest, Math.abs(slope));
  }
  return error / largest;
}

/** |Σ V ∇W| over a lattice around a point off its nodes, over Σ V |∇W|: zero for a kernel that is smooth on it. */
export function gradientSum(kernel: SmoothingKernel, dimensions: 2 | 3): number {
  const spacing = kernel.support / 24;
  const scaled = kernelAt(kernel, dimensions, 1);
  const reach = Math.ceil(kernel.support / spacing) + 1;
  const sum = [0, 0, 0];
  let magnitude = 0;
  const layers = dimensions === 3 ? reach : 0;
  for (let i = -reach; i <= reach; i++)
    for (let j = -reach; j <= reach; j++)
      for (let k = -layers; k <= layers; k++) {
        const d = [(i + 0.3) * spacing, (j - 0.2) * spacing, dimensions === 3 ? (k + 0.4) * spacing : 0];
        const r = Math.hypot(...d);
        const factor = scaled.gradientFactor(r);
        d.forEach((x, axis) => (sum[axis] += factor * x));
        magnitude += Math.abs(factor) * r;
      }
  return Math.hypot(...sum) / magnitude;
}

export const smoothingKernelCase: ValidationCase = {
  name: "smoothing-kernels",
  title: "every smoothing kernel is normalised, and its gradient is its derivative",
  source,
  async run() {
    const rows: ValidationRow[] = [];
    for (const kernel of smoothingKernels) {
      for (const dimensions of [2, 3] as const) {
        const name = `${kernel.name}, ${dimensions}D`;
        rows.push(
          within({
            quantity: `${name}: ∫W`,
            reference: 1,
            measured: kernelIntegral(kernel, dimensions),
            tolerance: 1e-6,
            source,
          }),
          atMost({
            quantity: `${name}: |∫∇W| on a lattice of 1/24 of the support`,
            reference: 2e-3,
            measured: gradientSum(kernel, dimensions),
            source,
          }),
          atMost({
            quantity: `${name}: dW/dr against differences`,
            reference: 1e-6,
            measured: slopeError(kernel, dimensions),
            source,
          }),
          within({
            quantity: `${name}: W at the support radius`,
            reference: 0,
            measured: kernelAt(kernel, dimensions, 1).value(kernel.support),
            tolerance: 0,
            source,
          }),
        );
      }
    }
    return rows;
  },
};

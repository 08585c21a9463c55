import { kernelAt } from "../kernels/kernelAt.ts";
import type { FluidModel } from "../model.ts";

/** Wave numbers tried along each direction, up to the lattice's shortest wave. */
const waveNumbers = 48;

/**
 * Weight ω of the Jacobi iterations: λ is taken ω times as large as the one constraint for itself would ask for.
 *
 * All constraints are corrected at once, and neighbours correct what a particle corrects as well. On a lattice a density
 * wave exp(ik·x) changes by the factor 1 − ω ρ(k) in an iteration, ρ(k) = |Σ_j V ∇W sin(k·r_j)|²/Σ_j V² |∇W|²: the spectral radius of
 * D⁻¹A (Saad, Iterative Methods for Sparse Linear Systems, 2nd ed., SIAM 2003, §4.2). The largest ρ is 2.1 in two
 * dimensions with 12 neighbours and 6.2 in three with 92: with ω = 1, which Macklin & Müller 2013 leave to a large ε, the
 * longer waves overshoot, and grow where no constraint is open. ω = 1/max ρ damps all of them, and leaves half of the stable range for
 * particles out of order.
 */
export function jacobiWeight(
  model: Pick<FluidModel, "kernel" | "box" | "smoothingLength" | "spacing">,
): number {
  return Math.min(1, 1 / largestAmplification(model));
}

/** max ρ(k) over waves along the edges and diagonals of a square or cubic lattice. */
function largestAmplification({
  kernel,
  box,
  smoothingLength,
  spacing,
}: Pick<FluidModel, "kernel" | "box" | "smoothingLength" | "spacing">): number {
  const { dimensions } = box;
  const scaled = kernelAt(kernel, dimensions, smoothingLength / spacing);
  const radius = (kernel.support * smoothingLength) / spacing;
  const neighbours = latticePoints(dimensions, radius).map((point) => {
    const r = Math.hypot(...point);
    // Of a pair of kernels the constraint changes by the one, and particles are moved along the other.
    const slope = (scaled.value(r * (1 + 1e-6)) - scaled.value(r * (1 - 1e-6))) / (2e-6 * r * r);
    return { point, slope, correctionSlope: scaled.gradientFactor(r) };
  });
  const squares = neighbours.reduce(
    (sum, { point, correctionSlope }) => sum + (correctionSlope * Math.hypot(...point)) ** 2,
    0,
  );
  const directions =
    dimensions === 3
      ? [
          [1, 0, 0],
          [1, 1, 0],
          [1, 1, 1],
        ]
      : [
          [1, 0],
          [1, 1],
        ];
  const waves = directions.flatMap((direction) =>
    Array.from({ length: waveNumbers }, (_, n) =>
      direction.map((c) => (c * Math.PI * (n + 1)) / waveNumbers),
    ),
  );
  const amplifications = waves.map((wave) => {
    const change = wave.map(() => 0);
    const correction = wave.map(() => 0);
    for (const { point, slope, correctionSlope } of neighbours) {
      const sine = Math.sin(point.reduce((sum, x, axis) => sum + wave[axis] * x, 0));
      point.forEach((x, axis) => {
        change[axis] += slope * x * sine;
        correction[axis] += correctionSlope * x * sine;
      });
    }
    return change.reduce((sum, x, axis) => sum + x * correction[axis], 0) / squares;
  });
  return Math.max(...amplifications);
}

/** Points of the unit lattice closer to the origin than `radius`, the origin left out. */
function latticePoints(dimensions: 2 | 3, radius: number): number[][] {
  const reach = Math.floor(radius);
  const line = Array.from({ length: 2 * reach + 1 }, (_, k) => k - reach);
  const plane = line.flatMap((x) => line.map((y) => [x, y]));
  const points = dimensions === 3 ? plane.flatMap((xy) => line.map((z) => [...xy, z])) : plane;
  return points.filter((point) => {
    const r = Math.hypot(...point);
    return r > 0 && r < radius;
  });
}

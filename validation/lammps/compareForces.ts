/** How far two sets of forces are apart. */
export interface ForceComparison {
  /** Median over the particles of |ΔF|/|F|. */
  readonly medianError: number;
  /** Largest |ΔF| of a particle, over the root mean square of |F|. */
  readonly largestError: number;
}

/**
 * @param measured (N, 3) row-major [force]
 * @param reference (N, 3) row-major [force], in the same order
 */
export function compareForces(measured: Float64Array, reference: Float64Array): ForceComparison {
  if (measured.length !== reference.length) return { medianError: NaN, largestError: NaN };
  const count = reference.length / 3;
  const particles = Array.from({ length: count }, (_, i) => 3 * i);
  const size = (x: number, y: number, z: number) => Math.sqrt(x * x + y * y + z * z);
  const forces = particles.map((k) => size(reference[k], reference[k + 1], reference[k + 2]));
  const errors = particles.map((k) =>
    size(
      measured[k] - reference[k],
      measured[k + 1] - reference[k + 1],
      measured[k + 2] - reference[k + 2],
    ),
  );
  const relative = errors.map((error, i) => error / forces[i]).sort((a, b) => a - b);
  const rootMeanSquare = Math.sqrt(forces.reduce((sum, force) => sum + force * force, 0) / count);
  return {
    medianError: relative[Math.floor(count / 2)],
    largestError: Math.max(...errors) / rootMeanSquare,
  };
}

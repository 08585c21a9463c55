import type { Box } from "../../../core/box.ts";
import type { Particles } from "../../../core/particles.ts";
import type { DisplacementSample } from "../../../observables/samples.ts";
import type { MolecularState } from "./molecularState.ts";

/** A configuration to measure displacements from, in the order of the particles. */
export interface DisplacementOrigin {
  readonly step: number;
  /** (N, 3) row-major, unwrapped [length]. */
  readonly position: Float64Array;
  /** (N, 3) row-major [length / time]. */
  readonly velocity: Float64Array;
}

/** The present configuration as an origin. */
export function displacementOrigin(box: Box, { particles, step }: MolecularState): DisplacementOrigin {
  return { step, position: unwrappedPosition(box, particles), velocity: particles.velocity.slice() };
}

/** Mean square displacement and velocity autocorrelation with an origin. */
export function sampleDisplacement(
  box: Box,
  { particles, step }: MolecularState,
  origin: DisplacementOrigin,
): DisplacementSample {
  const position = unwrappedPosition(box, particles);
  let squares = 0;
  let products = 0;
  for (let k = 0; k < position.length; k++) {
    squares += (position[k] - origin.position[k]) ** 2;
    products += particles.velocity[k] * origin.velocity[k];
  }
  return {
    step,
    originStep: origin.step,
    meanSquareDisplacement: squares / particles.count,
    velocityAutocorrelation: products / particles.count,
  };
}

/** position + image · edge, (N, 3) row-major [length]. */
function unwrappedPosition(box: Box, { position, image }: Particles): Float64Array {
  return position.map((x, k) => x + image[k] * box.lengths[k % 3]);
}

import { NumericalError } from "../../../core/failure.ts";
import { notFinite } from "./boxSides.ts";
import type { FluidState } from "./fluidState.ts";

/** @throws NumericalError naming the first particle whose density is not a positive number, or with a number that is not finite */
export function checkState(state: FluidState): void {
  const { particles, density, pressure, acceleration } = state;
  checkDensities(state);
  const checked = {
    position: particles.position,
    velocity: particles.velocity,
    pressure,
    acceleration,
    "drift velocity": state.drift,
  };
  for (const [quantity, values] of Object.entries(checked)) {
    const columns = values.length / density.length;
    for (let k = 0; k < values.length; k++) {
      if (!Number.isFinite(values[k])) throw notFinite(state, Math.floor(k / columns), quantity);
    }
  }
}

/** @throws NumericalError naming the first particle whose density is not a positive number */
export function checkDensities(state: FluidState): void {
  const { density, particles, step } = state;
  for (let i = 0; i < density.length; i++) {
    if (!Number.isFinite(density[i])) throw notFinite(state, i, "density");
    if (density[i] > 0) continue;
    const id = particles.id[i];
    const message = `particle ${id}: density ${density[i].toPrecision(4)} at step ${step} is not positive`;
    throw new NumericalError(message, step, id);
  }
}

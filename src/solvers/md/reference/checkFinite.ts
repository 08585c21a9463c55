import { NumericalError } from "../../../core/failure.ts";
import type { MolecularState } from "./molecularState.ts";

/** @throws NumericalError naming the first particle with a component that is not finite */
export function checkFinite(state: MolecularState, quantity: "position" | "velocity" | "force"): void {
  const values = quantity === "force" ? state.force : state.particles[quantity];
  for (let k = 0; k < values.length; k++) {
    if (!Number.isFinite(values[k])) throw notFinite(state, Math.floor(k / 3), quantity);
  }
}

export function notFinite({ particles, step }: MolecularState, i: number, quantity: string): NumericalError {
  const id = particles.id[i];
  return new NumericalError(`particle ${id}: ${quantity} is not finite at step ${step}`, step, id);
}

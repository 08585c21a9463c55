import { type IntegratorPasses, kineticSummand, plainMotion } from "./integratorPasses.ts";

/**
 * Weak coupling: Berendsen et al., J. Chem. Phys. 81, 3684 (1984).
 * After each step v ← λ v with λ² = 1 + (h/τ)(T₀/T − 1).
 */
export const berendsen: IntegratorPasses = {
  ...plainMotion,
  afterStep: {
    summand: kineticSummand,
    update: /* wgsl */ `
fn update(sums: vec4f) {
  let twiceKinetic = sums.x;
  let wanted = dynamics.degreesOfFreedom * dynamics.boltzmann * targetTemperature();
  let factor = 1.0 + dynamics.timeStep / dynamics.relaxationTime * (wanted / max(twiceKinetic, 1e-30) - 1.0);
  let root = sqrt(max(factor, 0.0));
  control.velocityFactor = root;
  // From the factor as it is applied, so that the rounding of the root is not booked as heat.
  addHeat(0.5 * twiceKinetic * (1.0 - root) * (1.0 + root));
}`,
  },
};

import { type IntegratorPasses, kineticSummand, plainMotion } from "./integratorPasses.ts";

/**
 * Half an update of a Nosé–Hoover chain, one Suzuki–Yoshida step: Martyna, Tuckerman, Tobias & Klein,
 * Mol. Phys. 87, 1117 (1996), eq. (29) ff. Q₁ = N_f k_B T τ², Q_k = k_B T τ².
 */
const halfChain = /* wgsl */ `
// e^x. With the built-in exp the conserved quantity drifted on llvmpipe, twenty times past its bound, as a bias of exp
// near 1 would make it; with the series, good to float32 rounding below 0.1, it does not.
fn exponential(x: f32) -> f32 {
  let series = 1.0 + x * (1.0 + x / 2.0 * (1.0 + x / 3.0 * (1.0 + x / 4.0 * (1.0 + x / 5.0))));
  return select(exp(x), series, abs(x) < 0.1);
}

fn chainMass(k: u32, kT: f32) -> f32 {
  let mass = kT * dynamics.relaxationTime * dynamics.relaxationTime;
  return select(mass, dynamics.degreesOfFreedom * mass, k == 0u);
}

fn chainForce(k: u32, twiceKinetic: f32, kT: f32) -> f32 {
  if (k == 0u) { return (twiceKinetic - dynamics.degreesOfFreedom * kT) / chainMass(0u, kT); }
  let before = control.chainVelocity[k - 1u];
  return (chainMass(k - 1u, kT) * before * before - kT) / chainMass(k, kT);
}

fn kickChain(k: u32, twiceKinetic: f32, kT: f32) {
  let quarter = 0.25 * dynamics.timeStep;
  if (k + 1u == dynamics.chainLength) {
    control.chainVelocity[k] += quarter * chainForce(k, twiceKinetic, kT);
    return;
  }
  let damping = exponential(-0.5 * quarter * control.chainVelocity[k + 1u]);
  control.chainVelocity[k] = damping * (damping * control.chainVelocity[k] + quarter * chainForce(k, twiceKinetic, kT));
}

fn moveChain(k: u32) {
  let term = 0.5 * dynamics.timeStep * control.chainVelocity[k] - control.chainPositionRest[k];
  let sum = control.chainPosition[k] + term;
  control.chainPositionRest[k] = (sum - control.chainPosition[k]) - term;
  control.chainPosition[k] = sum;
}

fn update(sums: vec4f) {
  let kT = dynamics.boltzmann * targetTemperature();
  let last = dynamics.chainLength - 1u;
  for (var k = 0u; k <= last; k++) { kickChain(last - k, sums.x, kT); }
  let factor = exponential(-0.5 * dynamics.timeStep * control.chainVelocity[0]);
  for (var k = 0u; k <= last; k++) { moveChain(k); }
  for (var k = 0u; k <= last; k++) { kickChain(k, sums.x * factor * factor, kT); }
  control.velocityFactor = factor;
}`;

/** Nosé–Hoover chain: half an update before and half after each velocity-Verlet step. */
export const noseHoover: IntegratorPasses = {
  ...plainMotion,
  beforeStep: { summand: kineticSummand, update: halfChain },
  afterStep: { summand: kineticSummand, update: halfChain },
};

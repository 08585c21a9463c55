import randomCode from "../../../gpu/random.wgsl?raw";
import { type IntegratorPasses, kineticSummand, plainMotion } from "./integratorPasses.ts";

/**
 * Stochastic velocity rescaling: Bussi, Donadio & Parrinello, J. Chem. Phys. 126, 014101 (2007), appendix.
 * The sum of N_f − 1 squared normal numbers is twice a gamma number, drawn by Marsaglia & Tsang,
 * ACM Trans. Math. Softw. 26, 363 (2000).
 */
export const bussi: IntegratorPasses = {
  ...plainMotion,
  afterStep: {
    summand: kineticSummand,
    update: /* wgsl */ `
${randomCode}
fn drawWords(attempt: u32) -> vec4u {
  let counter = vec4u(0u, atomicLoad(&status.step), attempt, 1u);
  return philox(counter, vec2u(dynamics.seedLow, dynamics.seedHigh));
}

// ½x² + d(1 − v + ln v) for v = (1 + y)³, y = cx, d = 1/(9c²). For small y the leading terms cancel
// exactly and float32 would keep only their rounding: there the series stands.
fn logAcceptance(x: f32, y: f32, d: f32) -> f32 {
  if (abs(y) < 0.05) { return d * y * y * y * y * (-0.75 + y * (0.6 + y * (-0.5 + y * 3.0 / 7.0))); }
  let v = (1.0 + y) * (1.0 + y) * (1.0 + y);
  return 0.5 * x * x + d * (1.0 - v + preciseLog(v));
}

fn gammaNumber(shape: f32) -> f32 {
  let boosted = select(shape, shape + 1.0, shape < 1.0);
  let d = boosted - 1.0 / 3.0;
  for (var attempt = 1u; attempt < 1000u; attempt++) {
    let words = drawWords(attempt);
    let x = gaussians(words).x;
    let y = x / sqrt(9.0 * d);
    let u = uniforms(words).z;
    if (1.0 + y > 0.0 && preciseLog(u) < logAcceptance(x, y, d)) {
      let drawn = d * (1.0 + y) * (1.0 + y) * (1.0 + y);
      if (shape >= 1.0) { return drawn; }
      return drawn * pow(uniforms(words).w, 1.0 / shape);
    }
  }
  return boosted;
}

fn update(sums: vec4f) {
  let kinetic = max(0.5 * sums.x, 1e-30);
  let freedom = dynamics.degreesOfFreedom;
  let wanted = 0.5 * freedom * dynamics.boltzmann * targetTemperature();
  let decay = exp(-dynamics.timeStep / dynamics.relaxationTime);
  let share = (1.0 - decay) * wanted / (freedom * kinetic);
  let normal = gaussians(drawWords(0u)).x;
  var others = 0.0;
  if (freedom > 1.5) { others = 2.0 * gammaNumber(0.5 * (freedom - 1.0)); }
  let factor = decay + share * (normal * normal + others) + 2.0 * normal * sqrt(decay * share);
  let root = sqrt(max(factor, 0.0));
  control.velocityFactor = select(root, -root, normal + sqrt(decay / share) < 0.0);
  // From the factor as it is applied, so that the rounding of the root is not booked as heat.
  addHeat(kinetic * (1.0 - root) * (1.0 + root));
}`,
  },
};

import randomCode from "../../../gpu/random.wgsl?raw";
import { constantTimeStep, type IntegratorPasses, unlimitedTravel } from "./integratorPasses.ts";

/**
 * Langevin dynamics, BAOAB: Leimkuhler & Matthews, Appl. Math. Res. Express 2013, 34.
 * Between two half drifts v ← c v + √(k_B T (1 − c²) / m) g with c = e^(−γh).
 */
export const langevin: IntegratorPasses = {
  timeStep: constantTimeStep,
  move: /* wgsl */ `
${randomCode}
${unlimitedTravel}

fn moveParticle(particle: ptr<function, Particle>) {
  drift(particle, 0.5 * timeStep());
  let step = atomicLoad(&status.step);
  let decay = dynamics.frictionDecay;
  let constants = types[(*particle).kind];
  let fraction = clamp(f32(step) / max(f32(dynamics.totalSteps), 1.0), 0.0, 1.0);
  let temperature = mix(dynamics.temperatureFrom, dynamics.temperatureTo, fraction);
  let spread = sqrt(dynamics.boltzmann * temperature * constants.inverseMass * (1.0 - decay * decay));
  let words = philox(vec4u(u32(tag[(*particle).index].w), step, 0u, 0u), vec2u(dynamics.seedLow, dynamics.seedHigh));
  let before = (*particle).velocity;
  let noise = gaussians(words) * select(vec3f(1.0), vec3f(1.0, 1.0, 0.0), dynamics.dimensions == 2u);
  let after = decay * before + spread * noise;
  (*particle).velocity = after;
  (*particle).heat -= 0.5 * constants.mass * (dot(after, after) - dot(before, before));
  drift(particle, 0.5 * timeStep());
}`,
};

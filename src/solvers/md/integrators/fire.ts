import type { IntegratorPasses } from "./integratorPasses.ts";

/** FIRE's constants as its authors give them. */
export const fireConstants = {
  patience: 5,
  growth: 1.1,
  shrinkage: 0.5,
  initialMixing: 0.1,
  mixingDecay: 0.99,
} as const;

/**
 * FIRE minimiser: Bitzek, Koskinen, Gähler, Moseler & Gumbsch, Phys. Rev. Lett. 97, 170201 (2006).
 * Molecular dynamics whose velocities turn towards the forces while the power P = F·v is positive, and which
 * stops and starts again with a smaller step where it is not.
 */
export const fire: IntegratorPasses = {
  isControlled: true,
  timeStep: "fn timeStep() -> f32 { return control.timeStep; }",
  move: /* wgsl */ `
fn limitTravel(travel: vec3f) -> vec3f {
  return travel * min(1.0, dynamics.maximumDisplacement * inverseSqrt(max(dot(travel, travel), 1e-30)));
}
fn moveParticle(particle: ptr<function, Particle>) { drift(particle, timeStep()); }`,
  afterStep: {
    summand: /* wgsl */ `
fn summand(index: u32) -> vec4f {
  let v = velocity[index].xyz;
  let f = force[index].xyz;
  let largest = abs(f);
  return vec4f(dot(f, v), dot(f, f), dot(v, v), max(largest.x, max(largest.y, largest.z)));
}`,
    update: /* wgsl */ `
fn update(sums: vec4f) {
  if (sums.w < dynamics.forceTolerance) {
    atomicStore(&status.halt, halt_converged);
    return;
  }
  if (sums.x > 0.0) {
    control.velocityFactor = 1.0 - control.mixing;
    control.forceFactor = control.mixing * sqrt(sums.z / sums.y);
    control.positiveSteps++;
    if (control.positiveSteps > ${fireConstants.patience}u) {
      control.timeStep = min(${fireConstants.growth} * control.timeStep, dynamics.maximumTimeStep);
      control.mixing *= ${fireConstants.mixingDecay};
    }
  } else {
    control.velocityFactor = 0.0;
    control.forceFactor = 0.0;
    control.positiveSteps = 0u;
    control.timeStep *= ${fireConstants.shrinkage};
    control.mixing = ${fireConstants.initialMixing};
  }
}`,
  },
};

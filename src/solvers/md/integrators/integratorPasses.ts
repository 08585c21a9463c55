/** WGSL of a decision taken once for all particles: sum something over them, then let one thread update `control`. */
export interface ControlFragments {
  /** Defines `fn summand(index: u32) -> vec4f`: x, y, z are summed over all particles, of w the largest is kept. */
  readonly summand: string;
  /** Defines `fn update(sums: vec4f)`: sets `control.velocityFactor` and `control.forceFactor` for all particles. */
  readonly update: string;
}

/** What makes one integrator differ from another on the device. */
export interface IntegratorPasses {
  /** Defines `fn timeStep() -> f32`. */
  readonly timeStep: string;
  /** Whether `timeStep` reads `control`. */
  readonly isControlled?: boolean;
  /** Defines `fn limitTravel(travel: vec3f) -> vec3f` and `fn moveParticle(particle: ptr<function, Particle>)`. */
  readonly move: string;
  readonly beforeStep?: ControlFragments;
  readonly afterStep?: ControlFragments;
}

export const constantTimeStep = "fn timeStep() -> f32 { return dynamics.timeStep; }";
export const unlimitedTravel = "fn limitTravel(travel: vec3f) -> vec3f { return travel; }";

/** A constant step and one drift over the whole of it. */
export const plainMotion = {
  timeStep: constantTimeStep,
  move: `${unlimitedTravel}
fn moveParticle(particle: ptr<function, Particle>) { drift(particle, timeStep()); }`,
};

/** x = Σ m v². */
export const kineticSummand = /* wgsl */ `
fn summand(index: u32) -> vec4f {
  let v = velocity[index].xyz;
  return vec4f(types[position[index].w].mass * dot(v, v), 0.0, 0.0, 0.0);
}`;

/**
 * The velocity that carries particles along: one file each. Its WGSL adds to two passes.
 *
 * In the force pass it sums over neighbours and leaves what the next drift needs in `rate[RATE_RECORDS * i + 1]`:
 *   fn addAdvection(own: Own, other: Neighbour, d: vec3f, r2: f32, slope: f32, volumes: f32,
 *     sums: ptr<function, Sums>)  — sums.advection, sums.acceleration
 *   fn finishAdvection(index: u32, isSolid: bool, mass: f32, sums: ptr<function, Sums>)
 * with `own.deviation`, what it has left for its neighbours in `shown[i].xyz`.
 * In the first half of a step it gives
 *   fn driftVelocity(index: u32, velocity: vec3f) -> vec3f  — may leave in `shown[i].xyz` how far it deviates from the velocity
 */
export interface Advection {
  /** The `kind` of a scheme's `advection`. */
  readonly name: string;
  readonly formula: string;
  readonly citation: string;
  /** Whether it keeps a record beside the acceleration. */
  readonly keepsRecord: boolean;
  readonly force: string;
  readonly drift: string;
}

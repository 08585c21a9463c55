import type { MovingBody } from "./movingBody.ts";
import { tripleAt } from "./vectors.ts";

/** Numbers that a body keeps from step to step. */
const numbersPerBody = 30;

/** What changes of bodies, (bodies, 30). */
export function saveBodies(bodies: readonly MovingBody[]): Float64Array {
  const rows = bodies.map(({ state, load, felt }) => [
    ...state.center,
    ...state.orientation.flat(),
    ...state.velocity,
    ...state.angularMomentum,
    ...load.force,
    ...load.torque,
    ...felt.center,
    ...felt.angular,
  ]);
  return Float64Array.from(rows.flat());
}

/** Sets bodies of the same model back to what was saved. */
export function restoreBodies(bodies: readonly MovingBody[], saved: ArrayLike<number>): void {
  bodies.forEach((body, k) => {
    const vector = (n: number) => tripleAt(saved, numbersPerBody * k + 3 * n);
    body.state = {
      center: vector(0),
      orientation: [vector(1), vector(2), vector(3)],
      velocity: vector(4),
      angularMomentum: vector(5),
    };
    body.load = { force: vector(6), torque: vector(7) };
    body.felt = { center: vector(8), angular: vector(9) };
  });
}

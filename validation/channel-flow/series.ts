/** Start-up of a channel flow: J. P. Morris, P. J. Fox & Y. Zhu, J. Comput. Phys. 136, 214 (1997), eqs. 21 and 23. */

const terms = 200;

/**
 * Velocity between walls at 0 and L that an acceleration F drives from rest.
 *
 * @param y distance from a wall [length]
 * @param time since the start [time]
 */
export function poiseuilleVelocity(
  y: number,
  time: number,
  width: number,
  viscosity: number,
  force: number,
): number {
  let velocity = (force / (2 * viscosity)) * y * (width - y);
  for (let n = 0; n < terms; n++) {
    const k = (2 * n + 1) * Math.PI;
    const amplitude = (4 * force * width ** 2) / (viscosity * k ** 3);
    velocity -= amplitude * Math.sin((k * y) / width) * Math.exp((-(k ** 2) * viscosity * time) / width ** 2);
  }
  return velocity;
}

/** Velocity between a wall at rest at 0 and one at L that moves with V from time 0 on. */
export function couetteVelocity(
  y: number,
  time: number,
  width: number,
  viscosity: number,
  speed: number,
): number {
  let velocity = (speed * y) / width;
  for (let n = 1; n <= terms; n++) {
    const k = n * Math.PI;
    const amplitude = ((2 * speed) / k) * (n % 2 === 0 ? 1 : -1);
    velocity += amplitude * Math.sin((k * y) / width) * Math.exp((-(k ** 2) * viscosity * time) / width ** 2);
  }
  return velocity;
}

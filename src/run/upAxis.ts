import type { Scenario } from "./families.ts";

/**
 * The axis that points up in pictures of a scenario: z (2) where gravity pulls along −z in three dimensions, else y (1).
 */
export function upAxis({ setup, solver }: Scenario): 1 | 2 {
  const isFlat = "dimensions" in setup && setup.dimensions === 2;
  if (isFlat || !("acceleration" in solver)) return 1;
  const [x = 0, y = 0, z = 0] = solver.acceleration.constant;
  return z < 0 && -z >= Math.max(Math.abs(x), Math.abs(y)) ? 2 : 1;
}

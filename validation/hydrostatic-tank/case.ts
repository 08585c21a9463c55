import document from "../../scenarios/hydrostatic-tank.json";
import type { FluidFrame } from "../../src/core/fluidFrame.ts";
import { fluidRows, withFluid } from "../fluidRun.ts";
import { atMost } from "../rows.ts";
import type { ValidationCase } from "../validationCase.ts";

const [density, gravity, depth] = [1000, 1, 0.9];
const source = "p = ρ g depth";

/** Errors of a tank at rest: of the pressure, L1 relative to its sum and L∞ to its largest value; of the speed to √(gH). */
export function tankErrors(frame: FluidFrame) {
  const { position, velocity } = frame.particles;
  let [difference, sum, largest, fastest] = [0, 0, 0, 0];
  for (const i of fluidRows(frame)) {
    const exact = density * gravity * (depth - position[3 * i + 1]);
    const error = Math.abs(frame.pressure[i] - exact);
    difference += error;
    sum += Math.abs(exact);
    largest = Math.max(largest, error);
    fastest = Math.max(fastest, Math.hypot(velocity[3 * i], velocity[3 * i + 1]));
  }
  return {
    mean: difference / sum,
    largest: largest / (density * gravity * depth),
    speed: fastest / Math.sqrt(gravity * depth),
  };
}

export const hydrostaticTank: ValidationCase = {
  name: "hydrostatic-tank",
  title: "a tank of 2 × 0.9 at rest, 100 particles across, gravity raised over a time of 1, at time 2",
  source: "S. Adami, X. Y. Hu & N. A. Adams, J. Comput. Phys. 231, 7057 (2012)",
  run(environment) {
    environment.report("hydrostatic tank");
    return withFluid(environment, document, {}, async (run) => {
      const { mean, largest, speed } = tankErrors(await run.advanceTo(2));
      const row = (quantity: string, reference: number, measured: number, reached: string) =>
        atMost({ quantity, unit: "%", reference, measured: 100 * measured, reached, source });
      return [
        row("L1 error of the pressure", 0.3, mean, "PySPH 0.28 %"),
        row("L∞ error of the pressure", 1.4, largest, "PySPH 1.4 %"),
        row("largest speed over √(gH)", 0.18, speed, "PySPH 0.18 %"),
      ];
    });
  },
};

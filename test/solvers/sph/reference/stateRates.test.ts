import { describe, expect, it } from "vitest";
import type { Vector3 } from "../../../../src/core/vector.ts";
import { linear } from "../../../../src/solvers/sph/equationsOfState/linear.ts";
import { FluidSystem } from "../../../../src/solvers/sph/reference/fluidSystem.ts";
import { predictedPressures } from "../../../../src/solvers/sph/reference/stateRates.ts";
import { fluidBox, latticeSites, makeModel, particlesAt, schemeOf } from "./fluidModels.ts";

const schemes = {
  "the continuity equation": schemeOf("weakly-compressible"),
  "undamped EDAC": schemeOf("entropically-damped", { damping: 0 }),
};
const stiff = { equationOfState: linear, equationParameters: { backgroundPressure: 0 } };

describe("predicted pressures", () => {
  it("are exact where the density grows as the square of time", () => {
    const model = makeModel(fluidBox([1, 1]), stiff);
    const [time, step] = [0.7, 0.1];
    const state = {
      type: Uint32Array.of(0),
      density: Float64Array.of(1000 + time ** 2),
      pressure: new Float64Array(1),
      rate: Float64Array.of(2 * (time - step / 2)),
      earlierRate: Float64Array.of(2 * (time - (3 * step) / 2)),
    };
    const { predicted, pressure } = predictedPressures(model, state, step);
    expect(predicted.value[0]).toBeCloseTo(1000 + (time + step) ** 2, 10);
    expect(pressure.value[0]).toBeCloseTo(100 * (time + step) ** 2, 8);
  });

  for (const [name, scheme] of Object.entries(schemes)) {
    for (const waves of [2, 4]) {
      it(`do not let a standing sound wave of ${waves} to a box grow with ${name}, where nothing else damps it`, () => {
        const model = makeModel(fluidBox([2, 0.5]), { scheme, ...stiff });
        const velocity = ([x]: Vector3) => [0.01 * Math.sin(waves * Math.PI * x), 0, 0];
        const system = new FluidSystem(model, particlesAt(latticeSites(model), model, { velocity }));
        const size = () => Math.hypot(...system.state.particles.velocity);
        const start = size();
        let largest = 0;
        for (let step = 0; step < 300; step++) {
          system.advance();
          if (step >= 200) largest = Math.max(largest, size());
        }
        expect(largest).toBeLessThan(start);
        expect(largest).toBeGreaterThan(0.5 * start);
      });
    }
  }
});

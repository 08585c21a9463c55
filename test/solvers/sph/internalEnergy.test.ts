import { describe, expect, test } from "vitest";
import { equationsOfState } from "../../../src/solvers/sph/equationsOfState/index.ts";
import { linear } from "../../../src/solvers/sph/equationsOfState/linear.ts";
import { tait } from "../../../src/solvers/sph/equationsOfState/tait.ts";
import { equationSamples } from "./equationSamples.ts";

describe.each(equationsOfState.map((equation) => [equation.name, equation] as const))(
  "the internal energy of %s",
  (name, equation) => {
    test("is 0 at the reference density", () => {
      for (const { material, parameters } of equationSamples[name])
        expect(equation.energy(material.referenceDensity, material, parameters)).toBe(0);
    });

    test("rises by p/ρ² per density", () => {
      for (const { material, parameters } of equationSamples[name]) {
        const scale = material.soundSpeed ** 2 / material.referenceDensity;
        for (const x of [0.2, 0.7, 0.99, 1, 1.01, 1.3, 2]) {
          const density = x * material.referenceDensity;
          const step = 1e-4 * density;
          const [below, above] = [density - step, density + step].map((rho) =>
            equation.energy(rho, material, parameters),
          );
          const exact = equation.pressure(density, material, parameters) / density ** 2;
          const error = (above - below) / (2 * step) - exact;
          expect(Math.abs(error)).toBeLessThan(1e-6 * (Math.abs(exact) + scale));
        }
      }
    });
  },
);

test("without background pressure, near ρ0, it is ½ c² ((ρ − ρ0)/ρ0)², to the digits that this leaves", () => {
  const material = { referenceDensity: 1, soundSpeed: 10 };
  const strain = 2 ** -20;
  for (const [equation, parameters] of [
    [tait, { exponent: 7, backgroundPressure: 0 }],
    [linear, { backgroundPressure: 0 }],
  ] as const) {
    const energy = equation.energy(1 + strain, material, parameters);
    expect(Math.abs(energy / (0.5 * 100 * strain ** 2) - 1)).toBeLessThan(1e-5);
  }
});

test("of Tait with γ = 1 is that of the linear equation", () => {
  const material = { referenceDensity: 1.2, soundSpeed: 340 };
  for (const density of [0.5, 1.1, 1.3]) {
    const energy = tait.energy(density, material, { exponent: 1, backgroundPressure: 7 });
    expect(energy).toBeCloseTo(linear.energy(density, material, { backgroundPressure: 7 }), 8);
  }
});

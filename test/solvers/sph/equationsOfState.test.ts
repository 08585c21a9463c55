import { describe, expect, test } from "vitest";
import { z } from "zod";
import { InputError } from "../../../src/core/failure.ts";
import { unitSystems } from "../../../src/core/units.ts";
import { equationsOfState, findEquationOfState } from "../../../src/solvers/sph/equationsOfState/index.ts";
import { linear } from "../../../src/solvers/sph/equationsOfState/linear.ts";
import { tait } from "../../../src/solvers/sph/equationsOfState/tait.ts";
import { equationSamples } from "./equationSamples.ts";

const relativeDensities = [0, 0.1, 0.5, 0.9, 0.999, 1 - 1e-7, 1, 1 + 1e-7, 1.001, 1.1, 1.5, 2.5];

test("the index finds each of the two equations by its name", () => {
  expect(equationsOfState.map((equation) => equation.name)).toEqual(["tait", "linear"]);
  for (const equation of equationsOfState) expect(findEquationOfState(equation.name)).toBe(equation);
});

test("an unknown equation is an input error that names the nearest", () => {
  expect(() => findEquationOfState("tate")).toThrow(InputError);
  expect(() => findEquationOfState("tate")).toThrow(/solver\.scheme\.equationOfState\.kind.*"tait"/);
});

describe.each(equationsOfState.map((equation) => [equation.name, equation] as const))(
  "%s",
  (name, equation) => {
    test("has the background pressure at the reference density", () => {
      for (const { material, parameters } of equationSamples[name]) {
        const pressure = equation.pressure(material.referenceDensity, material, parameters);
        expect(pressure).toBe(parameters.backgroundPressure);
        expect(equation.density(pressure, material, parameters)).toBe(material.referenceDensity);
      }
    });

    test("rises by c² per density at the reference density", () => {
      for (const { material, parameters } of equationSamples[name]) {
        const { referenceDensity, soundSpeed } = material;
        const step = 1e-4 * referenceDensity;
        const pressures = [referenceDensity - step, referenceDensity + step].map((density) =>
          equation.pressure(density, material, parameters),
        );
        const slope = (pressures[1] - pressures[0]) / (2 * step);
        expect(Math.abs(slope / soundSpeed ** 2 - 1)).toBeLessThan(1e-6);
      }
    });

    test("rises all the way from density 0", () => {
      for (const { material, parameters } of equationSamples[name]) {
        const pressures = relativeDensities.map((x) =>
          equation.pressure(x * material.referenceDensity, material, parameters),
        );
        for (let k = 1; k < pressures.length; k++) expect(pressures[k]).toBeGreaterThan(pressures[k - 1]);
      }
    });

    test("gives back the density that a pressure came from", () => {
      for (const { material, parameters } of equationSamples[name]) {
        for (const x of relativeDensities.slice(1)) {
          const pressure = equation.pressure(x * material.referenceDensity, material, parameters);
          const density = equation.density(pressure, material, parameters);
          expect(Math.abs(density / (x * material.referenceDensity) - 1)).toBeLessThan(1e-8);
        }
      }
    });

    test("has density 0 at the pressure of density 0 and below", () => {
      for (const { material, parameters } of equationSamples[name]) {
        const pressure = equation.pressure(0, material, parameters);
        const scale = material.referenceDensity * material.soundSpeed ** 2;
        expect(equation.density(pressure - 0.1 * scale, material, parameters)).toBe(0);
        expect(equation.density(pressure - 10 * scale, material, parameters)).toBe(0);
        expect(equation.density(pressure + 0.1 * scale, material, parameters)).toBeGreaterThan(0);
      }
    });

    test("every parameter has a description, a known dimension and a default", () => {
      const schema = z.toJSONSchema(equation.parameters, { io: "input" }) as {
        properties: Record<string, { description?: string; dimension?: string; default?: number }>;
      };
      const defaults = Object.entries(schema.properties).map(([key, field]) => {
        expect(field.description).toMatch(/\w/);
        expect(Object.keys(unitSystems.reduced.symbols)).toContain(field.dimension);
        return [key, field.default];
      });
      expect(equation.parameters.parse({})).toEqual(Object.fromEntries(defaults));
    });

    test("the samples are valid parameters, an unknown key is not", () => {
      for (const { parameters } of equationSamples[name]) {
        expect(equation.parameters.parse(parameters)).toEqual(parameters);
        expect(equation.parameters.safeParse({ ...parameters, gamma: 7 }).success).toBe(false);
      }
    });
  },
);

test("Tait with γ = 7 is ρ0 c²/7 · (2⁷ − 1) at twice the reference density", () => {
  const material = { referenceDensity: 1000, soundSpeed: 10 };
  const parameters = { exponent: 7, backgroundPressure: 50 };
  expect(tait.pressure(2000, material, parameters)).toBeCloseTo((1e5 / 7) * 127 + 50, 6);
  expect(tait.density((1e5 / 7) * 127 + 50, material, parameters)).toBeCloseTo(2000, 9);
});

test("Tait with γ = 1 is the linear equation", () => {
  const material = { referenceDensity: 1.2, soundSpeed: 340 };
  const [one, other] = [1.1, 1.3].map((density) =>
    tait.pressure(density, material, { exponent: 1, backgroundPressure: 7 }),
  );
  expect(one).toBeCloseTo(linear.pressure(1.1, material, { backgroundPressure: 7 }), 8);
  expect(other).toBeCloseTo(linear.pressure(1.3, material, { backgroundPressure: 7 }), 8);
});

test("the linear equation with the background pressure ρ0 c² is c² ρ", () => {
  const material = { referenceDensity: 1000, soundSpeed: 20 };
  expect(linear.pressure(1010, material, { backgroundPressure: 4e5 })).toBeCloseTo(400 * 1010, 8);
});

test("Tait's exponent is 7 where none is given, and lies between 1 and 10", () => {
  expect(tait.parameters.parse({})).toMatchObject({ exponent: 7 });
  expect(tait.parameters.safeParse({ exponent: 0.9 }).success).toBe(false);
  expect(tait.parameters.safeParse({ exponent: 10.1 }).success).toBe(false);
});

test("Tait keeps its digits where the density is the reference density but for 10⁻¹²", () => {
  const material = { referenceDensity: 1, soundSpeed: 1 };
  const strain = 1 + 1e-12 - 1;
  const pressure = tait.pressure(1 + strain, material, { exponent: 7, backgroundPressure: 0 });
  expect(Math.abs(pressure / strain - 1)).toBeLessThan(1e-11);
});

import { describe, expect, it } from "vitest";
import type { ThermodynamicState } from "../../src/observables/thermodynamics.ts";
import {
  type FluidMeasurement,
  fluidReferences,
  fluidRows,
} from "../../validation/lennard-jones-fluid/case.ts";
import { quantities } from "./environment.ts";

const [reference] = fluidReferences;

/** What a run that meets the reference would bring, with fluctuations around it. */
const measurement: FluidMeasurement = {
  atoms: 500,
  states: Array.from({ length: 100 }, (_, k) => ({
    potentialEnergy: 500 * (reference.energyPerAtom + 0.05 * Math.sin(k)),
    pressure: reference.pressure + 0.1 * Math.cos(k),
  })) as unknown as ThermodynamicState[],
  diffusion: [0.06, 0.063, 0.0645],
  peak: { distance: 1.085, height: reference.peakHeight },
};

describe("rows of the fluid", () => {
  it("pass for the published values and carry the error of every average", () => {
    const rows = fluidRows(reference, measurement);
    expect(quantities(rows, "passed")).toHaveLength(5);
    expect(rows.slice(0, 3).every(({ standardError }) => standardError! > 0)).toBe(true);
  });

  it("fail one by one for references that are wrong", () => {
    const wrong = {
      energyPerAtom: reference.energyPerAtom - 0.03,
      pressure: reference.pressure + 0.1,
      diffusion: 1.2 * reference.diffusion,
      peakHeight: reference.peakHeight + 0.1,
    };
    const failures = Object.entries(wrong).map(([name, value]) =>
      quantities(fluidRows({ ...reference, [name]: value }, measurement), "failed"),
    );
    expect(failures).toEqual([
      ["potential energy per atom, ρ 0.776"],
      ["pressure, ρ 0.776"],
      ["diffusion coefficient, ρ 0.776"],
      ["height of the first peak of g(r), ρ 0.776"],
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { RandomSequence, randomStreams } from "../../src/core/random.ts";
import {
  canonicalThermostats,
  controlRow,
  equipartitionRows,
  kineticRow,
  ratioRow,
} from "../../validation/canonical-distribution/case.ts";
import { type Ensemble, sampleEnsemble } from "../../validation/canonical-distribution/ensemble.ts";
import { inverseTemperatureDifference } from "../../validation/canonical-distribution/inverseTemperatureDifference.ts";
import { useDevice } from "../support/device.ts";
import { quantities, testEnvironment } from "./environment.ts";

const device = useDevice();
const random = new RandomSequence(5, randomStreams.placement);
const gaussians = (count: number) => Array.from({ length: count }, () => random.gaussian());

/** Kinetic energies of 24 degrees of freedom and energies of a harmonic solid, drawn from the ensemble itself. */
function idealEnsemble(temperature: number, narrowing = 1): Ensemble {
  const halfSquares = (count: number) =>
    gaussians(count).reduce((sum, g) => sum + (temperature * g * g) / 2, 0);
  const average = 12 * temperature;
  return {
    temperature,
    degreesOfFreedom: 24,
    kineticEnergy: Array.from({ length: 500 }, () => average + narrowing * (halfSquares(24) - average)),
    potentialEnergy: Array.from({ length: 500 }, () => halfSquares(24)),
    groupTemperatures: { "the x axis": [temperature, 1.01 * temperature] },
  };
}

describe("the kinetic energy", () => {
  it("passes where it is drawn from the gamma distribution, and the control then fails", () => {
    expect(kineticRow("ideal", idealEnsemble(1.3)).status).toBe("passed");
    expect(controlRow(idealEnsemble(1.3)).status).toBe("failed");
  });

  it("fails where its fluctuations are too small by a third or its temperature is wrong by a tenth", () => {
    expect(kineticRow("narrow", idealEnsemble(1.3, 2 / 3)).status).toBe("failed");
    expect(kineticRow("hot", { ...idealEnsemble(1.43), temperature: 1.3 }).status).toBe("failed");
  });
});

describe("the ratio of two ensembles", () => {
  it("gives the difference of their inverse temperatures, within four standard errors", () => {
    const [cold, hot] = [idealEnsemble(1), idealEnsemble(1.5)];
    const { value, standardError } = inverseTemperatureDifference(cold.potentialEnergy, hot.potentialEnergy);
    expect(Math.abs(value - (1 - 1 / 1.5))).toBeLessThan(4 * standardError);
    expect(standardError).toBeLessThan(0.05);
    expect(ratioRow("ideal", cold, hot).status).toBe("passed");
  });

  it("fails where one of the temperatures is not what it should be", () => {
    const [cold, hot] = [idealEnsemble(1), idealEnsemble(1.5)];
    expect(ratioRow("wrong", cold, { ...hot, temperature: 1.25 }).status).toBe("failed");
  });
});

describe("equipartition", () => {
  it("fails for a group that is colder by 5 %", () => {
    const groups = { "the light atoms": [0.94, 0.96], "the heavy atoms": [0.99, 1.01] };
    const rows = equipartitionRows("any", { ...idealEnsemble(1), groupTemperatures: groups });
    expect(quantities(rows, "failed")).toEqual(["temperature of the light atoms, any"]);
  });
});

describe("a short run with stochastic velocity rescaling", () => {
  it("has the kinetic energies of its temperature", async () => {
    const ensemble = await sampleEnsemble(testEnvironment(device()), canonicalThermostats.Bussi, 1, 2000);
    expect(ensemble.kineticEnergy).toHaveLength(80);
    expect(Object.keys(ensemble.groupTemperatures)).toEqual([
      "the light atoms",
      "the heavy atoms",
      "the x axis",
      "the y axis",
      "the z axis",
    ]);
    expect(kineticRow("Bussi", ensemble).status).toBe("passed");
  });
});

import { describe, expect, it } from "vitest";
import { measureFluctuations, orderLiquid, orderRows } from "../../validation/integrator-order/case.ts";
import { useDevice } from "../support/device.ts";
import { quantities, testEnvironment } from "./environment.ts";

const device = useDevice();

describe("velocity Verlet", () => {
  it("is of second order over the first τ of a liquid", async () => {
    const environment = testEnvironment(device());
    const liquid = await orderLiquid(environment, 400);
    const fluctuations = await measureFluctuations(environment, liquid, [0.002, 0.004, 0.008], 1);
    const [order] = orderRows(fluctuations);
    expect(order.status).toBe("passed");
    expect(Math.abs(order.measured - 2)).toBeLessThan(0.05);
  });
});

describe("rows of the order", () => {
  it("fail for an integrator of first order, and for each fluctuation that is not the published one", () => {
    const fluctuations = [0.001, 0.002, 0.004, 0.008].map((timeStep) => {
      const deviation = 2.5e-3 * timeStep;
      return { timeStep, firstDeviation: deviation, deviation };
    });
    const rows = orderRows(fluctuations);
    expect(rows[0].measured).toBeCloseTo(1, 12);
    expect(quantities(rows, "failed")).toHaveLength(4);
    expect(quantities(rows, "passed")).toEqual([
      "standard deviation of the energy per atom, time step 0.001",
    ]);
  });
});

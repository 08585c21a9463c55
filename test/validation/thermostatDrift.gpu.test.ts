import { describe, expect, it } from "vitest";
import {
  conservingIntegrators,
  driftLiquid,
  driftRow,
  measureDrift,
} from "../../validation/thermostat-drift/case.ts";
import { useDevice } from "../support/device.ts";
import { testEnvironment } from "./environment.ts";

const device = useDevice();

describe("the conserved energy", () => {
  it.each(Object.keys(conservingIntegrators))("of %s stays within 10⁻⁴ k_B T/τ over 1 τ", async (name) => {
    const environment = testEnvironment(device());
    const liquid = await driftLiquid(environment, 300);
    const { whole } = await measureDrift(environment, liquid, name, 500);
    expect(Math.abs(whole)).toBeLessThan(1e-4);
  });
});

describe("rows of the drift", () => {
  it("fail for a drift of 10⁻⁶ k_B T/τ, up or down, and pass for half of that", () => {
    const status = (whole: number) =>
      driftRow("any", { whole, quarters: [whole, whole, whole, whole] }).status;
    expect([-1e-6, -5e-7, 5e-7, 1e-6].map(status)).toEqual(["failed", "passed", "passed", "failed"]);
  });
});

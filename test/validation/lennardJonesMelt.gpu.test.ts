import { describe, expect, it } from "vitest";
import { stepZeroRows, withMelt } from "../../validation/lennard-jones-melt/case.ts";
import { useDevice } from "../support/device.ts";
import { quantities, testEnvironment } from "./environment.ts";

const device = useDevice();

describe("the melt at step 0, 32,000 atoms", () => {
  it("has LAMMPS' energy, pressure and temperature, and the shells of fcc", async () => {
    const rows = await withMelt(testEnvironment(device()), "truncated", stepZeroRows);
    expect(quantities(rows, "failed")).toEqual([]);
    expect(rows).toHaveLength(4);
  });

  it("fails by its energy alone where the potential is shifted", async () => {
    const rows = await withMelt(testEnvironment(device()), "shifted", stepZeroRows);
    expect(quantities(rows, "failed")).toEqual(["potential energy per atom, step 0"]);
  });
});

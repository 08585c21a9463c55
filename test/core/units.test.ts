import { describe, expect, it } from "vitest";
import { molecularUnits, unitSystems } from "../../src/core/units.ts";

describe("unit systems", () => {
  it.each(Object.entries(unitSystems))("%s is listed by its own name", (name, system) => {
    expect(system.name).toBe(name);
  });

  it("have symbols for the same dimensions", () => {
    const dimensions = Object.values(unitSystems).map(({ symbols }) => Object.keys(symbols).sort());
    for (const list of dimensions) expect(list).toEqual(dimensions[0]);
  });

  it("si has the symbols of the International System", () => {
    expect(unitSystems.si.symbols).toMatchObject({
      force: "N",
      pressure: "Pa",
      density: "kg/m³",
      acceleration: "m/s²",
      kinematicViscosity: "m²/s",
      dynamicViscosity: "Pa·s",
      surfaceTension: "N/m",
      torque: "N·m",
      momentum: "kg·m/s",
      volumeFlow: "m³/s",
      power: "W",
    });
  });

  it("dimensionless has no symbols", () => {
    expect(new Set(Object.values(unitSystems.dimensionless.symbols))).toEqual(new Set([""]));
  });

  it("molecular dynamics chooses from three, in units of its own", () => {
    expect(molecularUnits).toEqual(["reduced", "metal", "molecular"]);
    expect(molecularUnits.map((name) => unitSystems[name].symbols.force)).toEqual([
      "ε/σ",
      "eV/Å",
      "kJ/mol/nm",
    ]);
    expect(unitSystems.metal.symbols["energy·length⁶"]).toBe("eV·Å⁶");
  });
});

import { describe, expect, it } from "vitest";
import { LiveOutput } from "../../../src/app/document/liveOutput.ts";
import { LiveTable } from "../../../src/app/document/liveTable.ts";
import { parseCsv } from "../../../src/formats/csv.ts";

function filled(rows: number, cap: number): LiveTable {
  const table = new LiveTable(["step", "square"], cap);
  for (let step = 0; step < rows; step++) table.add([step, step * step]);
  return table;
}

describe("a live table", () => {
  it("keeps every row below its cap", () => {
    const table = filled(100, 100);
    expect([...table.column("step")]).toEqual(Array.from({ length: 100 }, (_, step) => step));
    expect(table.column("square")[99]).toBe(99 * 99);
    expect(table.column("cube")).toHaveLength(0);
  });

  it.each([1, 7, 8, 9, 10, 16, 17, 18, 31, 100, 1000, 1001])("after %i rows has both ends", (rows) => {
    const steps = filled(rows, 8).column("step");
    expect(steps[0]).toBe(0);
    expect(steps.at(-1)).toBe(rows - 1);
    expect(steps.length).toBeLessThanOrEqual(8);
    expect(steps.length).toBeGreaterThanOrEqual(Math.min(rows, 4));
  });

  it("spaces evenly what it keeps, the last row excepted", () => {
    const steps = filled(1000, 8).column("step");
    const gaps = [...steps.slice(1, -1)].map((step, k) => step - steps[k]);
    expect(new Set(gaps)).toEqual(new Set([256]));
  });
});

describe("the page's output", () => {
  it("turns rows into columns, tells who listens, and gives them back as CSV", async () => {
    const output = new LiveOutput();
    const heard: [string, number][] = [];
    const end = output.onRows((name, table) => heard.push([name, table.rowCount]));
    await output.append("fluid.csv", ["step,time,pressure\n"]);
    await output.append("fluid.csv", ["0,0,NaN\n1,0.5,-2.5e-7\n"]);
    end();
    await output.append("fluid.csv", ["2,1,Infinity\n"]);
    expect(heard).toEqual([
      ["fluid.csv", 0],
      ["fluid.csv", 2],
    ]);
    expect([...output.table("fluid.csv")!.column("pressure")]).toEqual([NaN, -2.5e-7, Infinity]);
    expect(parseCsv(output.csv("fluid.csv")!, "").rows).toEqual([
      [0, 0, NaN],
      [1, 0.5, -2.5e-7],
      [2, 1, Infinity],
    ]);
    expect(output.tableNames).toEqual(["fluid.csv"]);
  });

  it("begins a table anew where its header comes again", async () => {
    const output = new LiveOutput();
    await output.append("thermo.csv", ["step,energy\n", "0,1\n", "5,2\n"]);
    await output.append("thermo.csv", ["step,energy\n", "0,3\n"]);
    expect([...output.table("thermo.csv")!.column("energy")]).toEqual([3]);
    output.clear();
    expect(output.table("thermo.csv")).toBeUndefined();
    expect(output.csv("thermo.csv")).toBeUndefined();
  });

  it("knows the units of columns once a course has told them", () => {
    const output = new LiveOutput();
    output.takeUnits({ "thermo.csv": { step: "", energy: "eV" } });
    expect(output.unit("thermo.csv", "energy")).toBe("eV");
    expect(output.unit("thermo.csv", "step")).toBe("");
    expect(output.unit("fluid.csv", "time")).toBe("");
  });
});

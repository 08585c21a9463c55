import { describe, expect, it } from "vitest";
import { csvHeader, csvRow, parseCsv } from "../../src/formats/csv.ts";
import { awkwardNumbers, bitsOf } from "./exampleFrame.ts";

describe("csv", () => {
  it("the header holds the names as they are", () => {
    expect(csvHeader(["step", "kineticEnergy"])).toBe("step,kineticEnergy\n");
  });

  it("a row holds the shortest digits", () => {
    expect(csvRow([100, 0.1, 1e-7, -0])).toBe("100,0.1,1e-7,-0\n");
  });

  it("numbers come back bit for bit, NaN and infinities included", () => {
    const values = [...awkwardNumbers, NaN, Infinity, -Infinity];
    const columns = values.map((_, i) => `column${i}`);
    const table = parseCsv(csvHeader(columns) + csvRow(values), "thermo.csv");
    expect(table.columns).toEqual(columns);
    expect(table.rows).toHaveLength(1);
    expect(bitsOf(Float64Array.from(table.rows[0]))).toEqual(bitsOf(Float64Array.from(values)));
  });

  it("a header alone is a table without rows", () => {
    expect(parseCsv("step,time\n", "thermo.csv")).toEqual({ columns: ["step", "time"], rows: [] });
  });

  it("a last line without its newline is left out", () => {
    expect(parseCsv("step,time\n1,0.5\n2,1.2", "thermo.csv").rows).toEqual([[1, 0.5]]);
  });

  it("lines may end as on Windows", () => {
    expect(parseCsv("step,time\r\n1,0.5\r\n", "thermo.csv")).toEqual({
      columns: ["step", "time"],
      rows: [[1, 0.5]],
    });
  });

  it.each([
    ["", "thermo.csv: line 1: expected column names, found the end of the file"],
    ["step,time\n1,2\n3\n", "thermo.csv: line 3: expected 2 columns, found 1"],
    ["step,time\n1,2\n3,x\n", 'thermo.csv: line 3: expected a number for time, found "x"'],
    ["step,time\n1, \n", 'thermo.csv: line 2: expected a number for time, found " "'],
    ["step,time\n\n", "thermo.csv: line 2: expected 2 columns, found 1"],
  ])("%j is refused with its line", (text, message) => {
    expect(() => parseCsv(text, "thermo.csv")).toThrow(message);
  });

  it("a column name that needs quotes is refused", () => {
    expect(() => csvHeader(["step", "a,b"])).toThrow('"a,b"');
  });
});

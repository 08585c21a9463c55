import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { LiveOutput } from "../../../src/app/document/liveOutput.ts";
import { liveScenario } from "../../../src/app/document/liveRecord.ts";
import { parseScenario } from "../../../src/run/scenario/parseScenario.ts";
import { tankDocument, vortexDocument } from "../../run/fluidScenarios.ts";
import { meltScenario, noFiles } from "../../run/scenario/meltScenario.ts";
import { pageCourse } from "./pageRun.ts";

function liveRecord(document: unknown): unknown {
  return liveScenario(parseScenario(document)).record;
}

const heavy = ["trajectory", "frames", "radialDistribution", "surface", "checkpoint"];

describe("the record of a scenario that one looks at", () => {
  it.each(readdirSync("scenarios").filter((name) => name !== "schema.json"))(
    "is valid and light for %s",
    (name) => {
      const scenario = parseScenario(readFileSync(`scenarios/${name}`, "utf8"));
      const live = liveScenario(scenario);
      expect(parseScenario(live)).toEqual(live);
      expect(Object.keys(live.record).filter((key) => heavy.includes(key))).toEqual([]);
      expect({ ...live, record: scenario.record }).toEqual(scenario);
    },
  );

  it("keeps totals, gauges and displacements at the scenario's own times", () => {
    expect(liveRecord(vortexDocument)).toMatchObject({
      measure: { every: 0.02 },
      gauges: [{ name: "middle" }],
    });
    const record = { thermo: { every: 7 }, displacement: { every: 3, from: 6, originEvery: 9 } };
    expect(liveRecord({ ...meltScenario, record })).toEqual({
      thermo: { every: 7 },
      displacement: { every: 3, from: 6 },
    });
  });

  it("has totals about 200 times a run where the scenario asks for none", () => {
    expect(liveRecord({ ...meltScenario, run: { steps: 3000, timeStep: 0.005 } })).toEqual({
      thermo: { every: 15 },
    });
    expect(liveRecord(meltScenario)).toEqual({ thermo: { every: 1 } });
    expect(liveRecord({ ...tankDocument, record: {} })).toEqual({ measure: { every: 0.0005 }, gauges: [] });
  });
});

describe("a course that one looks at", () => {
  it("fills tables of numbers whose units are known", async () => {
    const output = new LiveOutput();
    const scenario = parseScenario(meltScenario);
    const course = await pageCourse(undefined, scenario, 6, noFiles, output);
    output.takeUnits(course.columns);
    course.destroy();
    const table = output.table("thermo.csv")!;
    expect([...table.column("step")]).toEqual([0, 1, 2, 3, 4, 5, 6]);
    const energy = table.column("totalEnergy");
    expect(Math.abs(energy[6] / energy[0] - 1)).toBeLessThan(1e-3);
    expect(output.unit("thermo.csv", "totalEnergy")).toBe("ε");
  });
});

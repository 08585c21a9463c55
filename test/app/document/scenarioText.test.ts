import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { scenarioText } from "../../../src/app/document/scenarioText.ts";
import { meltScenario } from "../../run/scenario/meltScenario.ts";

describe("the text of a document", () => {
  it.each(readdirSync("scenarios").filter((name) => name !== "schema.json"))(
    "of %s is the same document",
    (name) => {
      const document = JSON.parse(readFileSync(`scenarios/${name}`, "utf8"));
      expect(JSON.parse(scenarioText(document))).toEqual(document);
    },
  );

  it("keeps on one line what fits there", () => {
    const text = scenarioText(meltScenario);
    expect(text).toContain('\n  "run": { "steps": 10, "timeStep": 0.005 }\n}\n');
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  it("leaves out what JSON cannot say", () => {
    expect(scenarioText({ name: "a", run: { steps: undefined } })).toBe(
      '{\n  "name": "a",\n  "run": {}\n}\n',
    );
  });
});

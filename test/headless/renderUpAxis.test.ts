import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseScenario } from "../../src/run/scenario/parseScenario.ts";
import { upAxis } from "../../src/run/upAxis.ts";

function upOf(name: string, acceleration?: readonly number[]) {
  const document = JSON.parse(readFileSync(`scenarios/${name}.json`, "utf8"));
  if (acceleration) document.solver.acceleration = { constant: acceleration };
  return upAxis(parseScenario(document));
}

describe("the axis that points up", () => {
  it("is z where gravity pulls along −z in three dimensions, else y", () => {
    expect(upOf("dam-break-3d")).toBe(2);
    expect(upOf("dam-break-3d", [0, -9.81, 0])).toBe(1);
    expect(upOf("dam-break-3d", [0, -9.81, -1])).toBe(1);
    expect(upOf("dam-break-3d", [0, 0, 9.81])).toBe(1);
    expect(upOf("lennard-jones-melt")).toBe(1);
  });

  it("is z for those scenarios of the project that are in three dimensions with gravity, and no others", () => {
    const names = readdirSync("scenarios").filter((name) => name.endsWith(".json") && name !== "schema.json");
    const standing = names.map((name) => name.slice(0, -".json".length)).filter((name) => upOf(name) === 2);
    expect(standing).toEqual(["dam-break-3d", "droplet-splash"]);
  });
});

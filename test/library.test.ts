import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as portable from "../src/index.ts";
import { starterScenario } from "../src/headless/starterScenario.ts";
import * as node from "../src/node.ts";
import { version } from "../src/version.ts";

const tinyScenario = {
  ...starterScenario,
  setup: {
    ...starterScenario.setup,
    particles: [{ kind: "lattice", lattice: "fcc", density: 0.8442, cells: [4, 4, 4], type: "A" }],
  },
  run: { steps: 4, timeStep: 0.005, seed: 1 },
  record: { thermo: { every: 2 } },
};

describe("the library", () => {
  it("runs a scenario into memory on the float64 reference, in one call", async () => {
    const output = new portable.MemoryOutput();
    const summary = await portable.simulate(tinyScenario, { output });
    expect(summary).toMatchObject({ status: "done", steps: 4, particles: 256 });
    const rows = output.text("thermo.csv")!.trimEnd().split("\n");
    expect(rows.map((row) => row.split(",")[0])).toEqual(["step", "0", "2", "4"]);
  });

  it("runs the same call on a device", async () => {
    const context = await node.openDawn();
    const summary = await node.simulate(JSON.stringify(tinyScenario), { context });
    expect(summary).toMatchObject({ status: "done", steps: 4, adapter: context.adapter.description });
    context.destroy();
  });

  it("lists every problem of a bad scenario as an InputError", async () => {
    const failure = await portable
      .simulate({ ...tinyScenario, colour: 1, name: "" })
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(portable.InputError);
    expect((failure as portable.InputError).problems.length).toBe(2);
  });

  it("knows the version of package.json", () => {
    const packageJson = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
    expect(version).toBe(packageJson.version);
  });
});

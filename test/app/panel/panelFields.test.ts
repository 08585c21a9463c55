import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ScenarioEdits } from "../../../src/app/document/scenarioEdits.ts";
import { panelFields } from "../../../src/app/panel/panelFields.ts";
import type { PanelControl, PanelFolder, PanelItem } from "../../../src/app/panel/panelItem.ts";
import { parseScenario } from "../../../src/run/scenario/parseScenario.ts";
import { valueAt } from "../../../src/run/scenario/schemaNode.ts";
import { tankDocument } from "../../run/scenario/fluid/fluidDocument.ts";
import { changed, meltScenario } from "../../run/scenario/meltScenario.ts";

function controlsOf(items: readonly PanelItem[]): PanelControl[] {
  return items.flatMap((item) => (item.type === "folder" ? controlsOf(item.items) : [item]));
}

function foldersOf(items: readonly PanelItem[]): PanelFolder[] {
  return items.flatMap((item) => (item.type === "folder" ? [item, ...foldersOf(item.items)] : []));
}

/** The control at a path; of a union's word where several stand there. */
function control(document: unknown, path: string): PanelControl {
  const found = controlsOf(panelFields(parseScenario(document))).find((item) => item.path === path);
  if (!found) throw new Error(`the panel has no control for ${path}`);
  return found;
}

const scenarioFiles = readdirSync("scenarios").filter((name) => name !== "schema.json");
const read = (name: string): unknown => JSON.parse(readFileSync(`scenarios/${name}`, "utf8"));

describe("the panel of a scenario", () => {
  it.each(scenarioFiles)("shows the values of %s, in names and units that a person reads", (name) => {
    const scenario = parseScenario(read(name));
    const controls = controlsOf(panelFields(scenario));
    expect(controls.length).toBeGreaterThan(8);
    for (const { path, value, choices, tooltip, label } of controls) {
      const present = valueAt(scenario, path.split("."));
      const chosen = choices?.find((choice) => choice.value === value);
      expect(chosen ? chosen.sets : value, path).toEqual(present ?? "");
      expect(tooltip.split("\n").at(-1)).toBe(path);
      expect(label).not.toMatch(/[a-z][A-Z]/);
    }
    expect(
      controls.map(({ path }) => path).filter((path) => /^(record|name|description)/.test(path)),
    ).toEqual([]);
  });

  it.each(scenarioFiles)("of %s takes every value that it shows", (name) => {
    const edits = new ScenarioEdits(read(name));
    for (const { path, value, choices } of controlsOf(panelFields(edits.scenario))) {
      const chosen = choices?.find((choice) => choice.value === value);
      if (value !== "") expect(edits.change(path, chosen ? chosen.sets : value)).toBe("none");
    }
  });

  it("gives numbers their limits, unit and meaning", () => {
    expect(control(meltScenario, "solver.pair.cutoffRadius")).toEqual({
      type: "number",
      path: "solver.pair.cutoffRadius",
      label: "cutoff radius",
      value: 2.5,
      unit: "σ",
      tooltip:
        "cutoff radius of all pairs that give none of their own\nAllowed: (0, ∞) σ\nsolver.pair.cutoffRadius",
      isLive: true,
      minimum: 0,
      excludesMinimum: true,
    });
    expect(control(meltScenario, "run.seed")).toMatchObject({
      type: "integer",
      value: 1,
      unit: "",
      isLive: false,
    });
    expect(control(meltScenario, "run.seed").tooltip).toContain("Starts the run anew.");
    expect(control(meltScenario, "setup.velocities.removeMomentum")).toMatchObject({
      type: "boolean",
      value: true,
    });
  });

  it("has components of vectors side by side, as many as there are dimensions", () => {
    const { solver } = tankDocument();
    const document = { ...tankDocument(), solver: { ...solver, acceleration: {} } };
    expect(control(document, "solver.acceleration.constant.1")).toMatchObject({
      label: "constant y",
      value: 0,
      unit: "m/s²",
    });
    expect(() => control(document, "solver.acceleration.constant.2")).toThrow("no control");
  });

  it("has folders for sections, types by their names and parts by their numbers", () => {
    const labels = foldersOf(panelFields(parseScenario(tankDocument()))).map(({ path, label }) => [
      path,
      label,
    ]);
    expect(labels).toEqual(
      expect.arrayContaining([
        ["solver", "solver"],
        ["solver.materials.water", "water"],
        ["setup.fluids.0", "1: water"],
        ["setup.solids.0", "1: walls"],
        ["solver.viscosities.0", "1: artificial"],
        ["solver.scheme.equationOfState", "equation of state"],
      ]),
    );
  });

  it("shows numbers that the solver works out by itself as empty", () => {
    expect(control(tankDocument(), "solver.soundSpeed")).toMatchObject({
      type: "number",
      value: "",
      unit: "m/s",
    });
    expect(() => control(tankDocument(), "setup.solids.0.layers")).toThrow("no control");
  });
});

describe("the choice among the options of a union", () => {
  it("fills in what another option needs, from the numbers that stood there", () => {
    const { choices, value } = control(meltScenario, "solver.pair");
    expect(value).toBe("lennard-jones");
    expect(choices?.find(({ label }) => label === "wca")?.sets).toEqual({
      potential: "wca",
      types: { A: { epsilon: 1, sigma: 1 } },
      mixing: "lorentz-berthelot",
      cutoff: "truncated",
      pairs: {},
    });
    const thermostat = changed(
      'solver.integrator={"kind":"bussi","temperature":{"from":2,"to":1},"relaxationTime":3}',
    );
    const integrators = control(thermostat, "solver.integrator").choices ?? [];
    expect(integrators.find(({ label }) => label === "nose-hoover")?.sets).toEqual({
      kind: "nose-hoover",
      temperature: { from: 2, to: 1 },
      relaxationTime: 3,
    });
    expect(integrators.find(({ label }) => label === "langevin")?.sets).toEqual({
      kind: "langevin",
      temperature: { from: 2, to: 1 },
      friction: 1,
    });
  });

  it("makes a shape a part of the union or difference that replaces it", () => {
    const { choices = [] } = control(tankDocument(), "setup.fluids.0.shape");
    const box = { kind: "box", lower: [0, 0], upper: [1, 0.8] };
    expect(choices.find(({ label }) => label === "union")?.sets).toEqual({ kind: "union", shapes: [box] });
    expect(choices.find(({ label }) => label === "difference")?.sets).toMatchObject({ from: box });
  });

  it.each([
    ["lennard-jones-melt.json", ["solver.pair", "solver.integrator"]],
    ["binary-glass.json", ["solver.pair", "solver.integrator"]],
    ["dam-break-2d.json", ["solver.scheme", "solver.viscosities.0", "solver.scheme.advection"]],
    ["dam-break-2d.json", ["solver.scheme.equationOfState", "solver.scheme.densityDiffusion"]],
    ["oscillating-drop.json", ["solver.surfaceTension"]],
    ["couette.json", ["setup.solids.1.motion"]],
  ])("in %s can choose every option of %s", (name, paths) => {
    for (const path of paths)
      for (const { label, sets } of control(read(name), path).choices ?? []) {
        const edits = new ScenarioEdits(read(name));
        expect(() => edits.change(path, sets), `${path}: ${label}`).not.toThrow();
        expect(control(edits.document, path).value).toBe(label);
      }
  });
});

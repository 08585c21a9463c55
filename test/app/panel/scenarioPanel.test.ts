import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ScenarioEdits } from "../../../src/app/document/scenarioEdits.ts";
import { panelFields } from "../../../src/app/panel/panelFields.ts";
import { ScenarioPanel } from "../../../src/app/panel/scenarioPanel.ts";
import { tankDocument } from "../../run/scenario/fluid/fluidDocument.ts";
import { meltScenario } from "../../run/scenario/meltScenario.ts";
import { SmallDocument, type SmallElement } from "./smallDocument.ts";

const delay = 250;
let edits: ScenarioEdits;
let panel: ScenarioPanel;
let made: [string, unknown][];
let refused: [string, string][];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", new SmallDocument());
  vi.stubGlobal("window", { matchMedia: () => ({ matches: false }) });
  vi.stubGlobal("HTMLInputElement", class {});
  vi.stubGlobal("requestAnimationFrame", (next: () => void) => next());
});

afterEach(() => {
  panel.destroy();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A panel of a document whose accepted changes it shows. */
function open(original: unknown): void {
  edits = new ScenarioEdits(original);
  [made, refused] = [[], []];
  panel = new ScenarioPanel({
    container: document.body,
    delay,
    onChange(path, value) {
      edits.change(path, value);
      made.push([path, value]);
      panel.show(panelFields(edits.scenario));
    },
    onRefused: (path, message) => refused.push([path, message]),
  });
  panel.show(panelFields(edits.scenario));
}

const all = () => (panel.domElement as unknown as SmallElement).descendants();

/** The row of a control, which is told by the last line of its description. */
function row(path: string): SmallElement {
  const description = (element: SmallElement) =>
    element.querySelector("input, select")?.attributes.get("aria-description") ?? "";
  const rows = all().filter(({ classes }) => classes.has("lil-controller"));
  const found = rows.find((element) => description(element).endsWith(`\n${path}`));
  if (!found) throw new Error(`no row for ${path}`);
  return found;
}

const input = (path: string) => row(path).querySelector("input, select") as SmallElement;

async function type(path: string, text: string): Promise<void> {
  const field = input(path);
  field.focus();
  field.value = text;
  field.fire("input");
  await vi.advanceTimersByTimeAsync(delay);
}

function folder(label: string): SmallElement {
  return all().find(({ classes, children }) => classes.has("lil-gui") && children[0].textContent === label)!;
}

const isOpen = (label: string) => !folder(label).classes.has("lil-closed");

describe("the panel", () => {
  it("shows names with units, and what they mean when one rests on them", () => {
    open(meltScenario);
    const skin = row("solver.skin");
    expect(skin.children[0].textContent).toBe("skin [σ]");
    expect(skin.title).toContain("Allowed: (0, ∞) σ");
    expect(input("solver.skin").value).toBe("0.3");
    expect(skin.classes).toContain("live");
    expect(row("run.seed").classes).toContain("structural");
  });

  it("opens the solver and the run, and no other folder", () => {
    open(meltScenario);
    expect(["solver", "run", "setup", "pair", "integrator"].map(isOpen)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it("makes a change once nobody has typed for a while", async () => {
    open(meltScenario);
    const field = input("solver.skin");
    field.focus();
    for (const text of ["0", "0.4", "0.45"]) {
      field.value = text;
      field.fire("input");
      await vi.advanceTimersByTimeAsync(delay / 2);
    }
    expect(made).toEqual([]);
    await vi.advanceTimersByTimeAsync(delay);
    expect(made).toEqual([["solver.skin", 0.45]]);
    expect(field.value).toBe("0.45");
  });

  it("makes it at once when the keyboard leaves", async () => {
    open(meltScenario);
    const field = input("solver.skin");
    field.focus();
    field.value = "0.6";
    field.fire("input");
    field.fire("keydown", "Enter");
    await vi.advanceTimersByTimeAsync(0);
    expect(made).toEqual([["solver.skin", 0.6]]);
  });

  it("takes numbers beyond its sliders", async () => {
    open(meltScenario);
    await type("run.timeStep", "0.5");
    expect(made).toEqual([["run.timeStep", 0.5]]);
  });

  it("sets words and switches as they are chosen", async () => {
    open(meltScenario);
    const select = input("solver.pair.cutoff");
    select.selectedIndex = 1;
    select.fire("change");
    const box = input("setup.velocities.removeMomentum");
    box.checked = false;
    box.fire("change");
    await vi.advanceTimersByTimeAsync(delay);
    expect(made).toEqual([
      ["solver.pair.cutoff", "shifted"],
      ["setup.velocities.removeMomentum", false],
    ]);
  });

  it("lets a number that the solver works out be given", async () => {
    open(tankDocument());
    await type("solver.soundSpeed", "60");
    expect(made).toEqual([["solver.soundSpeed", 60]]);
    expect(input("solver.soundSpeed").value).toBe("60");
    expect(document.activeElement).toBe(input("solver.soundSpeed"));
  });
});

describe("a refused value", () => {
  it.each([
    ["-1", "solver.skin: must lie in (0, ∞) σ, got -1"],
    ["much", 'solver.skin: expected a number in (0, ∞) σ, got "much"'],
  ])("%s shows the message of the command line at its control", async (text, message) => {
    open(meltScenario);
    await type("solver.skin", text);
    expect(made).toEqual([]);
    expect(refused).toEqual([["solver.skin", message]]);
    expect(row("solver.skin").title).toBe(message);
    expect(row("solver.skin").classes).toContain("refused");
    expect(input("solver.skin").attributes.get("aria-invalid")).toBe("true");
    expect(input("solver.skin").value).toBe(text);
  });

  it.each(["Escape", "leaving"])("gives way to the accepted one on %s", async (end) => {
    open(meltScenario);
    await type("solver.skin", "-1");
    if (end === "Escape") input("solver.skin").fire("keydown", "Escape");
    else input("solver.skin").blur();
    expect(input("solver.skin").value).toBe("0.3");
    expect(row("solver.skin").classes).not.toContain("refused");
    expect(row("solver.skin").title).toContain("Allowed");
  });

  it("is marked still where the keyboard had left before, and not once a right one comes", async () => {
    open(meltScenario);
    const field = input("solver.skin");
    field.focus();
    field.value = "-1";
    field.fire("input");
    field.blur();
    await vi.advanceTimersByTimeAsync(0);
    expect(field.value).toBe("0.3");
    expect(row("solver.skin").classes).toContain("refused");
    await type("solver.skin", "0.5");
    expect(row("solver.skin").classes).not.toContain("refused");
  });

  it("of a choice goes back to the word before", async () => {
    open(meltScenario);
    const select = input("solver.pair.cutoff");
    select.selectedIndex = 3;
    select.fire("change");
    await vi.advanceTimersByTimeAsync(delay);
    expect(refused[0][1]).toContain("solver.pair.switchRadius");
    expect(select.selectedIndex).toBe(0);
  });

  it("that is abandoned before it was tried changes nothing", async () => {
    open(meltScenario);
    const field = input("solver.skin");
    field.focus();
    field.value = "7";
    field.fire("input");
    field.fire("keydown", "Escape");
    await vi.advanceTimersByTimeAsync(2 * delay);
    expect(made).toEqual([]);
    expect(field.value).toBe("0.3");
  });
});

describe("a panel built anew", () => {
  it("keeps the controls where only values change", () => {
    open(meltScenario);
    const before = row("solver.skin");
    edits.change("solver.skin", 2);
    panel.show(panelFields(edits.scenario));
    expect(row("solver.skin")).toBe(before);
    expect(input("solver.skin").value).toBe("2");
  });

  it("keeps open folders open and the keyboard where it is", async () => {
    open(meltScenario);
    folder("integrator").children[0].fire("click");
    folder("run").children[0].fire("click");
    const select = input("solver.integrator");
    select.focus();
    select.selectedIndex = 1;
    select.fire("change");
    await vi.advanceTimersByTimeAsync(delay);
    expect(made).toEqual([["solver.integrator", { kind: "langevin", temperature: 1, friction: 1 }]]);
    expect(input("solver.integrator.friction").value).toBe("1");
    expect(["solver", "integrator", "run", "pair"].map(isOpen)).toEqual([true, true, false, false]);
    expect(document.activeElement).toBe(input("solver.integrator"));
    expect(input("solver.integrator")).not.toBe(select);
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import { readScenarioLink, scenarioHash } from "../../../src/app/document/scenarioLink.ts";
import { ScenarioEdits } from "../../../src/app/document/scenarioEdits.ts";
import { InputError } from "../../../src/core/failure.ts";
import { parseScenario } from "../../../src/run/scenario/parseScenario.ts";
import { tankDocument } from "../../run/scenario/fluid/fluidDocument.ts";
import { changed, meltScenario, problemsOf } from "../../run/scenario/meltScenario.ts";

let edits: ScenarioEdits;
beforeEach(() => {
  edits = new ScenarioEdits(meltScenario);
});

describe("changes to a scenario", () => {
  it("make the document that --set makes", () => {
    edits.change("solver.pair.cutoffRadius", 2.2);
    edits.change("run.steps", 500);
    expect(edits.document).toEqual(changed("solver.pair.cutoffRadius=2.2", "run.steps=500"));
    expect(edits.scenario).toEqual(parseScenario(edits.document));
    expect(meltScenario.run.steps).toBe(10);
  });

  it("give the assignments that make the same document from a link", () => {
    edits.change("solver.integrator", { kind: "langevin", temperature: 1, friction: 0.5 });
    edits.change("solver.integrator.friction", 2);
    edits.change("name", "7");
    edits.change("description", "hot & dense");
    const hash = scenarioHash({ name: "small-melt", assignments: edits.assignments, view: {} });
    const link = readScenarioLink(hash, ["small-melt"])!;
    expect(new ScenarioEdits(meltScenario, link.assignments).document).toEqual(edits.document);
    expect(edits.scenario).toMatchObject({ name: "7", solver: { integrator: { friction: 2 } } });
  });

  it("of the same value count once, and not at all once it is the original again", () => {
    edits.change("solver.skin", 0.4);
    edits.change("solver.skin", 0.5);
    expect(edits.assignments).toEqual(["solver.skin=0.5"]);
    edits.change("solver.skin", 0.3);
    expect(edits.assignments).toEqual([]);
  });

  it("to the value of a default need no assignment", () => {
    edits.change("run.seed", 9);
    edits.change("run.seed", 1);
    expect(edits.assignments).toEqual([]);
  });

  it("of an object replace those inside it, and one inside it comes after", () => {
    edits.change("solver.pair.cutoffRadius", 2);
    const pair = { ...meltScenario.solver.pair, cutoffRadius: 2.1 };
    edits.change("solver.pair", pair);
    edits.change("solver.pair.cutoffRadius", 2.5);
    expect(edits.assignments).toEqual([
      `solver.pair=${JSON.stringify(pair)}`,
      "solver.pair.cutoffRadius=2.5",
    ]);
    expect(edits.scenario).toMatchObject({ solver: { pair: { cutoffRadius: 2.5 } } });
  });

  it("of one component of a list that the document leaves out set the whole list", () => {
    const document = tankDocument();
    document.solver.acceleration = {};
    const fluid = new ScenarioEdits(document);
    fluid.change("solver.acceleration.constant.1", -5);
    fluid.change("solver.acceleration.constant.0", 1);
    expect(fluid.assignments).toEqual(["solver.acceleration.constant=[1,-5]"]);
  });
});

describe("a change", () => {
  it("is live where the particles stay what they are", () => {
    expect(edits.change("solver.skin", 0.4)).toBe("live");
    expect(edits.change("solver.integrator", { kind: "langevin", temperature: 1, friction: 1 })).toBe("live");
    expect(edits.change("run.timeStep", 0.002)).toBe("live");
  });

  it("is structural where they are placed in another way", () => {
    expect(edits.change("setup.velocities.temperature", 1)).toBe("structural");
    expect(edits.change("run.seed", 2)).toBe("structural");
    const fluid = new ScenarioEdits(tankDocument());
    expect(fluid.change("solver.materials.water.kinematicViscosity", 1e-3)).toBe("live");
    expect(fluid.change("solver.materials.water.density", 900)).toBe("structural");
  });

  it("to the value that is there already is none, and cannot be undone", () => {
    expect(edits.change("solver.skin", 0.3)).toBe("none");
    expect(edits.canUndo).toBe(false);
  });

  it("that is invalid is refused with the problems of the command line and changes nothing", async () => {
    edits.change("solver.skin", 0.4);
    const before = edits.document;
    const refused = await problemsOf(() => edits.change("solver.pair.cutoffRadius", 99));
    expect(refused).toEqual(
      await problemsOf(() => parseScenario(changed("solver.skin=0.4", "solver.pair.cutoffRadius=99"))),
    );
    expect(refused).toHaveLength(1);
    expect(() => edits.change("solver.pair.cutofRadius", 2)).toThrow('did you mean "cutoffRadius"?');
    expect(() => edits.change("run.steps", "many")).toThrow(InputError);
    expect(edits.document).toBe(before);
    expect(edits.assignments).toEqual(["solver.skin=0.4"]);
  });
});

describe("undo and reset", () => {
  it("go back one change, and to the original", () => {
    edits.change("solver.skin", 0.4);
    edits.change("setup.velocities.temperature", 1);
    expect(edits.undo()).toBe("structural");
    expect(edits.assignments).toEqual(["solver.skin=0.4"]);
    expect(edits.reset()).toBe("live");
    expect(edits.document).toEqual(meltScenario);
  });

  it("reset can be undone, and without a change undo does nothing", () => {
    edits.change("solver.skin", 0.4);
    edits.reset();
    expect(edits.undo()).toBe("live");
    expect(edits.assignments).toEqual(["solver.skin=0.4"]);
    edits.undo();
    expect(edits.undo()).toBe("none");
  });
});

describe("a link to a document", () => {
  it("whose assignment names nothing is refused with the nearest key", () => {
    expect(() => new ScenarioEdits(meltScenario, ["solver.skim=1"])).toThrow('did you mean "skin"?');
  });
});

import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/core/failure.ts";
import { readScenarioLink, scenarioHash, type ScenarioLink } from "../../../src/app/document/scenarioLink.ts";

const names = ["dam-break-2d", "lennard-jones-melt"];

const awkward: ScenarioLink = {
  name: "dam-break-2d",
  assignments: [
    "solver.viscosities.0.coefficient=0.1",
    "solver.acceleration.constant=[0,-9.81]",
    'setup.fluids.0.velocity=["-cos(2 pi x) & y=1","50 % #1?"]',
    "name=température = 3 + ü.",
    "run.seed=",
  ],
  view: { camera: "1,2,-3/0.5", "colour by": "speed (m/s)!" },
};

describe("a link", () => {
  it("reads as what it means where nothing needs encoding", () => {
    const link = {
      name: names[0],
      assignments: ["solver.skin=0.4", "run.seed=7"],
      view: { camera: "1,2,3" },
    };
    expect(scenarioHash(link)).toBe("#dam-break-2d?solver.skin=0.4&run.seed=7&view.camera=1,2,3");
    expect(scenarioHash({ name: names[1], assignments: [], view: {} })).toBe("#lennard-jones-melt");
  });

  it("gives back the very scenario, changes and view that were put into it", () => {
    expect(readScenarioLink(scenarioHash(awkward), names)).toEqual(awkward);
  });

  it("survives being read from a URL", () => {
    const url = new URL(`https://example.org/lab/${scenarioHash(awkward)}`);
    expect(readScenarioLink(url.hash, names)).toEqual(awkward);
  });

  it("holds no character at which programs cut links off, and ends in none", () => {
    expect(scenarioHash(awkward)).not.toMatch(/[\s"'()<>[\]{}|\\^`!*]|[.,:/]$/);
    const dotted = { name: names[0], assignments: ["name=etc."], view: {} };
    expect(scenarioHash(dotted)).toMatch(/etc%2E$/);
  });

  it("without a scenario says nothing", () => {
    expect(readScenarioLink("", names)).toBeUndefined();
    expect(readScenarioLink("#", names)).toBeUndefined();
  });

  it("to an unknown scenario names the nearest and all there are", () => {
    expect(() => readScenarioLink("#dam-brake-2d", names)).toThrow(
      'unknown scenario "dam-brake-2d"; did you mean "dam-break-2d"? Valid: dam-break-2d, lennard-jones-melt',
    );
  });

  it("that was cut or mangled is refused with each part that is wrong", () => {
    const read = () => readScenarioLink("#dam-break-2d?run.seed&=4&run.steps=%E0%A4%A&solver.skin=1", names);
    expect(read).toThrow(InputError);
    expect(read).toThrow(/"run.seed"[^]*"=4"[^]*"run.steps=%E0%A4%A"$/);
  });
});

import { describe, expect, it } from "vitest";
import { setPath } from "../../../src/run/scenario/setPath.ts";
import { meltScenario, problemsOf } from "./meltScenario.ts";

describe("setPath", () => {
  it.each([
    ["run.steps=500", ["run", "steps"], 500],
    ["name=other", ["name"], "other"],
    ["solver.pair.cutoff=shifted", ["solver", "pair", "cutoff"], "shifted"],
    ["setup.particles.0.cells.1=7", ["setup", "particles", "0", "cells", "1"], 7],
    ["setup.particles.0.cells=[1, 2, 3]", ["setup", "particles", "0", "cells"], [1, 2, 3]],
    ["solver.types.B.mass=2", ["solver", "types", "B", "mass"], 2],
    ["record.thermo.every=5", ["record", "thermo", "every"], 5],
    ['solver.integrator={"kind": "fire"}', ["solver", "integrator"], { kind: "fire" }],
    ["solver.integrator.friction=1", ["solver", "integrator", "friction"], 1],
    ["description=a=b", ["description"], "a=b"],
  ])("%s sets the value at that path", (assignment, keys, value) => {
    const result = setPath(meltScenario, assignment);
    expect(keys.reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], result)).toEqual(
      value,
    );
  });

  it("leaves the document it was given as it was", () => {
    const before = structuredClone(meltScenario);
    setPath(meltScenario, "setup.particles.0.cells.0=9");
    expect(meltScenario).toEqual(before);
  });

  it.each([
    ["run.stepz=5", 'run.stepz: unknown key "stepz"; did you mean "steps"? Valid: steps, timeStep, seed'],
    ["runs.steps=5", 'runs: unknown key "runs"; did you mean "run"?'],
    ["run.steps.count=5", 'run.steps.count: unknown key "count": a single value stands here'],
    ["setup.particles.3.type=B", 'setup.particles.3: expected an index from 0 to 0, got "3"'],
    ["setup.particles.first.type=B", 'setup.particles.first: expected an index from 0 to 0, got "first"'],
    ["run.steps", 'expected path=value, got "run.steps"'],
    ["=5", 'expected path=value, got "=5"'],
  ])("%s is refused", async (assignment, message) => {
    const problems = await problemsOf(() => setPath(meltScenario, assignment));
    expect(problems).toHaveLength(1);
    expect(problems[0].startsWith(message)).toBe(true);
  });
});

import { describe, expect, it } from "vitest";
import { families, findFamily } from "../../src/run/families.ts";
import { molecularFamily } from "../../src/run/molecularFamily.ts";
import { outlineProblems } from "../../src/run/scenario/outline.ts";
import { parseScenario, parseScenarioOf } from "../../src/run/scenario/parseScenario.ts";
import { jsonSchemaFor, scenarioJsonSchema } from "../../src/run/scenario/scenarioJsonSchema.ts";
import { setPathIn } from "../../src/run/scenario/setPath.ts";
import { gasFamily, gasScenario } from "./idealGas.ts";
import { changed, meltScenario, problemsOf, without } from "./scenario/meltScenario.ts";

const both = [molecularFamily, gasFamily];
const message = (problems: readonly { path: string; message: string }[]) =>
  problems.map((problem) => `${problem.path}: ${problem.message}`);

describe("families", () => {
  it("have words of their own in solver.kind, which their documents are found by", () => {
    expect(new Set(families.map(({ kind }) => kind)).size).toBe(families.length);
    expect(findFamily(meltScenario, both)).toBe(molecularFamily);
    expect(findFamily(gasScenario, both)).toBe(gasFamily);
    expect([{}, 3, null, { solver: {} }].map((document) => findFamily(document, both))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("a document of an unknown one brings up the nearest and lists all", () => {
    expect(message(outlineProblems({ ...gasScenario, solver: { kind: "ideal-gass" } }, both))).toEqual([
      'solver.kind: unknown name "ideal-gass"; did you mean "ideal-gas"? Valid: molecular-dynamics, ideal-gas',
    ]);
  });

  it("a document without one is told which there are, and which sections are missing", () => {
    expect(message(outlineProblems({ name: "", solver: {}, run: {}, extra: 1 }, both))).toEqual([
      'name: expected a text, got ""',
      "setup: missing, expected an object: what there is at the start",
      'solver.kind: missing, expected one of "molecular-dynamics", "ideal-gas": the family of solvers',
      'extra: unknown key "extra"; did you mean "setup"? Valid: $schema, name, description, setup, solver, run, record',
    ]);
  });

  it("are asked for by parseScenario, which refuses an unknown kind whatever else is wrong", async () => {
    const document = changed("solver.kind=molecular-dynamic", "solver.skin=-1");
    const [problem] = await problemsOf(() => parseScenario(document));
    expect(problem).toMatch(
      /^solver\.kind: unknown name "molecular-dynamic"; did you mean "molecular-dynamics"/,
    );
    expect((await problemsOf(() => parseScenario(without("solver.kind"))))[0]).toMatch(
      /^solver\.kind: missing/,
    );
  });

  it("refuse a document of another where one family is asked for", async () => {
    const problems = await problemsOf(() => parseScenarioOf(gasFamily, meltScenario));
    expect(problems).toContain(
      'solver.kind: unknown name "molecular-dynamics"; did you mean "ideal-gas"? Valid: ideal-gas',
    );
  });

  it("tell numbers in the units that are the default of their documents", async () => {
    const document = { ...gasScenario, solver: { kind: "ideal-gas", viscosity: 0 }, run: { duration: -1 } };
    expect(await problemsOf(() => parseScenarioOf(gasFamily, document))).toEqual([
      "solver.viscosity: must lie in (0, ∞) Pa·s, got 0",
      "run.duration: must lie in (0, ∞) s, got -1",
    ]);
  });
});

describe("the JSON Schema of several families", () => {
  it("is that of one of their documents, told apart by solver.kind", () => {
    const schema = scenarioJsonSchema(both);
    expect(schema).toMatchObject({ type: "object", title: "Corpuscle scenario" });
    expect(schema.oneOf?.map(({ title }) => title)).toEqual(["molecular-dynamics", "ideal-gas"]);
    expect(schema.oneOf?.every((document) => !("$schema" in document))).toBe(true);
    const { properties } = jsonSchemaFor(gasScenario, both);
    expect(properties).toEqual(schema.oneOf?.[1].properties);
  });
});

describe("setPath", () => {
  const set = (document: unknown, assignment: string) =>
    setPathIn(jsonSchemaFor(document, both), document, assignment);

  it("sets what the family of the document has, and nothing else", async () => {
    expect(set(gasScenario, "run.duration=3")).toMatchObject({ run: { duration: 3 } });
    expect(set(meltScenario, "run.steps=3")).toMatchObject({ run: { steps: 3 } });
    expect(await problemsOf(() => set(gasScenario, "run.steps=3"))).toEqual([
      expect.stringMatching(/^run\.steps: unknown key "steps"; .* Valid: duration, seed$/),
    ]);
    expect(await problemsOf(() => set(meltScenario, "run.duration=3"))).toHaveLength(1);
  });

  it("sets what any family has where the document names none", async () => {
    const document = { name: "to be" };
    expect(set(document, "run.duration=3")).toEqual({ ...document, run: { duration: 3 } });
    expect(set(document, "run.steps=3")).toEqual({ ...document, run: { steps: 3 } });
    expect(set(document, "solver.kind=ideal-gas")).toEqual({ ...document, solver: { kind: "ideal-gas" } });
    expect(await problemsOf(() => set(document, "run.stepz=3"))).toEqual([
      'run.stepz: unknown key "stepz"; did you mean "steps"? Valid: steps, timeStep, seed, duration',
    ]);
  });
});

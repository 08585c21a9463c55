import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { InputError } from "../../src/core/failure.ts";
import type { GpuContext } from "../../src/gpu/context.ts";
import { openDawn } from "../../src/headless/dawn.ts";
import { buildScenario } from "../../src/run/buildScenario.ts";
import { families, findFamily } from "../../src/run/families.ts";
import { fluidFamily } from "../../src/run/fluidFamily.ts";
import { simulate } from "../../src/run/simulate.ts";
import { parseScenario } from "../../src/run/scenario/parseScenario.ts";
import type { ShapeDocument } from "../../src/run/scenario/fluid/shapeSchema.ts";
import { builtFluid, tankDocument, vortexDocument } from "./fluidScenarios.ts";

let context: GpuContext;
beforeAll(async () => {
  context = await openDawn();
});
afterAll(() => context.destroy());

const noFiles = () => Promise.reject(new Error("no files"));

describe("the family of fluids", () => {
  it("is one of those that scenarios are looked up in", () => {
    expect(families).toContain(fluidFamily);
    expect(findFamily(vortexDocument)).toBe(fluidFamily);
  });

  it("opens a course on a device, or without one on the float64 reference", async () => {
    const { scenario, built } = await builtFluid(tankDocument);
    const courses = [
      await fluidFamily.open(context, built, scenario),
      await fluidFamily.open(undefined, built, scenario),
    ];
    expect(courses.map(({ adapter }) => adapter.kind === "reference")).toEqual([false, true]);
    expect(courses.map(({ particleCount }) => particleCount)).toEqual([
      built.particles.count,
      built.particles.count,
    ]);
    expect(courses.map(({ timeUnit }) => timeUnit)).toEqual(["s", "s"]);
    courses.forEach((course) => course.destroy());
  });

  it("verifies its scenarios", async () => {
    const built = await buildScenario(parseScenario(vortexDocument), noFiles);
    const { rows } = await built.verify(context, { steps: 2 });
    expect(rows.length).toBeGreaterThan(30);
    expect(rows.filter(({ ok }) => !ok)).toEqual([]);
  });

  it("runs in one call of the library", async () => {
    const summary = await simulate({ ...tankDocument, run: { duration: 0.01 } });
    expect(summary).toMatchObject({
      status: "done",
      time: { unit: "s" },
      adapter: "float64 reference (CPU)",
    });
    expect(summary.results.mass).toMatchObject({ value: expect.closeTo(250, 9), unit: "kg/m" });
  });

  it("tells what is wrong in several sections at once", () => {
    const document = {
      ...tankDocument,
      setup: { ...tankDocument.setup, fluids: [{ ...tankDocument.setup.fluids[0], material: "watr" }] },
      record: { gauges: [{ name: "g", kind: "point", at: [0, 0, 0] }] },
    };
    const problems = (() => {
      try {
        parseScenario(document);
      } catch (error) {
        return (error as InputError).problems.map(({ path }) => path);
      }
    })();
    expect(problems).toEqual(
      expect.arrayContaining(["setup.fluids.0.material", "record.measure", "record.gauges.0.at"]),
    );
  });
});

describe("paths of meshes", () => {
  const mesh = (path: string) => ({ kind: "mesh", path, scale: 1 }) as const;
  const sphere = { kind: "sphere" as const, center: [0, 0, 0], radius: 1 };

  async function moved(shape: ShapeDocument): Promise<unknown> {
    const { scenario } = await builtFluid(tankDocument);
    const { fluids, solids } = scenario.setup;
    const setup = {
      ...scenario.setup,
      fluids: [{ ...fluids[0], shape }],
      solids: [{ ...solids[0], shape }],
    };
    const { setup: changed } = fluidFamily.withPaths({ ...scenario, setup }, (path) => `there/${path}`);
    expect(changed.solids[0].shape).toEqual(changed.fluids[0].shape);
    expect(changed.solids[0].name).toBe(solids[0].name);
    return changed.fluids[0].shape;
  }

  it("are changed wherever a shape may hold them, and nothing else is", async () => {
    expect(await moved(mesh("a.stl"))).toEqual(mesh("there/a.stl"));
    expect(await moved({ kind: "union", shapes: [sphere, mesh("a.stl"), mesh("b.obj")] })).toEqual({
      kind: "union",
      shapes: [sphere, mesh("there/a.stl"), mesh("there/b.obj")],
    });
    expect(
      await moved({ kind: "difference", from: mesh("a.stl"), subtract: [sphere, mesh("b.obj")] }),
    ).toEqual({
      kind: "difference",
      from: mesh("there/a.stl"),
      subtract: [sphere, mesh("there/b.obj")],
    });
  });

  it("of a scenario without meshes leave it as it is", async () => {
    const { scenario } = await builtFluid(tankDocument);
    expect(fluidFamily.withPaths(scenario, () => "elsewhere")).toEqual(scenario);
  });
});

import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { InputProblem } from "../../../../src/core/failure.ts";
import { unitSystems } from "../../../../src/core/units.ts";
import type { Vector3 } from "../../../../src/core/vector.ts";
import { describeIssues } from "../../../../src/run/scenario/describeIssues.ts";
import { buildShape } from "../../../../src/run/scenario/fluid/buildShape.ts";
import { shapeMeshProblems, shapeProblems } from "../../../../src/run/scenario/fluid/checkShape.ts";
import { meshPaths } from "../../../../src/run/scenario/fluid/primitiveShapes.ts";
import { shapeSchema } from "../../../../src/run/scenario/fluid/shapeSchema.ts";
import type { SchemaNode } from "../../../../src/run/scenario/schemaNode.ts";
import { boxMesh, withHole } from "../../../core/geometry/exampleMeshes.ts";

const jsonSchema = z.toJSONSchema(shapeSchema, { target: "draft-2020-12", io: "input" }) as SchemaNode;
const cube = boxMesh([0, 0, 0], [1, 1, 1]);

const documents = {
  box: { kind: "box", lower: [0, 0, 0], upper: [1, 2, 3] },
  sphere: { kind: "sphere", center: [1, 1, 1], radius: 0.5 },
  cylinder: { kind: "cylinder", from: [0, 0, 0], to: [0, 0, 2], radius: 0.5 },
  "half-space": { kind: "half-space", point: [0, 1, 0], normal: [0, 1, 0] },
  mesh: { kind: "mesh", path: "cube.stl", scale: 2, translation: [1, 0, 0] },
};
const union = { kind: "union", shapes: [documents.box, documents.sphere] };
const difference = { kind: "difference", from: documents.box, subtract: [documents.sphere, documents.mesh] };

/** What is said about a document: by the schema, or where that has nothing to say, by the checks after it. */
function problemsOf(document: unknown, dimensions: 2 | 3 = 3): string[] {
  const parsed = shapeSchema.safeParse(document);
  const problems: InputProblem[] = parsed.success
    ? shapeProblems(parsed.data, "setup.shape", dimensions, "m")
    : describeIssues(parsed.error.issues, jsonSchema, document);
  return problems.map(({ path, message }) => `${path}: ${message}`);
}

function build(document: unknown, dimensions: 2 | 3 = 3) {
  return buildShape(shapeSchema.parse(document), dimensions, new Map([["cube.stl", cube]]));
}

describe("a shape of a scenario", () => {
  it.each([...Object.values(documents), union, difference])("of kind $kind is let through", (document) => {
    expect(problemsOf(document)).toEqual([]);
  });

  it("of each kind is built as it says", () => {
    const point: Vector3 = [1, 1, 1.25];
    const distances = Object.values(documents).map((document) => build(document).signedDistance(point));
    expect(distances).toEqual([
      expect.closeTo(0, 14),
      expect.closeTo(-0.25, 14),
      expect.closeTo(Math.SQRT2 - 0.5, 14),
      expect.closeTo(0, 14),
      expect.closeTo(0, 14),
    ]);
    expect(build(documents.mesh)).toMatchObject({ lower: [1, 0, 0], upper: [3, 2, 2] });
  });

  it("of several is built of each of them", () => {
    const [inSphere, inBox, inMesh]: Vector3[] = [
      [1.2, 1, 1],
      [0.2, 0.2, 0.2],
      [2.5, 1, 1],
    ];
    const isInside = (document: unknown) =>
      [inSphere, inBox, inMesh].map((point) => build(document).signedDistance(point) < 0);
    expect(isInside(union)).toEqual([true, true, false]);
    expect(isInside(difference)).toEqual([false, true, false]);
  });

  it("has no end along z in two dimensions", () => {
    const square = build({ kind: "box", lower: [0, 0], upper: [2, 2] }, 2);
    expect(square.signedDistance([1, 0.5, 0])).toBe(-0.5);
    expect(square.upper).toEqual([2, 2, Infinity]);
    expect(build({ kind: "sphere", center: [0, 0], radius: 2 }, 2).signedDistance([3, 4, 0])).toBe(3);
    const below = build({ kind: "half-space", point: [0, 1], normal: [0, 2] }, 2);
    expect(below.signedDistance([5, 0, 0])).toBe(-1);
  });

  it("names the files of its meshes", () => {
    const { from, subtract } = difference;
    const twice = {
      kind: "difference",
      from,
      subtract: [...subtract, { kind: "mesh", path: "b.obj" }, documents.mesh],
    };
    expect(meshPaths(shapeSchema.parse(twice))).toEqual(["cube.stl", "b.obj"]);
  });
});

describe("a shape is refused", () => {
  it("with too few or too many coordinates for the space, wherever it stands", () => {
    expect(problemsOf(documents.box, 2)).toEqual([
      "setup.shape.lower: needs 2 entries, one for each of setup.dimensions, got 3",
      "setup.shape.upper: needs 2 entries, one for each of setup.dimensions, got 3",
    ]);
    const flat = { kind: "sphere", center: [1, 1], radius: 1 };
    expect(problemsOf({ kind: "union", shapes: [documents.box, flat] })).toEqual([
      "setup.shape.shapes.1.center: needs 3 entries, one for each of setup.dimensions, got 2",
    ]);
  });

  it("with an upper corner that is not above the lower one", () => {
    const box = { kind: "box", lower: [0, 1, 0], upper: [1, 1, -2] };
    expect(problemsOf({ ...difference, from: box })).toEqual([
      "setup.shape.from.upper.1: must lie in (1, ∞) m (above the lower corner), got 1",
      "setup.shape.from.upper.2: must lie in (0, ∞) m (above the lower corner), got -2",
    ]);
  });

  it("with a normal that points nowhere", () => {
    expect(problemsOf({ kind: "half-space", point: [0, 0], normal: [0, 0] }, 2)).toEqual([
      "setup.shape.normal: must have a component other than 0 to point out of the shape, got [0, 0]",
    ]);
  });

  it("where it is a cylinder without length", () => {
    expect(problemsOf({ ...documents.cylinder, to: [0, 0, 0] })).toEqual([
      'setup.shape.to: must not be the point "from", [0, 0, 0] m: the cylinder has no length',
    ]);
  });

  it("where it needs a third dimension that there is not", () => {
    const valid = "valid: box, sphere, half-space, union, difference";
    expect(problemsOf({ kind: "mesh", path: "a.stl" }, 2)).toEqual([
      `setup.shape.kind: "mesh" has 3 dimensions, setup.dimensions is 2; ${valid}`,
    ]);
    expect(problemsOf({ ...documents.cylinder, from: [0, 0], to: [1, 1] }, 2)).toEqual([
      `setup.shape.kind: "cylinder" has 3 dimensions, setup.dimensions is 2; ${valid}`,
    ]);
  });

  it("with a mesh of a format that is not read", () => {
    expect(problemsOf({ kind: "mesh", path: "a.ply" })).toEqual([
      "setup.shape.path: the extension of a.ply is none of .stl, .obj",
    ]);
  });

  it("with a mesh that is not closed", () => {
    const meshes = new Map([["cube.stl", withHole(cube, 1)]]);
    const document = shapeSchema.parse(difference);
    expect(shapeMeshProblems(document, "setup.shape", meshes)).toEqual([
      {
        path: "setup.shape.subtract.1.path",
        message: "the mesh is not closed: 3 boundary edges belong to an odd number of triangles",
      },
    ]);
    expect(shapeMeshProblems(document, "setup.shape", new Map([["cube.stl", cube]]))).toEqual([]);
  });

  it("with a number out of its range, wherever it stands", () => {
    const sphere = { ...documents.sphere, radius: -1 };
    expect(problemsOf(sphere)).toEqual(["radius: must lie in (0, ∞) [length], got -1"]);
    expect(problemsOf({ ...difference, subtract: [sphere] })).toEqual([
      "subtract.0.radius: must lie in (0, ∞) [length], got -1",
    ]);
  });

  it("with a kind or a key that there is not, and the nearest one that there is", () => {
    expect(problemsOf({ ...documents.sphere, kind: "spere" })[0]).toMatch(/^kind: unknown .*sphere/);
    expect(problemsOf({ kind: "union", shapes: [{ ...documents.sphere, centre: [0, 0] }] })[0]).toMatch(
      /^shapes\.0\.centre: unknown key .*center/,
    );
    expect(problemsOf({ kind: "union", shapes: [union] })[0]).toMatch(/^shapes\.0\.kind: .*union/);
  });
});

describe("the JSON Schema of shapes", () => {
  const nodes = (node: SchemaNode, path: string): [string, SchemaNode][] => [
    [path, node],
    ...[...(node.oneOf ?? []), ...(node.anyOf ?? []), ...(node.items ? [node.items] : [])].flatMap((child) =>
      nodes({ description: node.description, dimension: node.dimension, ...child }, path),
    ),
    ...Object.entries(node.properties ?? {}).flatMap(([key, child]) => nodes(child, `${path}.${key}`)),
  ];

  it("has no references, describes every field and gives every number a dimension", () => {
    expect(JSON.stringify(jsonSchema)).not.toContain("$ref");
    const all = nodes(jsonSchema, "").filter(([path]) => path !== "" && !path.endsWith(".kind"));
    expect(all.length).toBeGreaterThan(50);
    expect(all.filter(([, node]) => !node.description).map(([path]) => path)).toEqual([]);
    const numbers = all.filter(([, { type }]) => type === "number");
    expect(numbers.length).toBeGreaterThan(20);
    const strange = numbers.filter(
      ([, { dimension }]) => !Object.hasOwn(unitSystems.metal.symbols, dimension ?? "none"),
    );
    expect(strange.map(([path]) => path)).toEqual([]);
  });
});

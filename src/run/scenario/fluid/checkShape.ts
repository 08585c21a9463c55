import type { InputProblem } from "../../../core/failure.ts";
import { meshProblem } from "../../../core/geometry/triangleMesh.ts";
import type { TriangleMesh } from "../../../core/geometry/triangleMesh.ts";
import { meshExtensions } from "../../../formats/readTriangleMesh.ts";
import { primitiveShapes } from "./primitiveShapes.ts";
import type { PlacedShape } from "./primitiveShapes.ts";
import type { PrimitiveShapeDocument, ShapeDocument } from "./shapeSchema.ts";

const kinds2D = ["box", "sphere", "half-space", "union", "difference"];

/**
 * Contradictions inside a shape that its schema has let through; where there is none, and none in its meshes, it can
 * be built.
 *
 * @param path where the shape stands in the scenario
 * @param lengthSymbol unit of length, for messages
 */
export function shapeProblems(
  document: ShapeDocument,
  path: string,
  dimensions: 2 | 3,
  lengthSymbol: string,
): InputProblem[] {
  return primitiveShapes(document, path).flatMap((placed) => {
    const problems = [...dimensionProblems(placed, dimensions), ...axisProblems(placed, dimensions)];
    // With a coordinate too few or too many, what the numbers say about each other means nothing.
    return problems.length > 0 ? problems : valueProblems(placed, lengthSymbol);
  });
}

/**
 * Meshes of a shape that enclose no volume.
 *
 * @param meshes by their paths in the document; one that is missing here is not judged
 */
export function shapeMeshProblems(
  document: ShapeDocument,
  path: string,
  meshes: ReadonlyMap<string, TriangleMesh>,
): InputProblem[] {
  return primitiveShapes(document, path).flatMap(({ shape, path: place }) => {
    const mesh = shape.kind === "mesh" ? meshes.get(shape.path) : undefined;
    const problem = mesh && meshProblem(mesh);
    return problem ? [{ path: `${place}.path`, message: problem }] : [];
  });
}

function dimensionProblems({ shape, path }: PlacedShape, dimensions: 2 | 3): InputProblem[] {
  if (dimensions === 3 || kinds2D.includes(shape.kind)) return [];
  const message = `"${shape.kind}" has 3 dimensions, setup.dimensions is 2; valid: ${kinds2D.join(", ")}`;
  return [{ path: `${path}.kind`, message }];
}

/** Lists with one entry per axis have as many entries as the space has dimensions. */
function axisProblems({ shape, path }: PlacedShape, dimensions: 2 | 3): InputProblem[] {
  return Object.entries(axisLists(shape))
    .filter(([, list]) => list && list.length !== dimensions)
    .map(([key, list]) => ({
      path: `${path}.${key}`,
      message: `needs ${dimensions} entries, one for each of setup.dimensions, got ${list?.length}`,
    }));
}

function axisLists(shape: PrimitiveShapeDocument): Record<string, readonly number[] | undefined> {
  switch (shape.kind) {
    case "box":
      return { lower: shape.lower, upper: shape.upper };
    case "sphere":
      return { center: shape.center };
    case "cylinder":
      return { from: shape.from, to: shape.to };
    case "half-space":
      return { point: shape.point, normal: shape.normal };
    case "mesh":
      return { translation: shape.translation };
  }
}

function valueProblems({ shape, path }: PlacedShape, unit: string): InputProblem[] {
  switch (shape.kind) {
    case "box":
      return shape.upper.flatMap((upper, axis) => {
        const lower = shape.lower[axis];
        if (upper > lower) return [];
        const message = `must lie in (${lower}, ∞)${unit && ` ${unit}`} (above the lower corner), got ${upper}`;
        return [{ path: `${path}.upper.${axis}`, message }];
      });
    case "cylinder": {
      if (shape.from.some((coordinate, axis) => coordinate !== shape.to[axis])) return [];
      const message = `must not be the point "from", [${shape.from.join(", ")}]${unit && ` ${unit}`}: the cylinder has no length`;
      return [{ path: `${path}.to`, message }];
    }
    case "half-space": {
      if (shape.normal.some((component) => component !== 0)) return [];
      const message = `must have a component other than 0 to point out of the shape, got [${shape.normal.join(", ")}]`;
      return [{ path: `${path}.normal`, message }];
    }
    case "mesh": {
      if (meshExtensions.some((extension) => shape.path.toLowerCase().endsWith(extension))) return [];
      const message = `the extension of ${shape.path} is none of ${meshExtensions.join(", ")}`;
      return [{ path: `${path}.path`, message }];
    }
    case "sphere":
      return [];
  }
}

import { boxShape } from "../../../core/geometry/box.ts";
import { difference, union } from "../../../core/geometry/combine.ts";
import { cylinderShape } from "../../../core/geometry/cylinder.ts";
import { halfSpaceShape } from "../../../core/geometry/halfSpace.ts";
import { meshShape } from "../../../core/geometry/mesh.ts";
import type { Shape } from "../../../core/geometry/shape.ts";
import { sphereShape } from "../../../core/geometry/sphere.ts";
import { translated } from "../../../core/geometry/transform.ts";
import { scaledMesh } from "../../../core/geometry/triangleMesh.ts";
import type { TriangleMesh } from "../../../core/geometry/triangleMesh.ts";
import { alongAxes } from "../resolveBox.ts";
import type { MeshDocument, PrimitiveShapeDocument, ShapeDocument } from "./shapeSchema.ts";

/**
 * The shape of a document in which `shapeProblems` and `shapeMeshProblems` have found nothing.
 *
 * @param meshes every mesh of the document, by its path there
 * @throws InputError where a mesh encloses no volume, RangeError where one is missing from `meshes`
 */
export function buildShape(
  document: ShapeDocument,
  dimensions: 2 | 3,
  meshes: ReadonlyMap<string, TriangleMesh>,
): Shape {
  const build = (primitive: PrimitiveShapeDocument) => buildPrimitive(primitive, dimensions, meshes);
  switch (document.kind) {
    case "union":
      return union(document.shapes.map(build));
    case "difference":
      return difference(build(document.from), union(document.subtract.map(build)));
    default:
      return build(document);
  }
}

function buildPrimitive(
  shape: PrimitiveShapeDocument,
  dimensions: 2 | 3,
  meshes: ReadonlyMap<string, TriangleMesh>,
): Shape {
  switch (shape.kind) {
    case "box":
      return boxShape(alongAxes(shape.lower, -Infinity), alongAxes(shape.upper, Infinity));
    case "sphere":
      return sphereShape(alongAxes(shape.center, 0), shape.radius, dimensions);
    case "cylinder":
      return cylinderShape(alongAxes(shape.from, 0), alongAxes(shape.to, 0), shape.radius);
    case "half-space":
      return halfSpaceShape(alongAxes(shape.point, 0), alongAxes(shape.normal, 0));
    case "mesh":
      return buildMesh(shape, meshes.get(shape.path));
  }
}

function buildMesh({ path, scale, translation }: MeshDocument, mesh: TriangleMesh | undefined): Shape {
  if (!mesh) throw new RangeError(`the mesh ${path} was not read`);
  const scaled = meshShape(scale === 1 ? mesh : scaledMesh(mesh, scale));
  return translation ? translated(scaled, alongAxes(translation, 0)) : scaled;
}

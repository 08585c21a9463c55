import type { PrimitiveShapeDocument, ShapeDocument } from "./shapeSchema.ts";

/** A primitive shape of a document, with where it stands. */
export interface PlacedShape {
  readonly shape: PrimitiveShapeDocument;
  /** Dotted path, e.g. `setup.fluid.0.shape.subtract.1`. */
  readonly path: string;
}

/** The primitive shapes that a shape is made of, itself if it is one, in the order of the document. */
export function primitiveShapes(document: ShapeDocument, path: string): PlacedShape[] {
  const listed = (shapes: readonly PrimitiveShapeDocument[], key: string) =>
    shapes.map((shape, index) => ({ shape, path: `${path}.${key}.${index}` }));
  switch (document.kind) {
    case "union":
      return listed(document.shapes, "shapes");
    case "difference":
      return [{ shape: document.from, path: `${path}.from` }, ...listed(document.subtract, "subtract")];
    default:
      return [{ shape: document, path }];
  }
}

/** Files of the meshes that a shape is made of, each once. */
export function meshPaths(document: ShapeDocument): string[] {
  const paths = primitiveShapes(document, "").flatMap(({ shape }) =>
    shape.kind === "mesh" ? [shape.path] : [],
  );
  return [...new Set(paths)];
}

/** The same shape with each path of a mesh changed. */
export function withMeshPaths(document: ShapeDocument, change: (path: string) => string): ShapeDocument {
  const changed = (shape: PrimitiveShapeDocument): PrimitiveShapeDocument =>
    shape.kind === "mesh" ? { ...shape, path: change(shape.path) } : shape;
  switch (document.kind) {
    case "union":
      return { ...document, shapes: document.shapes.map(changed) };
    case "difference":
      return { ...document, from: changed(document.from), subtract: document.subtract.map(changed) };
    default:
      return changed(document);
  }
}

import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/core/failure.ts";
import { boxShape } from "../../../src/core/geometry/box.ts";
import { fillInside } from "../../../src/core/geometry/fill.ts";
import { meshShape } from "../../../src/core/geometry/mesh.ts";
import { meshBounds, meshProblem, scaledMesh } from "../../../src/core/geometry/triangleMesh.ts";
import type { TriangleMesh } from "../../../src/core/geometry/triangleMesh.ts";
import { RandomSequence, randomStreams } from "../../../src/core/random.ts";
import type { Vector3 } from "../../../src/core/vector.ts";
import { boxMesh, meshVolume, sphereMesh, withHole } from "./exampleMeshes.ts";

const random = new RandomSequence(3, randomStreams.placement);
const between = (lower: number, upper: number) => lower + (upper - lower) * random.uniform();

/** The sphere's mesh with every vertex at its own distance from the middle: no symmetry, no convexity. */
function crumpledSphere(): TriangleMesh {
  const mesh = sphereMesh(1, 3);
  const vertices = mesh.vertices.slice();
  for (let vertex = 0; vertex < vertices.length / 3; vertex++) {
    const factor = between(0.6, 1.4);
    for (let axis = 0; axis < 3; axis++) vertices[3 * vertex + axis] *= factor;
  }
  return { vertices, triangles: mesh.triangles };
}

/** Sum of the solid angles of the triangles over 4π (van Oosterom & Strackee, IEEE Trans. Biomed. Eng. 30, 125 (1983)). */
function windingBySolidAngle({ vertices, triangles }: TriangleMesh, point: Vector3): number {
  let sum = 0;
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [0, 1, 2].map((corner) =>
      point.map((p, axis) => vertices[3 * triangles[t + corner] + axis] - p),
    );
    const dot = (u: number[], v: number[]) => u[0] * v[0] + u[1] * v[1] + u[2] * v[2];
    const cross = [b[1] * c[2] - b[2] * c[1], b[2] * c[0] - b[0] * c[2], b[0] * c[1] - b[1] * c[0]];
    const [la, lb, lc] = [a, b, c].map((v) => Math.hypot(...v));
    const bottom = la * lb * lc + dot(a, b) * lc + dot(b, c) * la + dot(c, a) * lb;
    sum += 2 * Math.atan2(dot(a, cross), bottom);
  }
  return sum / (4 * Math.PI);
}

/** Distance to the nearest of a fine triangular raster of points on every triangle: too large by less than the raster. */
function rasterDistance({ vertices, triangles }: TriangleMesh, point: Vector3, steps: number): number {
  let nearest = Infinity;
  for (let t = 0; t < triangles.length; t += 3)
    for (let i = 0; i <= steps; i++)
      for (let j = 0; i + j <= steps; j++) {
        const weights = [i / steps, j / steps, (steps - i - j) / steps];
        const squared = point.reduce((total, p, axis) => {
          const on = weights.reduce((s, w, corner) => s + w * vertices[3 * triangles[t + corner] + axis], 0);
          return total + (on - p) ** 2;
        }, 0);
        nearest = Math.min(nearest, squared);
      }
  return Math.sqrt(nearest);
}

function longestEdge({ vertices, triangles }: TriangleMesh): number {
  const lengths = Array.from(triangles, (start, corner) => {
    const end = triangles[corner % 3 === 2 ? corner - 2 : corner + 1];
    return Math.hypot(...[0, 1, 2].map((axis) => vertices[3 * end + axis] - vertices[3 * start + axis]));
  });
  return Math.max(...lengths);
}

describe("the shape of a mesh", () => {
  const crumpled = crumpledSphere();
  const shape = meshShape(crumpled);

  it("has the sign that the solid angles of all its triangles give", () => {
    let inside = 0;
    for (let trial = 0; trial < 400; trial++) {
      const point: Vector3 = [between(-1.4, 1.4), between(-1.4, 1.4), between(-1.4, 1.4)];
      const winding = windingBySolidAngle(crumpled, point);
      expect(Math.abs(winding - Math.round(winding))).toBeLessThan(1e-9);
      expect(shape.signedDistance(point) < 0).toBe(Math.round(winding) === 1);
      if (winding > 0.5) inside++;
    }
    expect(inside).toBeGreaterThan(50);
  });

  it("has the distance to the nearest of all its triangles", () => {
    const steps = 12;
    // No point of a triangle is further from the raster than its longest edge over the steps.
    const raster = longestEdge(crumpled) / steps;
    for (let trial = 0; trial < 25; trial++) {
      const point: Vector3 = [between(-2, 2), between(-2, 2), between(-2, 2)];
      const distance = Math.abs(shape.signedDistance(point));
      const found = rasterDistance(crumpled, point, steps);
      expect(distance).toBeLessThanOrEqual(found + 1e-12);
      expect(distance).toBeGreaterThan(found - raster);
    }
  });

  it("agrees with the box whose surface it is, everywhere", () => {
    const [lower, upper]: Vector3[] = [
      [-1, 0, 0.5],
      [1, 0.7, 2],
    ];
    const [byMesh, exact] = [meshShape(boxMesh(lower, upper)), boxShape(lower, upper)];
    for (let trial = 0; trial < 2000; trial++) {
      const point: Vector3 = [between(-3, 3), between(-3, 3), between(-3, 3)];
      expect(byMesh.signedDistance(point)).toBeCloseTo(exact.signedDistance(point), 12);
    }
  });

  it("is the same inside out", () => {
    const flipped = { vertices: crumpled.vertices, triangles: crumpled.triangles.slice().reverse() };
    const inverse = meshShape(flipped);
    for (let trial = 0; trial < 200; trial++) {
      const point: Vector3 = [between(-2, 2), between(-2, 2), between(-2, 2)];
      expect(inverse.signedDistance(point)).toBeCloseTo(shape.signedDistance(point), 12);
    }
  });

  it("decides rightly about points level with its faces, edges and vertices", () => {
    const exact = boxShape([0, 0, 0], [1, 1, 1]);
    const cube = meshShape(boxMesh([0, 0, 0], [1, 1, 1]));
    const levels = [-1, -0.5, 0, 0.25, 0.5, 1, 1.5];
    for (const x of levels)
      for (const y of levels)
        for (const z of levels) {
          const distance = exact.signedDistance([x, y, z]);
          const found = cube.signedDistance([x, y, z]);
          expect(Math.abs(found)).toBeCloseTo(Math.abs(distance), 14);
          if (distance !== 0) expect(Math.sign(found)).toBe(Math.sign(distance));
        }
  });

  it("decides rightly about points whose rays pass exactly through its vertices", () => {
    for (let vertex = 0; vertex < crumpled.vertices.length / 3; vertex++) {
      const [, y, z] = crumpled.vertices.slice(3 * vertex, 3 * vertex + 3);
      for (const x of [-2, between(-1, 1), 2]) {
        const distance = shape.signedDistance([x, y, z]);
        if (Math.abs(distance) < 1e-9) continue;
        expect(distance < 0).toBe(windingBySolidAngle(crumpled, [x, y, z]) > 0.5);
      }
    }
  });

  it("holds its volume of points: 10⁵ of them against 8192 triangles", () => {
    const mesh = sphereMesh(1, 5);
    expect(mesh.triangles).toHaveLength(3 * 8192);
    const spacing = 0.0347;
    const points = fillInside(meshShape(mesh), spacing);
    expect(points.length / 3).toBeGreaterThan(99_000);
    expect(((points.length / 3) * spacing ** 3) / meshVolume(mesh)).toBeCloseTo(1, 2);
  });
});

describe("a mesh", () => {
  const cube = boxMesh([0, 0, 0], [1, 1, 1]);

  it("that is closed has no problem", () => {
    expect(meshProblem(cube)).toBeUndefined();
    expect(meshProblem(sphereMesh(2, 2))).toBeUndefined();
  });

  it("with a hole is reported with the number of its boundary edges", () => {
    expect(meshProblem(withHole(cube, 1))).toBe(
      "the mesh is not closed: 3 boundary edges belong to an odd number of triangles",
    );
    expect(meshProblem(withHole(cube, 2))).toMatch(/: 4 boundary edges/);
    expect(() => meshShape(withHole(cube, 1))).toThrow(InputError);
  });

  it("with a triangle the wrong way round is reported with its edges", () => {
    const triangles = cube.triangles.slice();
    [triangles[0], triangles[1]] = [triangles[1], triangles[0]];
    expect(meshProblem({ vertices: cube.vertices, triangles })).toBe(
      "the mesh has no definite outside: across 3 edges neighbouring triangles are wound in opposite senses",
    );
  });

  it("without triangles is reported", () => {
    expect(meshProblem({ vertices: new Float64Array(), triangles: new Uint32Array() })).toBe(
      "the mesh has no triangles",
    );
  });

  it("is scaled about the origin", () => {
    expect(meshBounds(scaledMesh(boxMesh([1, 2, 3], [2, 3, 4]), 0.5))).toEqual({
      lower: [0.5, 1, 1.5],
      upper: [1, 1.5, 2],
    });
  });
});

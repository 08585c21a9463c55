import type { TriangleMesh } from "../core/geometry/triangleMesh.ts";
import { checkTriangleMesh } from "./checkTriangleMesh.ts";

const bytesPerVertex = 3 * 8;
const bytesPerTriangle = 1 + 3 * 4;

/**
 * The bytes of a mesh as PLY 1.0, `binary_little_endian`: float64 `x`, `y`, `z`, and faces of int32 `vertex_indices`
 * (Turk, The PLY Polygon File Format, 1994), which MeshLab, Blender and ParaView open.
 * Throws RangeError for a mesh whose arrays do not fit together, and for more than 2³¹ vertices.
 */
export function encodeMeshPly(mesh: TriangleMesh): Uint8Array<ArrayBuffer> {
  checkTriangleMesh(mesh);
  const vertexCount = mesh.vertices.length / 3;
  const triangleCount = mesh.triangles.length / 3;
  if (vertexCount > 2 ** 31) throw new RangeError(`.ply: ${vertexCount} vertices are more than int32 counts`);
  const header = new TextEncoder().encode(
    "ply\n" +
      "format binary_little_endian 1.0\n" +
      `element vertex ${vertexCount}\n` +
      "property double x\nproperty double y\nproperty double z\n" +
      `element face ${triangleCount}\n` +
      "property list uchar int vertex_indices\n" +
      "end_header\n",
  );
  const triangleStart = header.length + vertexCount * bytesPerVertex;
  const bytes = new Uint8Array(triangleStart + triangleCount * bytesPerTriangle);
  const view = new DataView(bytes.buffer);
  bytes.set(header);
  mesh.vertices.forEach((x, i) => view.setFloat64(header.length + 8 * i, x, true));
  for (let triangle = 0; triangle < triangleCount; triangle++) {
    const start = triangleStart + triangle * bytesPerTriangle;
    bytes[start] = 3;
    for (let corner = 0; corner < 3; corner++)
      view.setInt32(start + 1 + 4 * corner, mesh.triangles[3 * triangle + corner], true);
  }
  return bytes;
}

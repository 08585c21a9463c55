/**
 * The triangles of the 256 cases of marching cubes, made from rules instead of a table.
 *
 * A corner is a number 0 … 7 whose bits are its x, y and z. An edge is `3 · corner + axis`, from that corner (whose
 * bit of the axis is 0) one step along the axis. A case has bit c set where corner c lies inside.
 */

/** The corners of the six faces, counter-clockwise seen from outside the cube. */
const faces = (() => {
  const corners = (u: number, v: number, start: number) => [start, start | u, start | u | v, start | v];
  return [0, 1, 2].flatMap((axis) => {
    const [u, v] = [1 << ((axis + 1) % 3), 1 << ((axis + 2) % 3)];
    return [corners(u, v, 1 << axis), corners(v, u, 0)];
  });
})();

/** The edges that the triangles' corners lie on, three for each triangle, by case. */
export const marchingCubesCases: readonly (readonly number[])[] = Array.from({ length: 256 }, (_, inside) =>
  surfaceLoops(inside).flatMap(trianglesOfLoop),
);

/**
 * Closed loops of cut edges, counter-clockwise seen from outside the surface. Walking around a face, every run of
 * inside corners is entered over one edge and left over another; the surface cuts the face between these two. Where
 * two inside corners are diagonal they stay apart, and since this rests on the face alone, the cubes on both its sides
 * agree. Each cut edge is entered in one of its faces and left in the other, so the segments close to loops.
 */
function surfaceLoops(inside: number): number[][] {
  const next = new Map<number, number>();
  const isInside = (corner: number) => ((inside >> corner) & 1) === 1;
  for (const face of faces) {
    for (let side = 0; side < 4; side++) {
      if (isInside(face[side]) || !isInside(face[(side + 1) % 4])) continue;
      let last = side + 1;
      while (isInside(face[(last + 1) % 4])) last++;
      next.set(
        edgeBetween(face[side], face[(side + 1) % 4]),
        edgeBetween(face[last % 4], face[(last + 1) % 4]),
      );
    }
  }
  const loops: number[][] = [];
  while (next.size > 0) {
    const loop: number[] = [];
    let [edge] = next.keys();
    while (next.has(edge)) {
      loop.push(edge);
      const following = next.get(edge)!;
      next.delete(edge);
      edge = following;
    }
    loops.push(loop);
  }
  return loops;
}

function edgeBetween(a: number, b: number): number {
  return 3 * Math.min(a, b) + Math.log2(a ^ b);
}

/**
 * A fan around a vertex from which no diagonal runs within a face of the cube: the cube on the other side might draw
 * the same diagonal, and four triangles would share it.
 */
function trianglesOfLoop(loop: readonly number[]): number[] {
  const start = loop.findIndex((apex, i) =>
    loop.every((edge, j) => adjacent(i, j, loop.length) || !onOneFace(apex, edge)),
  );
  if (start < 0) throw new Error(`no fan for the loop ${loop.join(", ")}`);
  const fan = [...loop.slice(start), ...loop.slice(0, start)];
  return fan.slice(2).flatMap((edge, i) => [fan[0], fan[i + 1], edge]);
}

function adjacent(i: number, j: number, length: number): boolean {
  const distance = Math.abs(i - j);
  return distance <= 1 || distance === length - 1;
}

function onOneFace(edge: number, other: number): boolean {
  return faces.some((face) => [edge, other].every((e) => endsOf(e).every((corner) => face.includes(corner))));
}

function endsOf(edge: number): number[] {
  const corner = Math.floor(edge / 3);
  return [corner, corner | (1 << (edge % 3))];
}

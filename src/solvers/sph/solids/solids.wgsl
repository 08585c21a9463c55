// Beside `Solid` (solidRecords.ts).

const NO_BODY = 0xffffffffu;

fn rotated(q: vec4f, v: vec3f) -> vec3f {
  let t = 2.0 * cross(q.xyz, v);
  return v + q.w * t + cross(q.xyz, t);
}

// Of all solids.
fn memberCount() -> u32 {
  let last = solids[arrayLength(&solids) - 1u];
  return last.firstRow + last.rowCount;
}

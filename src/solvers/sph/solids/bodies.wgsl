// Beside `Body` (bodyRecords.ts). FIRST_KICK is the share of a step's kick that comes before its drift.

// R I⁻¹ Rᵀ v. The gyroscopic term of Euler's equations is in it: R changes while the angular momentum stays.
fn overInertia(body: Body, orientation: vec4f, v: vec3f) -> vec3f {
  let own = rotated(vec4f(-orientation.xyz, orientation.w), v);
  let d = body.inverseDiagonal;
  let s = body.inverseSides;
  let turned = vec3f(
    d.x * own.x + s.x * own.y + s.y * own.z,
    s.x * own.x + d.y * own.y + s.z * own.z,
    s.y * own.x + s.z * own.y + d.z * own.z
  );
  return rotated(orientation, turned);
}

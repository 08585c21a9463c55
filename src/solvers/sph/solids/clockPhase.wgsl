// Products of a rate and the time, modulo 2³²: displacements in units of the positions, and fractions of a turn. Float32 would
// lose the digits of a step in the time of many; the rate's mantissa times the time's 24 bits is exact in 64.

// (high, low) · 2^power modulo 2³².
fn scaledDown(product: vec2u, power: i32) -> u32 {
  if (power >= 32) { return 0u; }
  if (power >= 0) { return product.y << u32(power); }
  if (power > -32) { return (product.y >> u32(-power)) | (product.x << u32(32 + power)); }
  if (power > -64) { return product.x >> u32(-power - 32); }
  return 0u;
}

// mantissa · 2^exponent [per time] times the time.
fn clockPhase(mantissa: i32, exponent: i32) -> u32 {
  let parts = frexp(status.clock.time);
  let digits = u32(parts.fract * 0x1p24);
  let size = scaledDown(multiplyWide(u32(abs(mantissa)), digits), exponent + parts.exp - 24);
  let rest = round(ldexp(f32(mantissa), exponent) * status.clock.timeRest);
  return select(size, 0u - size, mantissa < 0) + bitcast<u32>(i32(rest));
}

// (cos, sin) of 2π · phase / 2³²: whole quarter turns apart, so that the angle left keeps its digits.
fn turnOf(phase: u32) -> vec2f {
  let quarters = (phase + 0x20000000u) >> 30u;
  let left = bitcast<i32>(phase - (quarters << 30u));
  let own = turn(f32(abs(left)) * 0x1p-32) * vec2f(1.0, select(1.0, -1.0, left < 0));
  switch (quarters) {
    case 0u: { return own; }
    case 1u: { return vec2f(-own.y, own.x); }
    case 2u: { return -own; }
    default: { return vec2f(own.y, -own.x); }
  }
}

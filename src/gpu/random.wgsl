// Philox4x32-10: Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11.
// Counter-based: the same counter and key give the same four words, in whatever order threads run.

// Upper and lower word of a 32 × 32 bit product.
fn multiplyWide(a: u32, b: u32) -> vec2u {
  let al = a & 0xffffu;
  let ah = a >> 16u;
  let bl = b & 0xffffu;
  let bh = b >> 16u;
  let low = al * bl;
  let middle = ah * bl + (low >> 16u);
  let carry = al * bh + (middle & 0xffffu);
  return vec2u(ah * bh + (middle >> 16u) + (carry >> 16u), a * b);
}

fn philox(counter: vec4u, key: vec2u) -> vec4u {
  var c = counter;
  var k = key;
  for (var round = 0u; round < 10u; round++) {
    let p = multiplyWide(0xD2511F53u, c.x);
    let q = multiplyWide(0xCD9E8D57u, c.z);
    c = vec4u(q.x ^ c.y ^ k.x, q.y, p.x ^ c.w ^ k.y, p.y);
    k += vec2u(0x9E3779B9u, 0xBB67AE85u);
  }
  return c;
}

// Uniform in (0, 1), exact in float32: 23 random bits and a half.
fn uniforms(words: vec4u) -> vec4f {
  return (vec4f(words >> vec4u(9u)) + 0.5) * 0x1p-23;
}

// WGSL promises log, sin and cos to an absolute 2⁻²¹ and 2⁻¹¹ only, too little to repeat the float64 reference. The
// series below are good to float32 rounding.

// ln x for x > 0: x = m 2ᵉ with m in [√½, √2), ln m = 2 artanh((m − 1)/(m + 1)).
fn preciseLog(x: f32) -> f32 {
  let parts = frexp(x);
  let isLow = parts.fract < 0.70710678;
  let m = select(parts.fract, 2.0 * parts.fract, isLow);
  let e = f32(select(parts.exp, parts.exp - 1, isLow));
  let s = (m - 1.0) / (m + 1.0);
  let t = s * s;
  return e * 0.6931471805599453 + 2.0 * s * (1.0 + t * (1.0 / 3.0 + t * (0.2 + t * (1.0 / 7.0 + t / 9.0))));
}

// (cos, sin) of 2πu for u in [0, 1]: Taylor series of the angle left after whole quarter turns.
fn turn(u: f32) -> vec2f {
  let quarters = round(4.0 * u);
  let a = 6.283185307179586 * (u - 0.25 * quarters);
  let t = a * a;
  let s = a * (1.0 - t / 6.0 * (1.0 - t / 20.0 * (1.0 - t / 42.0 * (1.0 - t / 72.0))));
  let c = 1.0 - t / 2.0 * (1.0 - t / 12.0 * (1.0 - t / 30.0 * (1.0 - t / 56.0 * (1.0 - t / 90.0))));
  switch (u32(quarters) % 4u) {
    case 0u: { return vec2f(c, s); }
    case 1u: { return vec2f(-s, c); }
    case 2u: { return vec2f(-c, -s); }
    default: { return vec2f(s, -c); }
  }
}

// Three standard normal numbers (Box & Muller, Ann. Math. Stat. 29, 610 (1958)).
fn gaussians(words: vec4u) -> vec3f {
  let u = uniforms(words);
  let pair = sqrt(-2.0 * preciseLog(u.x)) * turn(u.y);
  return vec3f(pair, sqrt(-2.0 * preciseLog(u.z)) * turn(u.w).x);
}

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

// Three standard normal numbers (Box & Muller, Ann. Math. Stat. 29, 610 (1958)).
fn gaussians(words: vec4u) -> vec3f {
  let u = uniforms(words);
  let radius = sqrt(-2.0 * log(u.xz));
  let angle = 6.283185307179586 * u.yw;
  return vec3f(radius.x * cos(angle.x), radius.x * sin(angle.x), radius.y * cos(angle.y));
}

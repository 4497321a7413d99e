import { PHILOX_WGSL } from './philox.ts';

/** A block of 2³² counters ends and the high word moves on by so much: streams are numbered below it. */
export const BLOCK = 256;

/**
 * `fn normalPair(key: u32, first: u32, high: u32, k: u32) -> vec2f`: two standard normals by Box-Muller from the words
 * philox(key, first + k, high): radius √(−2 ln u), u = (word + ½) 2⁻³², and the angle
 * of the second word. WGSL promises 2⁻¹¹ for its cosine and 2⁻²¹ for its logarithm near 1, so both are polynomials here: of
 * the sum, product, quotient and root alone. What does not fit a float, as 1 − u near 1, is taken from the integers.
 */
export const NORMALS_WGSL = `${PHILOX_WGSL}
// −ln u. With u = 2^−e m, m in [√½, √2): ln m = 2 artanh((m − 1)/(m + 1)), whose series ends at the ninth power.
fn minusLog(word: u32) -> f32 {
  var less: f32;
  var e = 0.0;
  if (word >= 0xb504f334u) {
    less = -(f32(~word) + 0.5) * 0x1p-32;
  } else {
    // The leading bit to the front; the half counts where there is room for it.
    let shift = countLeadingZeros(word | 1u);
    let lead = word << shift;
    var m = (f32(lead >> 8u) + (0.5 * f32(1u << shift) + f32(lead & 0xffu)) * 0x1p-8) * 0x1p-23;
    e = f32(shift) + 1.0;
    if (m > 1.41421356) { m *= 0.5; e -= 1.0; }
    less = m - 1.0;
  }
  let s = less / (2.0 + less);
  let q = s * s;
  let series = q * (0.333333333 + q * (0.2 + q * (0.142857143 + q * 0.111111111)));
  return e * 0.693147181 - 2.0 * (s + s * series);
}
// Cosine and sine of the turn (word + ½) 2⁻³²: the nearest quarter apart, the rest is an eighth of a turn at most.
fn direction(word: u32) -> vec2f {
  let quarter = (word + 0x20000000u) >> 30u;
  let t = (f32(bitcast<i32>(word - (quarter << 30u))) + 0.5) * 0x1.921fb6p-30;
  let q = t * t;
  let c = 1.0 + q * (-0.5 + q * (0.0416666667 + q * (-0.00138888889 + q * 0.0000248015873)));
  let s = t * (1.0 + q * (-0.166666667 + q * (0.00833333333 + q * (-0.000198412698 + q * 0.00000275573192))));
  let even = select(vec2f(c, s), vec2f(-c, -s), (quarter & 2u) != 0u);
  return select(even, vec2f(-even.y, even.x), (quarter & 1u) != 0u);
}
fn normalPair(key: u32, first: u32, high: u32, k: u32) -> vec2f {
  let low = first + k;
  // The low word wrapped: the next block.
  let words = philox(key, vec2u(low, high + select(0u, ${BLOCK}u, low < first)));
  return sqrt(2.0 * minusLog(words.x)) * direction(words.y);
}`;

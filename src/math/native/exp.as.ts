/** Arithmetic on two numbers at once; a class, so that its methods can be marked for inlining. */
export class Pair {
  /**
   * exp of both: x = k ln 2 + r with |r| <= 0.347, a polynomial of degree 11 in r, and k added to the exponent. For x in
   * [-700, 700]; what comes out for others means nothing. Twin: exp.ts.
   */
  @inline
  static exp(x: v128): v128 {
    // The nearest integer, in the low bits of the sum.
    const shifted = f64x2.add(f64x2.mul(x, f64x2.splat(Math.LOG2E)), f64x2.splat(6755399441055744.0));
    const k = f64x2.sub(shifted, f64x2.splat(6755399441055744.0));
    const r = f64x2.sub(
      f64x2.sub(x, f64x2.mul(k, f64x2.splat(0.6931471803691238))),
      f64x2.mul(k, f64x2.splat(1.9082149292705877e-10)),
    );
    const r2 = f64x2.mul(r, r);
    const r4 = f64x2.mul(r2, r2);
    const a = f64x2.add(f64x2.splat(0.5000000000000001), f64x2.mul(r, f64x2.splat(0.16666666666666669)));
    const b = f64x2.add(f64x2.splat(0.04166666666662374), f64x2.mul(r, f64x2.splat(0.008333333333330032)));
    const c = f64x2.add(f64x2.splat(0.0013888888917406447), f64x2.mul(r, f64x2.splat(0.00019841269863201828)));
    const d = f64x2.add(f64x2.splat(2.4801520996825697e-5), f64x2.mul(r, f64x2.splat(2.7557268229963227e-6)));
    const e = f64x2.add(f64x2.splat(2.76202305675069e-7), f64x2.mul(r, f64x2.splat(2.5100494788905042e-8)));
    const low = f64x2.add(a, f64x2.mul(r2, b));
    const high = f64x2.add(f64x2.add(c, f64x2.mul(r2, d)), f64x2.mul(r4, e));
    const q = f64x2.add(low, f64x2.mul(r4, high));
    const p = f64x2.add(f64x2.splat(1), f64x2.add(r, f64x2.mul(r2, q)));
    return i64x2.add(p, i64x2.shl(shifted, 52));
  }
}

/** Arithmetic on four float32 numbers at once; a class, so that its methods can be marked for inlining. */
export class Quad {
  /** Twin: expSingle. Of NaN comes NaN. */
  @inline
  static exp(given: v128): v128 {
    const x = f32x4.pmin(f32x4.pmax(given, f32x4.splat(-87)), f32x4.splat(88));
    // The nearest integer, in the low bits of the sum.
    const shifted = f32x4.add(f32x4.mul(x, f32x4.splat(<f32>Math.LOG2E)), f32x4.splat(12582912));
    const k = f32x4.sub(shifted, f32x4.splat(12582912));
    const r = f32x4.sub(
      f32x4.sub(x, f32x4.mul(k, f32x4.splat(0.693359375))),
      f32x4.mul(k, f32x4.splat(<f32>-2.12194440054691e-4)),
    );
    const r2 = f32x4.mul(r, r);
    const low = f32x4.add(f32x4.splat(0.5), f32x4.mul(r, f32x4.splat(<f32>0.16666577756404877)));
    const high = f32x4.add(
      f32x4.add(f32x4.splat(<f32>0.041666556149721146), f32x4.mul(r, f32x4.splat(<f32>0.00836317427456379))),
      f32x4.mul(r2, f32x4.splat(<f32>0.0013926177052780986)),
    );
    const q = f32x4.add(low, f32x4.mul(r2, high));
    const p = f32x4.add(f32x4.splat(1), f32x4.add(r, f32x4.mul(r2, q)));
    return f32x4.mul(p, i32x4.shl(i32x4.add(shifted, i32x4.splat(127)), 23));
  }

  /** s + a x */
  @inline
  static add(s: v128, a: v128, x: v128): v128 {
    return f32x4.add(s, f32x4.mul(a, x));
  }

  /** Twin: tanhSingle. */
  @inline
  static tanh(given: v128): v128 {
    const flat = f32x4.splat(<f32>7.905311107635498);
    const x = f32x4.pmin(f32x4.pmax(given, f32x4.neg(flat)), flat);
    const x2 = f32x4.mul(x, x);
    let p = f32x4.splat(<f32>-2.76076847742355e-16);
    p = f32x4.add(f32x4.mul(p, x2), f32x4.splat(<f32>2.00018790482477e-13));
    p = f32x4.add(f32x4.mul(p, x2), f32x4.splat(<f32>-8.60467152213735e-11));
    p = f32x4.add(f32x4.mul(p, x2), f32x4.splat(<f32>5.12229709037114e-8));
    p = f32x4.add(f32x4.mul(p, x2), f32x4.splat(<f32>1.48572235717979e-5));
    p = f32x4.add(f32x4.mul(p, x2), f32x4.splat(<f32>6.37261928875436e-4));
    p = f32x4.add(f32x4.mul(p, x2), f32x4.splat(<f32>4.89352455891786e-3));
    let q = f32x4.splat(<f32>1.19825839466702e-6);
    q = f32x4.add(f32x4.mul(q, x2), f32x4.splat(<f32>1.18534705686654e-4));
    q = f32x4.add(f32x4.mul(q, x2), f32x4.splat(<f32>2.268434632439e-3));
    q = f32x4.add(f32x4.mul(q, x2), f32x4.splat(<f32>4.89352518554385e-3));
    return f32x4.div(f32x4.mul(x, p), q);
  }
}

import { Quad } from './exp-single.as';

// Part of single-training.as.ts; twin: single-weights.ts. Counts are multiples of four. Addresses are in bytes.

const FLOOR: f32 = 1e-8;

class Spread {
  /** log(1 + e) for e in (0, 1]: 2 atanh(e/(2 + e)). */
  @inline
  static log1p(e: v128): v128 {
    const s = f32x4.div(e, f32x4.add(f32x4.splat(2), e));
    const t = f32x4.mul(s, s);
    let p = f32x4.splat(<f32>0.28157779574394226);
    p = Quad.add(f32x4.splat(<f32>0.27965158224105835), p, t);
    p = Quad.add(f32x4.splat(<f32>0.4002459645271301), p, t);
    p = Quad.add(f32x4.splat(<f32>0.6666632294654846), p, t);
    p = Quad.add(f32x4.splat(2), p, t);
    return f32x4.mul(s, p);
  }

  /** a where the mask is not 0, else 0. */
  @inline
  static kept(a: v128, mask: usize): v128 {
    return v128.and(a, f32x4.ne(v128.load(mask), f32x4.splat(0)));
  }
}

export function spread(rho: usize, mask: usize, sd: usize, slope: usize, variance: usize, count: i32): void {
  const one = f32x4.splat(1);
  const none = f32x4.splat(0);
  const end = (<usize>count) << 2;
  for (let k: usize = 0; k < end; k += 16) {
    const r = f32x4.pmax(v128.load(rho + k), f32x4.splat(-15));
    const e = Quad.exp(f32x4.neg(f32x4.abs(r)));
    const s = Spread.kept(f32x4.add(f32x4.pmax(r, none), Spread.log1p(e)), mask + k);
    const top = v128.bitselect(one, e, f32x4.gt(r, none));
    v128.store(sd + k, s);
    v128.store(slope + k, Spread.kept(f32x4.div(top, f32x4.add(one, e)), mask + k));
    v128.store(variance + k, f32x4.mul(s, s));
  }
}

export function weightSlopes(
  ofMean: usize,
  ofRho: usize,
  mean: usize,
  sd: usize,
  slope: usize,
  mask: usize,
  count: i32,
  pull: f32,
  weight: f32,
): void {
  const towards = f32x4.splat(pull);
  const away = f32x4.splat(weight);
  const end = (<usize>count) << 2;
  for (let k: usize = 0; k < end; k += 16) {
    const s = v128.load(sd + k);
    const likelihood = f32x4.mul(f32x4.mul(f32x4.splat(2), s), v128.load(ofRho + k));
    const ofSd = f32x4.sub(Quad.add(likelihood, towards, s), f32x4.div(away, s));
    const moved = Quad.add(v128.load(ofMean + k), towards, v128.load(mean + k));
    v128.store(ofMean + k, Spread.kept(moved, mask + k));
    v128.store(ofRho + k, Spread.kept(f32x4.mul(v128.load(slope + k), ofSd), mask + k));
  }
}

export function pointSlopes(ofMean: usize, mean: usize, mask: usize, count: i32, decay: f32): void {
  const towards = f32x4.splat(decay);
  const end = (<usize>count) << 2;
  for (let k: usize = 0; k < end; k += 16)
    v128.store(ofMean + k, Spread.kept(Quad.add(v128.load(ofMean + k), towards, v128.load(mean + k)), mask + k));
}

export function localNoise(y: usize, v: usize, noise: usize, squares: usize, count: i32, finish: i32): void {
  const end = (<usize>count) << 2;
  for (let k: usize = 0; k < end; k += 16) {
    const root = f32x4.sqrt(f32x4.add(v128.load(v + k), f32x4.splat(FLOOR)));
    let h = Quad.add(v128.load(y + k), root, v128.load(noise + k));
    if (finish === 1) h = f32x4.pmax(h, f32x4.splat(0));
    else if (finish === 2) h = Quad.tanh(h);
    v128.store(y + k, h);
    v128.store(squares + k, f32x4.mul(h, h));
  }
}

export function localNoiseBack(
  y: usize,
  v: usize,
  noise: usize,
  plain: usize,
  ofSquares: usize,
  count: i32,
  finish: i32,
): void {
  const end = (<usize>count) << 2;
  for (let k: usize = 0; k < end; k += 16) {
    const left = v128.load(y + k);
    let dh = Quad.add(v128.load(plain + k), f32x4.mul(f32x4.splat(2), left), v128.load(ofSquares + k));
    if (finish === 1) dh = v128.and(dh, f32x4.gt(left, f32x4.splat(0)));
    else if (finish === 2) dh = f32x4.mul(dh, f32x4.sub(f32x4.splat(1), f32x4.mul(left, left)));
    const root = f32x4.sqrt(f32x4.add(v128.load(v + k), f32x4.splat(FLOOR)));
    v128.store(plain + k, dh);
    v128.store(ofSquares + k, f32x4.div(f32x4.mul(f32x4.mul(f32x4.splat(0.5), dh), v128.load(noise + k)), root));
  }
}

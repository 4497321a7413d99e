import { Quad } from './exp-single.as';

export { columnSums, outerProduct, product } from './single-products.as';
export { localNoise, localNoiseBack, pointSlopes, spread, weightSlopes } from './single-weights.as';

// Twin: single-training.ts. Counts are multiples of four; the arrays have room for them. Addresses are in bytes.

/** 2^-100: below, the running numbers of Adam are nothing. */
const TINY: f32 = 7.888609052210118e-31;

class Moment {
  @inline
  static kept(value: v128): v128 {
    return v128.andnot(value, f32x4.lt(f32x4.abs(value), f32x4.splat(TINY)));
  }
}

export function adam(
  parameters: usize,
  slopes: usize,
  means: usize,
  squares: usize,
  count: i32,
  rate: f32,
  correction: f32,
): void {
  const step = f32x4.splat(rate);
  const corrected = f32x4.splat(correction);
  const end = (<usize>count) << 2;
  for (let k: usize = 0; k < end; k += 16) {
    const g = v128.load(slopes + k);
    const mean = Moment.kept(
      Quad.add(f32x4.mul(f32x4.splat(<f32>0.9), v128.load(means + k)), f32x4.splat(<f32>0.1), g),
    );
    const square = Moment.kept(
      Quad.add(f32x4.mul(f32x4.splat(<f32>0.999), v128.load(squares + k)), f32x4.splat(<f32>0.001), f32x4.mul(g, g)),
    );
    const root = f32x4.add(f32x4.sqrt(f32x4.mul(square, corrected)), f32x4.splat(<f32>1e-8));
    v128.store(parameters + k, f32x4.sub(v128.load(parameters + k), f32x4.div(f32x4.mul(step, mean), root)));
    v128.store(means + k, mean);
    v128.store(squares + k, square);
  }
}

export function bernoulliSlopes(logits: usize, x: usize, count: i32, scale: f32): void {
  const one = f32x4.splat(1);
  const times = f32x4.splat(scale);
  const end = (<usize>count) << 2;
  for (let k: usize = 0; k < end; k += 16) {
    const p = f32x4.div(one, f32x4.add(one, Quad.exp(f32x4.neg(v128.load(logits + k)))));
    v128.store(logits + k, f32x4.mul(f32x4.sub(p, v128.load(x + k)), times));
  }
}

export function gaussianSlopes(outputs: usize, x: usize, count: i32, scale: f32): void {
  const times = f32x4.splat(scale);
  const end = (<usize>count) << 2;
  for (let k: usize = 0; k < end; k += 16)
    v128.store(outputs + k, f32x4.mul(f32x4.sub(v128.load(outputs + k), v128.load(x + k)), times));
}

export function squareSum(values: usize, count: i32): f64 {
  let low = f64x2.splat(0);
  let high = low;
  const end = values + ((<usize>count) << 2);
  for (let p = values; p < end; p += 16) {
    const v = v128.load(p);
    const a = f64x2.promote_low_f32x4(v);
    const b = f64x2.promote_low_f32x4(v128.shuffle<f64>(v, v, 1, 0));
    low = f64x2.add(low, f64x2.mul(a, a));
    high = f64x2.add(high, f64x2.mul(b, b));
  }
  const sums = f64x2.add(low, high);
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}

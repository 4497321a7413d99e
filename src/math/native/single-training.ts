import { expSingle } from './exp-single.ts';
import { type Opened, openKernels } from './open-kernels.ts';
import { singleProducts } from './single-products.ts';
import code from './single-training.as.ts?native';
import { singleWeights } from './single-weights.ts';

const { fround } = Math;

/*
 * What a training step in float32 takes beside its products (single-products.ts), a pass over memory each. Counts are multiples
 * of four: callers open arrays with so much room, and what is computed for the rest means nothing.
 */

const [MEAN_DECAY, MEAN_GAIN, SQUARE_DECAY, SQUARE_GAIN, EPSILON] = [0.9, 0.1, 0.999, 0.001, 1e-8].map((one) =>
  fround(one),
) as [number, number, number, number, number];

/** Below, the running numbers of Adam are 0: nothing next to ε, and a number this side of 2^-126 costs a hundred others. */
const TINY = 2 ** -100;
const kept = (value: number): number => (Math.abs(value) < TINY ? 0 : value);

/**
 * One step of Adam (Kingma & Ba 2015, algorithm 1, β = 0.9, 0.999, ε = 1e-8) in place. `rate` is the learning rate over 1 − 0.9^t,
 * `correction` is 1 / (1 − 0.999^t), both float32. 16 operations, 28 bytes a parameter.
 */
function adam(
  parameters: Float32Array,
  slopes: Float32Array,
  means: Float32Array,
  squares: Float32Array,
  count: number,
  rate: number,
  correction: number,
): void {
  for (let k = 0; k < count; k++) {
    const g = slopes[k]!;
    const mean = kept(fround(fround(MEAN_DECAY * means[k]!) + fround(MEAN_GAIN * g)));
    const square = kept(fround(fround(SQUARE_DECAY * squares[k]!) + fround(SQUARE_GAIN * fround(g * g))));
    const root = fround(fround(Math.sqrt(fround(square * correction))) + EPSILON);
    parameters[k] = parameters[k]! - fround(fround(rate * mean) / root);
    means[k] = mean;
    squares[k] = square;
  }
}

/** logits ← (sigmoid(logits) − x) · scale, the gradient of −log p of Bernoulli numbers x; `scale` is float32. */
function bernoulliSlopes(logits: Float32Array, x: Float32Array, count: number, scale: number): void {
  for (let k = 0; k < count; k++) {
    const p = fround(1 / fround(1 + expSingle(-logits[k]!)));
    logits[k] = fround(p - x[k]!) * scale;
  }
}

/** outputs ← (outputs − x) · scale, the gradient of −log p of Gaussian numbers x; `scale` is float32. */
function gaussianSlopes(outputs: Float32Array, x: Float32Array, count: number, scale: number): void {
  for (let k = 0; k < count; k++) outputs[k] = fround(outputs[k]! - x[k]!) * scale;
}

/** Σ of squares, in float64: four partial sums. */
function squareSum(values: Float32Array, count: number): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (let k = 0; k < count; k += 4) {
    s0 += values[k]! * values[k]!;
    s1 += values[k + 1]! * values[k + 1]!;
    s2 += values[k + 2]! * values[k + 2]!;
    s3 += values[k + 3]! * values[k + 3]!;
  }
  return s0 + s2 + (s1 + s3);
}

const twins = { ...singleProducts, ...singleWeights, adam, bernoulliSlopes, gaussianSlopes, squareSum };

/** Numbers an array of the kernels has room for: whole fours. */
export const inFours = (count: number): number => 4 * Math.ceil(count / 4);

/** Float32 kernels with all arrays of a training in their memory; sizes are rounded up to fours. */
export function openSingleTraining<S extends Readonly<Record<string, number>>>(
  sizes: S,
): Opened<typeof twins, object, object, S> {
  const rounded = Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, inFours(size)])) as S;
  return openKernels(code, twins, {}, {}, rounded);
}

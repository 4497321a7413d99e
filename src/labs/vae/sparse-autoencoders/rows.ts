import { backward, forward, type Mlp } from '../../../math/mlp.ts';

/** x W + b as a network of one layer: what src/math/mlp.ts computes fast. */
const layer = (W: Float64Array, b: Float64Array, d: number): Mlp => ({
  sizes: [d, b.length],
  activation: 'linear',
  weights: [W],
  biases: [b],
});

const tapeOf = (rows: number, out: Float64Array) => ({ maxRows: rows, activations: [out], slopes: [], deltas: [] });

/** out = x W + b for the rows of x, each of d numbers. */
export function affine(
  x: Float64Array,
  rows: number,
  d: number,
  W: Float64Array,
  b: Float64Array,
  out: Float64Array,
): void {
  forward(layer(W, b, d), x, rows, tapeOf(rows, out));
}

/** Gradients of W and b, overwritten, from those of x W + b. */
export function affineGradient(
  x: Float64Array,
  rows: number,
  d: number,
  slopes: Float64Array,
  gW: Float64Array,
  gb: Float64Array,
): void {
  backward(layer(gW, gb, d), x, rows, tapeOf(rows, slopes), slopes, { weights: [gW], biases: [gb] });
}

import type { Mlp } from '../../../math/mlp.ts';

/** Lengths of the incoming weights of every neuron of hidden layer l, biases left out. */
export function neuronNorms({ sizes, weights }: Mlp, l: number): Float64Array {
  const m = sizes[l + 1]!;
  const squares = new Float64Array(m);
  weights[l]!.forEach((value, i) => {
    squares[i % m] = squares[i % m]! + value * value;
  });
  return squares.map(Math.sqrt);
}

/** Multiplies the incoming weights of every neuron of a hidden layer by its factor. */
export function scaleNeurons({ sizes, weights }: Mlp, l: number, factors: Float64Array): void {
  const m = sizes[l + 1]!;
  const W = weights[l]!;
  for (let i = 0; i < W.length; i++) W[i] = W[i]! * factors[i % m]!;
}

/** 1 for the k neurons with the longest weights, a tie going to the lower number; 0 for the others and for dead ones. */
export function longestNeurons(norms: Float64Array, k: number): Float64Array {
  const kept = new Float64Array(norms.length);
  const order = Array.from(norms.keys()).sort((a, b) => norms[b]! - norms[a]! || a - b);
  for (const g of order.slice(0, k)) kept[g] = Number(norms[g]! > 0);
  return kept;
}

/** Takes a neuron out whole: its weights, its bias and what it says to the next layer count no more. */
export function silence(network: Mlp, l: number, kept: Float64Array): void {
  scaleNeurons(network, l, kept);
  const bias = network.biases[l]!;
  for (let g = 0; g < bias.length; g++) bias[g] = bias[g]! * kept[g]!;
}

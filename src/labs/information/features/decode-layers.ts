import { createTape, forward } from '../../../math/mlp.ts';
import { explainedVariance, ridgeRegression } from '../../../math/ridge-regression.ts';
import type { Products, Reader } from './problem.ts';

/** Penalty of the ridge decoder for each row it is fitted to. */
const PENALTY = 1e-3;

export interface Decoded {
  /** R² of target t from layer l (0 is the input) at l · targets + t. */
  readonly explained: Float64Array;
  readonly layers: number;
  /** 1 − mean over the layers, input included, one a target. */
  readonly complexity: Float64Array;
}

const decoded = new WeakMap<Reader, Decoded>();

/** Reads every target from every layer: decoders fitted to the first half of the test rows, scored on the second. */
export function decodeLayers(problem: Products, reader: Reader): Decoded {
  const known = decoded.get(reader);
  if (known) return known;
  const { test, inputs, orders } = problem;
  const targets = orders.length;
  const tape = createTape(reader.network, test.count);
  forward(reader.network, test.x, test.count, tape);
  const hidden = reader.network.sizes.length - 2;
  const layers = hidden + 1;
  const explained = new Float64Array(layers * targets);
  for (let l = 0; l < layers; l++) {
    const values = l === 0 ? test.x : tape.activations[l - 1]!;
    const d = l === 0 ? inputs : reader.network.sizes[l]!;
    explained.set(scores(values, d, test.y, test.count, targets), l * targets);
  }
  const complexity = Float64Array.from({ length: targets }, (_, t) => {
    let sum = 0;
    for (let l = 0; l < layers; l++) sum += explained[l * targets + t]!;
    return 1 - sum / layers;
  });
  const fresh = { explained, layers, complexity };
  decoded.set(reader, fresh);
  return fresh;
}

function scores(values: Float64Array, d: number, y: Float64Array, count: number, targets: number): Float64Array {
  const half = count >> 1;
  const { weights, intercepts } = ridgeRegression(values, y, half, d, targets, PENALTY * half);
  const rest = count - half;
  const predicted = new Float64Array(rest * targets);
  for (let r = 0; r < rest; r++) {
    for (let t = 0; t < targets; t++) {
      let sum = intercepts[t]!;
      for (let i = 0; i < d; i++) sum += values[(half + r) * d + i]! * weights[i * targets + t]!;
      predicted[r * targets + t] = sum;
    }
  }
  return explainedVariance(predicted, y.subarray(half * targets), rest, targets);
}

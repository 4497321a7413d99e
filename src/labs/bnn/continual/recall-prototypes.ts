import { createTape, forward, type Mlp } from '../../../math/mlp.ts';
import { softmaxRows } from '../../../math/softmax-cross-entropy.ts';
import type { Predictor, Prototypes } from './problem.ts';
import { createPrototypes, fitPrototypes, prototypeLogits } from './prototypes.ts';

const ROWS = 128;

/** What prototypes are made from. */
export interface Recalled {
  readonly inputs: readonly Float64Array[];
  readonly labels: readonly number[];
  /** Training examples of every class so far: none where a class has not come, and it is then not admitted. */
  readonly seen: Float64Array;
  /** α of a class before it was seen. */
  readonly alpha: number;
  readonly priorVariance: number;
  readonly noise: number;
}

/** Prototypes of remembered examples by an encoder as it is now, with the true counts of the classes, and what they say. */
export function recallPrototypes(
  encoder: Mlp,
  { inputs, labels, seen, alpha, priorVariance, noise }: Recalled,
): { readonly predictor: Predictor; readonly prototypes: Prototypes } {
  const frozen = freeze(encoder);
  const [classes, size] = [seen.length, encoder.sizes.at(-1)!];
  const model = createPrototypes(classes, size, priorVariance, noise);
  const z = new Float64Array(inputs.length * size);
  embed(frozen, Float64Array.from(inputs.flatMap((row) => [...row])), inputs.length, z);
  fitPrototypes(model, z, labels, inputs.length, alpha);
  const admitted = seen.slice();
  admitted.forEach((count, j) => {
    model.concentrations[j] = alpha + count;
  });
  const { means, variances, counts } = model;
  return {
    predictor: {
      predict(given, count, _, out) {
        const embedded = new Float64Array(count * size);
        embed(frozen, given, count, embedded);
        prototypeLogits(model, embedded, count, admitted, out);
        softmaxRows(out, count, classes, out);
      },
    },
    prototypes: {
      size,
      means,
      variances,
      counts,
      embed: (given, count, out) => embed(frozen, given, count, out),
    },
  };
}

const freeze = (net: Mlp): Mlp => ({
  ...net,
  weights: net.weights.map((w) => w.slice()),
  biases: net.biases.map((b) => b.slice()),
});

function embed(net: Mlp, inputs: Float64Array, count: number, out: Float64Array): void {
  const [width, size] = [net.sizes[0]!, net.sizes.at(-1)!];
  const tape = createTape(net, ROWS);
  for (let from = 0; from < count; from += ROWS) {
    const rows = Math.min(ROWS, count - from);
    const z = forward(net, inputs.subarray(from * width, (from + rows) * width), rows, tape);
    out.set(z.subarray(0, rows * size), from * size);
  }
}

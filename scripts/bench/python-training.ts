import { backward, createGradients, createMlp, createTape, forward, parametersOf } from '../../src/math/mlp.ts';
import { createOptimiser } from '../../src/math/optimisers.ts';
import { mulberry32, normals } from '../../src/math/random.ts';
import { softmaxCrossEntropy } from '../../src/math/softmax-cross-entropy.ts';
import type { PythonRow } from './against-python.ts';

const RATE = 1e-3;
/** Losses after this many steps are compared. */
const CHECKED = 5;

/** A network that learns labels of random rows; steps on one batch, as theirs. */
function training(sizes: readonly number[], rows: number) {
  const [features, classes] = [sizes[0]!, sizes.at(-1)!];
  const random = mulberry32(1);
  const mlp = createMlp(sizes, 'relu', random);
  const inputs = normals(random, rows * features);
  const labels = Int32Array.from({ length: rows }, () => Math.floor(classes * random()));
  const tape = createTape(mlp, rows);
  const gradients = createGradients(mlp);
  const optimiser = createOptimiser('adam', parametersOf(mlp));
  const slopes = parametersOf(gradients);
  const pull = new Float64Array(rows * classes);
  let loss = 0;
  const run = (count: number) => {
    for (let k = 0; k < count; k++) {
      const logits = forward(mlp, inputs, rows, tape);
      loss = softmaxCrossEntropy(logits, rows, classes, labels, pull);
      backward(mlp, inputs, rows, tape, pull, gradients);
      optimiser.step(slopes, RATE);
    }
    return loss;
  };
  const arrays: Record<string, { data: Float64Array | Int32Array; shape: number[] }> = {
    inputs: { data: inputs, shape: [rows, features] },
    labels: { data: labels, shape: [rows] },
  };
  mlp.weights.forEach((weights, l) => {
    arrays[`w${l}`] = { data: weights.slice(), shape: [sizes[l]!, sizes[l + 1]!] };
    arrays[`b${l}`] = { data: mlp.biases[l]!.slice(), shape: [sizes[l + 1]!] };
  });
  return { run, arrays };
}

/** A step of a network with one hidden layer of rectifiers: our float64 against torch's float64 or float32. */
function step(sizes: readonly number[], rows: number, type: 'float64' | 'float32', many: number): PythonRow {
  const { run, arrays } = training(sizes, rows);
  const expected = training(sizes, rows).run(CHECKED);
  const bound = type === 'float64' ? 1e-9 : 1e-3;
  const pairs = sizes.slice(1).map((outputs, l) => outputs * sizes[l]!);
  const weights = pairs.reduce((sum, size) => sum + size, 0);
  // Forward, weights, and the inputs of all layers but the first; Adam takes 13 operations a parameter.
  const flops = 2 * rows * (3 * weights - pairs[0]!) + 13 * weights;
  return {
    ours: 'Mlp in float64: backpropagation by hand, Adam in one pass',
    anchor: `torch, ${type}, autograd and fused Adam`,
    size: `a training step of the network ${sizes.join('-')}, batch ${rows}`,
    needs: ['numpy', 'torch'],
    task: 'torch_step',
    arrays,
    numbers: { layers: sizes.length - 1, rate: RATE, bits: type === 'float64' ? 64 : 32 },
    many,
    few: 0,
    run: (count) => void run(count),
    checkAt: CHECKED,
    check: ({ loss }) => {
      const apart = Math.abs((loss as number) - expected);
      const holds = apart <= bound;
      const said = `losses at step ${CHECKED} differ by ${apart.toExponential(1)}${holds ? ' ≤' : ', over'} ${bound}`;
      return { holds, said };
    },
    work: { flops },
    anchorWork: { flops },
  };
}

export const trainingRows = (quick: boolean): (() => PythonRow)[] =>
  quick
    ? [() => step([64, 32, 10], 32, 'float64', 50)]
    : [
        () => step([784, 256, 10], 128, 'float64', 40),
        () => step([784, 256, 10], 128, 'float32', 60),
        () => step([64, 64, 64, 10], 128, 'float64', 400),
      ];

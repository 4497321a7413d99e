import { openDenseChains } from '../../src/math/dense-chain.ts';
import { fillNormals } from '../../src/math/fill-normals.ts';
import { backward, createGradients, createMlp, createTape, forward, parametersOf } from '../../src/math/mlp.ts';
import { createOptimiser } from '../../src/math/optimisers.ts';
import { mulberry32, normals, philoxStream } from '../../src/math/random.ts';
import { softmaxCrossEntropy } from '../../src/math/softmax-cross-entropy.ts';
import { openDenseAutoencoder } from '../../src/tensor/nn/dense-autoencoder.ts';
import { glorot } from '../../src/tensor/nn/flat-parameters.ts';
import { softmaxSlopes } from '../../src/tensor/nn/label-loops.ts';
import { dense, type Layer } from '../../src/tensor/nn/layers.ts';
import { autoencoderLayout } from '../../src/tensor/nn/variational-autoencoder.ts';
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

/** The same network in float32, in the kernels' memory. */
function singleTraining(sizes: readonly number[], rows: number) {
  const { arrays } = training(sizes, rows);
  const layers = sizes.slice(1).map((outputs, l) => ({
    inputs: sizes[l]!,
    outputs,
    rectified: l < sizes.length - 2,
  }));
  const first = Float32Array.from(layers.flatMap((_, l) => [...arrays[`w${l}`]!.data, ...arrays[`b${l}`]!.data]));
  const { chains, descend } = openDenseChains({ net: { layers, wantInput: false } }, rows, first, {});
  const { net } = chains;
  net.entered.set(arrays.inputs!.data);
  const classes = sizes.at(-1)!;
  const truth = new Float32Array(rows * classes);
  for (const [r, label] of arrays.labels!.data.entries()) truth[r * classes + label] = 1;
  let steps = 0;
  let loss = 0;
  return (count: number) => {
    for (let k = 0; k < count; k++) {
      net.forward();
      loss = softmaxSlopes(net.output, truth, classes, net.pull);
      net.backward();
      descend(RATE, ++steps);
    }
    return loss;
  };
}

/** Multiply-adds of a step twice: forward, weights, and the inputs of all layers but the first of a chain. */
const flopsOf = (pairs: readonly number[], rows: number, firsts: number) =>
  2 * rows * (3 * pairs.reduce((sum, size) => sum + size, 0) - firsts);

/** A step of a network with one hidden layer of rectifiers: ours against torch's. */
function step(
  sizes: readonly number[],
  rows: number,
  ours: 'float64' | 'float32',
  type: 'float64' | 'float32',
  many: number,
): PythonRow {
  const { run: runDouble, arrays } = training(sizes, rows);
  const run = ours === 'float64' ? runDouble : singleTraining(sizes, rows);
  const expected = ours === 'float64' ? training(sizes, rows).run(CHECKED) : singleTraining(sizes, rows)(CHECKED);
  const bound = type === 'float64' ? 1e-9 : 1e-3;
  const pairs = sizes.slice(1).map((outputs, l) => outputs * sizes[l]!);
  const weights = pairs.reduce((sum, size) => sum + size, 0);
  // Forward, weights, and the inputs of all layers but the first; Adam takes 13 operations a parameter.
  const flops = flopsOf(pairs, rows, pairs[0]!) + 13 * weights;
  return {
    ours: `${ours === 'float64' ? 'Mlp in float64' : 'a chain of dense layers in float32'}: backpropagation by hand, Adam in one pass`,
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

/** A step of the VAE of the images, noise drawn, in the kernels' memory, against the same in torch. */
function autoencoderStep(
  [pixels, hidden, axes]: readonly [number, number, number],
  rows: number,
  byHand: boolean,
  many: number,
): PythonRow {
  const chain = (layers: Layer[]) => ({ layers, joinAt: -1, conditionSize: 0 });
  const model = {
    encoder: chain([dense(pixels, hidden, true), dense(hidden, 2 * axes, false)]),
    decoder: chain([dense(axes, hidden, true), dense(hidden, pixels, false)]),
    prior: null,
    likelihood: 'bernoulli' as const,
    variance: 1,
    deterministic: false,
  };
  const random = mulberry32(1);
  const first = Float32Array.from([...glorot(model.encoder, random), ...glorot(model.decoder, random)]);
  const x = Float32Array.from({ length: rows * pixels }, random);
  const noise = new Float32Array(rows * axes);
  fillNormals(random, noise);
  const pairs = [pixels * hidden, 2 * hidden * axes, axes * hidden, hidden * pixels];
  const start = () => {
    const own = openDenseAutoencoder(model, first, { rows, axes, told: 0 })!;
    const stream = philoxStream(1, 2);
    own.batch.x.set(x);
    own.batch.noise.set(noise);
    let steps = 0;
    const run = (count: number) => {
      for (let k = 0; k < count; k++) {
        if (steps >= CHECKED) fillNormals(stream, own.batch.noise);
        own.pass({ weight: 1, freeNats: 0, variance: null });
        own.descend(RATE, ++steps);
      }
    };
    return { run, own };
  };
  const layers = [...model.encoder.layers, ...model.decoder.layers];
  const biasesOf = (parameters: Float32Array) => {
    let at = 0;
    return layers.flatMap(({ inputs, outputs }) => {
      at += inputs * outputs + outputs;
      return [...parameters.subarray(at - outputs, at)];
    });
  };
  const checked = start();
  checked.run(CHECKED);
  const expected = biasesOf(checked.own.parameters);
  const flops = flopsOf(pairs, rows, pairs[0]!) + 13 * autoencoderLayout(model).size;
  return {
    ours: 'the autoencoder in float32: gradients by hand, Adam in one pass',
    anchor: byHand
      ? 'torch, float32, gradients by hand on one flat tensor and fused Adam'
      : 'torch, float32, autograd and fused Adam',
    size: `a training step of the VAE ${pixels}-${hidden}-${axes}, batch ${rows}`,
    needs: ['numpy', 'torch'],
    task: 'torch_vae',
    arrays: {
      x: { data: x, shape: [rows, pixels] },
      noise: { data: noise, shape: [rows, axes] },
      parameters: { data: first, shape: [first.length] },
    },
    numbers: {
      ...Object.fromEntries(
        layers.flatMap(({ inputs, outputs }, l) => [
          [`n${l}`, inputs],
          [`m${l}`, outputs],
        ]),
      ),
      rate: RATE,
      given: CHECKED,
      by_hand: byHand ? 1 : 0,
    },
    many,
    few: 0,
    run: start().run,
    checkAt: CHECKED,
    check: ({ biases }) => {
      const theirs = biases as number[];
      const apart = Math.hypot(...theirs.map((one, k) => one - expected[k]!)) / Math.hypot(...expected);
      const holds = apart <= 1e-3;
      const said = `biases after ${CHECKED} steps from 0 differ by ${apart.toExponential(1)} of their length${holds ? ' ≤' : ', over'} 0.001`;
      return { holds, said };
    },
    work: { flops },
    anchorWork: { flops },
  };
}

export const trainingRows = (quick: boolean): (() => PythonRow)[] =>
  quick
    ? [() => step([64, 32, 10], 32, 'float64', 'float64', 50), () => autoencoderStep([64, 64, 8], 128, true, 50)]
    : [
        () => step([784, 256, 10], 128, 'float64', 'float64', 40),
        () => step([784, 256, 10], 128, 'float64', 'float32', 60),
        () => step([784, 256, 10], 128, 'float32', 'float32', 60),
        () => step([64, 64, 64, 10], 128, 'float64', 'float64', 400),
        () => step([64, 64, 64, 10], 128, 'float32', 'float32', 400),
        () => autoencoderStep([64, 64, 8], 128, false, 200),
        () => autoencoderStep([64, 64, 8], 128, true, 400),
        () => autoencoderStep([784, 256, 16], 128, false, 30),
        () => autoencoderStep([784, 256, 16], 128, true, 30),
      ];

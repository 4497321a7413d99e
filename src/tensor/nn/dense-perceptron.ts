import { FINISH, panelOf } from '../../math/native/single-products.ts';
import { inFours, openSingleTraining } from '../../math/native/single-training.ts';
import type { Activation } from './activations.ts';
import { type Penalty, type Perceptron, perceptronShapes, tensorsALayer } from './gaussian-perceptron.ts';
import { gaussianLabelSlopes, softmaxSlopes } from './label-loops.ts';

/** A perceptron that trains on one batch after another in the kernels' memory. */
export interface DensePerceptron {
  /** To be filled before a step: rows × features, rows × outputs, and the noise of each layer in the order of `perceptronNoise`. */
  readonly x: Float32Array;
  readonly truth: Float32Array;
  readonly noise: readonly Float32Array[];
  /** Forward and back; returns the mean −log p of the batch. */
  pass(penalty: Penalty): number;
  /** One step of Adam along the slopes of the last pass; t counts from 1. */
  descend(learningRate: number, t: number): void;
  /** Σ of the squares of the slopes. */
  squaredSlopes(): number;
  /** Copies in the order of `perceptronShapes`. */
  parameters(): Float32Array;
  slopes(): Float32Array;
  /** Parameters, running means and running squares, one after the other. */
  moments(): Float32Array;
  /** Goes on from such numbers with the weights that exist: by layer 1 keeps and 0 removes. */
  restart(moments: Float32Array, masks: readonly Uint8Array[]): void;
}

const CODES: Readonly<Record<Activation, number>> = { linear: FINISH.linear, relu: FINISH.relu, tanh: FINISH.tanh };
const BACK: Readonly<Record<Activation, number>> = {
  linear: FINISH.linear,
  relu: FINISH.throughRelu,
  tanh: FINISH.throughTanh,
};

/**
 * The gradient of `perceptronGradient` in float32, for point weights and for local reparameterisation; null for other estimators.
 * Tensors of parameters begin at multiples of four; what lies between stays 0.
 */
export function openDensePerceptron(perceptron: Perceptron, first: Float32Array, rows: number): DensePerceptron | null {
  const { sizes, activation, likelihood, estimator } = perceptron;
  if (estimator !== 'point' && estimator !== 'localReparameterisation') return null;
  const gaussian = estimator === 'localReparameterisation';
  const places: { at: number; length: number }[] = [];
  let size = 0;
  for (const shape of perceptronShapes(perceptron)) {
    const length = shape.reduce((p, q) => p * q, 1);
    places.push({ at: size, length });
    size += inFours(length);
  }
  const layers = sizes.length - 1;
  const wide = Math.max(...sizes);
  const panel = panelOf(rows, wide);
  const rooms: Record<string, number> = { truth: rows * sizes[layers]!, zeros: wide, panel };
  for (const name of ['parameters', 'slopes', 'means', 'squares']) rooms[name] = size;
  sizes.forEach((width, l) => {
    for (const name of gaussian ? ['y', 'y2', 'back', 'back2', 'v', 'noise'] : ['y', 'back'])
      rooms[`${name}${l}`] = rows * width;
    if (l === layers) return;
    const weights = width * sizes[l + 1]!;
    for (const name of gaussian ? ['mask', 'sd', 'slope', 'variance'] : ['mask']) rooms[`${name}${l}`] = weights;
  });
  const { run, singles } = openSingleTraining(rooms);
  const array = (name: string) => singles[name]!;
  const exact = (name: string, length: number) => array(name).subarray(0, length);
  const held = tensorsALayer(perceptron);
  const tensor = (of: string, k: number) =>
    array(of).subarray(places[k]!.at, places[k]!.at + inFours(places[k]!.length));

  const passes = Array.from({ length: layers }, (_, l) => {
    const [n, m] = [sizes[l]!, sizes[l + 1]!];
    const act: Activation = l < layers - 1 ? activation : 'linear';
    const before: Activation = l > 0 ? activation : 'linear';
    const [count, outs] = [inFours(n * m), inFours(rows * m)];
    const mask = array(`mask${l}`);
    mask.fill(1, 0, n * m);
    const [x, y, back, pull] = [array(`y${l}`), array(`y${l + 1}`), array(`back${l}`), array(`back${l + 1}`)];
    const [mean, ofMean] = [tensor('parameters', held * l), tensor('slopes', held * l)];
    const bias = tensor('parameters', held * (l + 1) - 1);
    const ofBias = tensor('slopes', held * (l + 1) - 1);
    const { zeros, panel: scratch } = singles as { zeros: Float32Array; panel: Float32Array };
    if (!gaussian)
      return {
        forward: () => run.product(x, rows, n, mean, m, 1, bias, CODES[act], y, y, scratch),
        backward: ({ decay }: Penalty) => {
          run.outerProduct(pull, x, rows, m, n, ofMean, scratch);
          run.columnSums(pull, rows, m, ofBias);
          run.pointSlopes(ofMean, mean, mask, count, Math.fround(decay));
          if (l > 0) run.product(pull, rows, m, mean, n, 0, zeros, BACK[before], x, back, scratch);
        },
      };
    const [rho, ofRho] = [tensor('parameters', held * l + 1), tensor('slopes', held * l + 1)];
    const [sd, slope, variance] = [array(`sd${l}`), array(`slope${l}`), array(`variance${l}`)];
    const [x2, y2, back2, pull2] = [array(`y2${l}`), array(`y2${l + 1}`), array(`back2${l}`), array(`back2${l + 1}`)];
    const [v, noise] = [array(`v${l + 1}`), array(`noise${l + 1}`)];
    return {
      forward: () => {
        if (l === 0) for (let k = 0; k < rows * n; k++) x2[k] = x[k]! * x[k]!;
        run.spread(rho, mask, sd, slope, variance, count);
        run.product(x, rows, n, mean, m, 1, bias, FINISH.linear, y, y, scratch);
        run.product(x2, rows, n, variance, m, 1, zeros, FINISH.linear, v, v, scratch);
        run.localNoise(y, v, noise, y2, outs, CODES[act]);
      },
      backward: ({ weight, priorSd }: Penalty) => {
        if (l === layers - 1) pull2.fill(0);
        run.localNoiseBack(y, v, noise, pull, pull2, outs, CODES[act]);
        run.outerProduct(pull, x, rows, m, n, ofMean, scratch);
        run.outerProduct(pull2, x2, rows, m, n, ofRho, scratch);
        run.columnSums(pull, rows, m, ofBias);
        const towards = Math.fround(weight / priorSd ** 2);
        run.weightSlopes(ofMean, ofRho, mean, sd, slope, mask, count, towards, Math.fround(weight));
        if (l === 0) return;
        run.product(pull, rows, m, mean, n, 0, zeros, FINISH.linear, back, back, scratch);
        run.product(pull2, rows, m, variance, n, 0, zeros, FINISH.linear, back2, back2, scratch);
      },
    };
  });

  const gather = (names: readonly string[]): Float32Array => {
    const out = new Float32Array(names.length * first.length);
    let to = 0;
    for (const name of names)
      for (const { at, length } of places) {
        out.set(array(name).subarray(at, at + length), to);
        to += length;
      }
    return out;
  };
  const scatter = (name: string, from: Float32Array): void => {
    let taken = 0;
    for (const { at, length } of places) {
      array(name).set(from.subarray(taken, taken + length), at);
      taken += length;
    }
  };
  scatter('parameters', first);
  const [outputs, truth] = [array(`y${layers}`), exact('truth', rows * sizes[layers]!)];
  const pull = array(`back${layers}`);
  const columns = sizes[layers]!;

  return {
    x: exact('y0', rows * sizes[0]!),
    truth,
    noise: gaussian ? passes.map((_, l) => exact(`noise${l + 1}`, rows * sizes[l + 1]!)) : [],
    pass(penalty) {
      for (const { forward } of passes) forward();
      const loss =
        likelihood.kind === 'softmax'
          ? softmaxSlopes(outputs, truth, columns, pull)
          : gaussianLabelSlopes(outputs, truth, columns, likelihood.sd, pull);
      for (let l = layers - 1; l >= 0; l--) passes[l]!.backward(penalty);
      return loss;
    },
    descend(learningRate, t) {
      const [rate, correction] = [learningRate / (1 - 0.9 ** t), 1 / (1 - 0.999 ** t)];
      const [parameters, slopes, means, squares] = ['parameters', 'slopes', 'means', 'squares'].map(array) as [
        Float32Array,
        Float32Array,
        Float32Array,
        Float32Array,
      ];
      run.adam(parameters, slopes, means, squares, size, Math.fround(rate), Math.fround(correction));
    },
    squaredSlopes: () => run.squareSum(array('slopes'), size),
    parameters: () => gather(['parameters']),
    slopes: () => gather(['slopes']),
    moments: () => gather(['parameters', 'means', 'squares']),
    restart(moments, masks) {
      const part = (k: number) => moments.subarray(k * first.length, (k + 1) * first.length);
      for (const [k, name] of ['parameters', 'means', 'squares'].entries()) scatter(name, part(k));
      for (const [l, mask] of masks.entries()) array(`mask${l}`).set(mask);
    },
  };
}

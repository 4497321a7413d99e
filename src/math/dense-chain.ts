import { FINISH, panelOf } from './native/single-products.ts';
import { inFours, openSingleTraining } from './native/single-training.ts';

/** y = a(x W + b), W being inputs × outputs. */
export interface DenseLayer {
  readonly inputs: number;
  readonly outputs: number;
  readonly rectified: boolean;
}

export interface ChainSpec {
  readonly layers: readonly DenseLayer[];
  /** Whether the gradient in the rows that enter is wanted. */
  readonly wantInput: boolean;
}

/** Layers one after the other on one batch: arrays are row-major, a row an example, and their ends have room for whole fours. */
export interface DenseChain {
  /** To be filled before `forward`: rows × inputs of the first layer. */
  readonly entered: Float32Array;
  /** What `forward` leaves: rows × outputs of the last layer. */
  readonly output: Float32Array;
  /** The same array, to be filled with the gradient in the output before `backward`. */
  readonly pull: Float32Array;
  /** What `backward` leaves where it is wanted: the gradient in `entered`. */
  readonly ofEntered: Float32Array | null;
  forward(): void;
  /** Writes the gradients of weights and biases into `slopes`. The output must not be rectified. */
  backward(): void;
}

export interface DenseChains<Names extends string, Others extends string> {
  readonly chains: Readonly<Record<Names, DenseChain>>;
  readonly others: Readonly<Record<Others, Float32Array>>;
  /** Weights and biases layer after layer, chain after chain, then what else is learned; and the gradients in the same order. */
  readonly parameters: Float32Array;
  readonly slopes: Float32Array;
  readonly run: ReturnType<typeof openSingleTraining>['run'];
  /** One step of Adam along `slopes`; t counts from 1. */
  descend(learningRate: number, t: number): void;
}

/**
 * Chains of dense layers in float32 with all they compute on in one memory, gradients by hand: a step is three products a layer
 * (two for the first, unless its input is wanted) and a pass of Adam. `first` are the parameters to begin with, `others` lengths of further arrays.
 */
export function openDenseChains<Names extends string, Others extends string>(
  specs: Readonly<Record<Names, ChainSpec>>,
  rows: number,
  first: Float32Array,
  others: Readonly<Record<Others, number>>,
): DenseChains<Names, Others> {
  const names = Object.keys(specs) as Names[];
  const layers = names.flatMap((name) => specs[name].layers);
  const wide = Math.max(...layers.flatMap(({ inputs, outputs }) => [inputs, outputs]));
  const panel = panelOf(rows, wide);
  const size = first.length;
  const own = { parameters: size, slopes: size, means: size, squares: size, zeros: wide, panel };
  const rooms = Object.assign({}, ...names.map((name) => roomsOf(name, specs[name], rows))) as Record<string, number>;
  const { run, singles } = openSingleTraining<Record<string, number>>({ ...own, ...rooms, ...prefixed(others) });
  const { parameters, slopes, means, squares } = singles as Record<keyof typeof own, Float32Array>;
  parameters.set(first);
  let at = 0;
  const chainOf = (name: Names): DenseChain => {
    const { layers: ownLayers, wantInput } = specs[name];
    const steps = ownLayers.map(({ inputs: n, outputs: m, rectified }, l) => {
      const [from, bias] = [at, at + n * m];
      at = bias + m;
      const weights = parameters.subarray(from, bias);
      const ofWeights = slopes.subarray(from, bias);
      const [start, ofStart] = [parameters.subarray(bias, at), slopes.subarray(bias, at)];
      const finish = rectified ? FINISH.relu : FINISH.linear;
      const back = l > 0 && ownLayers[l - 1]!.rectified ? FINISH.throughRelu : FINISH.linear;
      const [x, y] = [singles[`${name}${l}`]!, singles[`${name}${l + 1}`]!];
      // The gradient in the last layer's output takes its place.
      const dy = l === ownLayers.length - 1 ? y : singles[`${name}${l + 1}back`]!;
      const dx = l > 0 || wantInput ? singles[`${name}${l}back`]! : null;
      return {
        x,
        y,
        dx,
        forward: () => run.product(x, rows, n, weights, m, 0, start, finish, y, y, singles.panel!),
        backward: () => {
          run.outerProduct(x, dy, rows, n, m, ofWeights, singles.panel!);
          run.columnSums(dy, rows, m, ofStart);
          if (dx) run.product(dy, rows, m, weights, n, 1, singles.zeros!, back, x, dx, singles.panel!);
        },
      };
    });
    const output = steps.at(-1)!.y;
    return {
      entered: steps[0]!.x,
      output,
      pull: output,
      ofEntered: steps[0]!.dx,
      forward: () => {
        for (const step of steps) step.forward();
      },
      backward: () => {
        for (let l = steps.length - 1; l >= 0; l--) steps[l]!.backward();
      },
    };
  };
  return {
    chains: Object.fromEntries(names.map((name) => [name, chainOf(name)])) as Record<Names, DenseChain>,
    others: Object.fromEntries(
      Object.entries<number>(others).map(([name, length]) => [name, singles[`other ${name}`]!.subarray(0, length)]),
    ) as Record<Others, Float32Array>,
    parameters: parameters.subarray(0, size),
    slopes: slopes.subarray(0, size),
    run,
    descend: (learningRate, t) => {
      const [rate, correction] = [learningRate / (1 - 0.9 ** t), 1 / (1 - 0.999 ** t)];
      run.adam(parameters, slopes, means, squares, inFours(size), Math.fround(rate), Math.fround(correction));
    },
  };
}

/** What enters each layer and leaves the last, and the gradients in all but the last. */
function roomsOf(name: string, { layers, wantInput }: ChainSpec, rows: number): Record<string, number> {
  const rooms: Record<string, number> = {};
  layers.forEach(({ inputs, outputs }, l) => {
    rooms[`${name}${l}`] = rows * inputs;
    rooms[`${name}${l + 1}`] = rows * outputs;
    if (l > 0 || wantInput) rooms[`${name}${l}back`] = rows * inputs;
  });
  return rooms;
}

const prefixed = (others: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(others).map(([name, length]) => [`other ${name}`, length]));

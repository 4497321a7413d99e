import type { RunContext } from '../../../engine/bench.ts';
import { backward, createGradients, createTape, forward, type Mlp, parametersOf } from '../../../math/mlp.ts';
import { createOptimiser } from '../../../math/optimisers.ts';
import { normals } from '../../../math/random.ts';
import { integer, number, toggle } from '../../../params/descriptor.ts';
import { spread, spreadSlope } from './gaussian-code.ts';
import type { Kernels, Model, Task, Trained } from './problem.ts';

/** Width of the hidden layers. */
const HIDDEN = 64;
/** Multiply-adds between two breaths. */
const BREATH = 4_000_000;
/** What a Gaussian kernel with its gradient costs, in multiply-adds. */
const KERNEL = 20;

/** What every method that trains takes, with its own defaults. */
export const trainingParams = (own: { latent: number; learningRate: number; batch: number; epochs: number }) => ({
  latent: integer({ label: 'Width of the code', symbol: 'K', min: 1, max: 16, default: own.latent }),
  learningRate: number({ label: 'Learning rate', min: 1e-4, max: 1e-2, scale: 'log', default: own.learningRate }),
  batch: integer({ label: 'Batch', min: 16, max: 512, scale: 'log', default: own.batch }),
  epochs: integer({
    label: 'Epochs',
    help: 'the run ends after them; of a sweep, each β has as many',
    min: 5,
    max: 500,
    scale: 'log',
    default: own.epochs,
  }),
});

/** β, whether it counts, and whether a list of them is trained instead. */
export const bottleneckParams = (beta: number) => ({
  beta: number({
    label: 'Price of rate',
    symbol: 'β',
    help: 'nats of loss paid for a nat of compression',
    min: 1e-5,
    max: 2,
    scale: 'log',
    default: beta,
  }),
  bottleneck: toggle({ label: 'Bottleneck', help: 'off: β = 0', default: true }),
  sweep: toggle({
    label: 'Sweep β',
    help: 'trains again from the same weights for each β of a list, so that the curve of rate and prediction grows',
    default: false,
  }),
});

/** One batch on its way; arrays are rows long times a width, row-major. */
export interface Batch {
  readonly rows: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Encoder outputs: μ (rows × K), or rows of μ and a (rows × 2K). */
  readonly encoded: Float64Array;
  readonly outputs: Float64Array;
}

/** Half of an objective: its value, nats; it writes or adds its gradient. */
export type Term = (batch: Batch, gradient: Float64Array) => number;

export interface Recipe {
  readonly latent: number;
  /** Asked for before every epoch. */
  readonly learningRateNow: () => number;
  readonly batch: number;
  readonly epochs: number;
  readonly code: Model['code'];
  readonly rate: Model['rate'];
  readonly outputs: Model['outputs'];
  readonly samples: number;
  readonly kernels: Kernels;
  /** Gaussian kernels computed for each pair of rows of a batch. */
  readonly kernelsPerPair: number;
  /** One after the other, each from the same initial weights; asked for before every epoch. */
  readonly betas: readonly (() => number)[];
  /** Overwrites the gradient in the decoder's outputs. */
  readonly fit: Term;
  /** Adds β times its gradient in the encoder's outputs, and returns its value without β; null where there is none. */
  readonly penalty: ((batch: Batch, gradient: Float64Array, beta: number) => number) | null;
}

/**
 * Trains encoder and decoder by Adam on fit + β · penalty, an epoch a step, for each β in turn. Weights come from the
 * initialisation stream, order of the rows and noise of the code from the noise stream. Ends by itself.
 */
export function* trained(task: Task, recipe: Recipe, run: RunContext): Generator<Trained | undefined, void> {
  const { latent, code, batch: size } = recipe;
  const width = code === 'gaussian' ? 2 * latent : latent;
  const start = {
    encoder: initialised([task.inputs, HIDDEN, width], run),
    // Linear for classes (Alemi et al. 2017); a hidden layer for regression (Yu et al. 2024).
    decoder: initialised(task.kind === 'classes' ? [latent, task.outputs] : [latent, HIDDEN, 1], run),
  };
  const finished: Model[] = [];
  const order = Int32Array.from({ length: task.train.count }, (_, k) => k);
  const room = roomFor(task, start, width, Math.min(size, task.train.count), latent);
  let busy = 0;
  for (const betaNow of recipe.betas) {
    let model: Model = {
      encoder: copyOf(start.encoder),
      decoder: copyOf(start.decoder),
      latent,
      code,
      rate: recipe.rate,
      outputs: recipe.outputs,
      beta: betaNow(),
      samples: recipe.samples,
      kernels: recipe.kernels,
    };
    const optimiser = createOptimiser('adam', [...parametersOf(model.encoder), ...parametersOf(model.decoder)]);
    for (let epoch = 1; epoch <= recipe.epochs; epoch++) {
      const [beta, learningRate] = [betaNow(), recipe.learningRateNow()];
      if (beta !== model.beta) model = { ...model, beta };
      shuffle(order, run);
      let objective = 0;
      for (let from = 0; from < order.length; from += size) {
        const rows = Math.min(size, order.length - from);
        objective += (rows / order.length) * step(task, model, recipe, room, order.subarray(from, from + rows), run);
        optimiser.step(room.gradients, learningRate);
        const work = 6 * rows * room.parameters;
        run.count('multiplyAdds', work);
        run.count('kernels', recipe.kernelsPerPair * rows * rows);
        busy += work + KERNEL * recipe.kernelsPerPair * rows * rows;
        if (busy > BREATH) {
          busy = 0;
          yield undefined;
        }
      }
      const phase = recipe.betas.length > 1 ? `β = ${beta}` : 'Training';
      yield { ...model, phase, epoch, objective, finished: finished.slice() };
    }
    finished.push(model);
  }
}

type Room = ReturnType<typeof roomFor>;

function roomFor(task: Task, nets: { encoder: Mlp; decoder: Mlp }, width: number, rows: number, latent: number) {
  const [encoder, decoder] = [createGradients(nets.encoder), createGradients(nets.decoder)];
  const gradients = [...parametersOf(encoder), ...parametersOf(decoder)];
  return {
    encoder,
    decoder,
    gradients,
    parameters: gradients.reduce((sum, { length }) => sum + length, 0),
    encoderTape: createTape(nets.encoder, rows),
    decoderTape: createTape(nets.decoder, rows),
    x: new Float64Array(rows * task.inputs),
    y: new Float64Array(rows),
    z: new Float64Array(rows * latent),
    noise: new Float64Array(rows * latent),
    outputGradient: new Float64Array(rows * task.outputs),
    zGradient: new Float64Array(rows * latent),
    encodedGradient: new Float64Array(rows * width),
  };
}

/** Gradients of one batch into the room; returns its objective. */
function step(task: Task, model: Model, recipe: Recipe, room: Room, picked: Int32Array, run: RunContext): number {
  const { inputs, train } = task;
  const { latent, code, beta } = model;
  const rows = picked.length;
  const { z, noise, zGradient, encodedGradient } = room;
  picked.forEach((row, r) => {
    room.y[r] = train.y[row]!;
    for (let i = 0; i < inputs; i++) room.x[r * inputs + i] = train.x[row * inputs + i]!;
  });
  const encoded = forward(model.encoder, room.x, rows, room.encoderTape);
  const width = code === 'gaussian' ? 2 * latent : latent;
  if (code === 'gaussian') noise.set(normals(run.noise, rows * latent));
  for (let r = 0; r < rows; r++) {
    for (let k = 0; k < latent; k++) {
      const mean = encoded[r * width + k]!;
      // z = μ + s ε, so that the gradient goes through the draw (Kingma & Welling 2014).
      z[r * latent + k] =
        code === 'gaussian' ? mean + spread(encoded[r * width + latent + k]!) * noise[r * latent + k]! : mean;
    }
  }
  const outputs = forward(model.decoder, z, rows, room.decoderTape);
  const batch: Batch = { rows, x: room.x, y: room.y, encoded, outputs };
  const fit = recipe.fit(batch, room.outputGradient);
  backward(model.decoder, z, rows, room.decoderTape, room.outputGradient, room.decoder, zGradient);
  for (let r = 0; r < rows; r++) {
    for (let k = 0; k < latent; k++) {
      const slope = zGradient[r * latent + k]!;
      encodedGradient[r * width + k] = slope;
      if (code === 'gaussian')
        encodedGradient[r * width + latent + k] =
          slope * noise[r * latent + k]! * spreadSlope(encoded[r * width + latent + k]!);
    }
  }
  const price = recipe.penalty && beta > 0 ? beta * recipe.penalty(batch, encodedGradient, beta) : 0;
  backward(model.encoder, room.x, rows, room.encoderTape, encodedGradient, room.encoder);
  return fit + price;
}

/**
 * ReLU network with weights and biases uniform in ±1/√(fan in), smaller than what `createMlp` draws: a code that starts
 * wide is far from every price of its width, and with Gaussian kernels has no slope to come back.
 */
function initialised(sizes: readonly number[], run: RunContext): Mlp {
  const draw = (count: number, fan: number) =>
    Float64Array.from({ length: count }, () => (2 * run.random() - 1) / Math.sqrt(fan));
  const layers = sizes.slice(1).map((width, l) => ({
    weights: draw(sizes[l]! * width, sizes[l]!),
    biases: draw(width, sizes[l]!),
  }));
  return {
    sizes,
    activation: 'relu',
    weights: layers.map(({ weights }) => weights),
    biases: layers.map(({ biases }) => biases),
  };
}

/** Fisher and Yates, from the last row down. */
function shuffle(order: Int32Array, run: RunContext): void {
  for (let k = order.length - 1; k > 0; k--) {
    const at = Math.floor(run.noise() * (k + 1));
    const held = order[k]!;
    order[k] = order[at]!;
    order[at] = held;
  }
}

const copyOf = (mlp: Mlp): Mlp => ({
  ...mlp,
  weights: mlp.weights.map((w) => w.slice()),
  biases: mlp.biases.map((b) => b.slice()),
});

import type { RunContext } from '../../../engine/bench.ts';
import type { Breathing } from '../../../math/breaths.ts';
import { backward, createGradients, createTape, createUniformMlp, forward, parametersOf } from '../../../math/mlp.ts';
import { createOptimiser } from '../../../math/optimisers.ts';
import { normals } from '../../../math/random.ts';
import { number } from '../../../params/descriptor.ts';
import type { Codes, Images, Representation } from './problem.ts';

/** Hidden units and the representation the probe reads; the codes are a linear map of it. */
const HIDDEN = [64, 32];

export const learningParams = {
  learningRate: number({ label: 'Learning rate', min: 1e-4, max: 0.1, default: 0.01, scale: 'log' }),
};

/** Gradient of a loss with respect to unit codes ẑ (batch × views × codeSize). */
export type CodeGradient = (unit: Float64Array, problem: Representation) => Breathing<Float64Array>;

/** Adam on free codes, or on the encoder of fresh views of random images; null moves nothing. */
export function* learn(
  problem: Representation,
  given: { readonly learningRate: number },
  gradientOf: CodeGradient | null,
  run: RunContext,
): Generator<Codes | undefined, void> {
  const { batch, views, codeSize, images } = problem;
  const rows = batch * views;
  if (!images) {
    const free = normals(run.random, rows * codeSize);
    const optimiser = createOptimiser('adam', [free]);
    for (;;) {
      if (gradientOf) {
        const gradient = yield* throughUnit(free, codeSize, (unit) => gradientOf(unit, problem));
        optimiser.step([gradient], given.learningRate);
      }
      run.count('multiply-add', rows * codeSize * codeSize);
      yield { free, encoder: null };
    }
  }
  const encoder = createUniformMlp([images.side ** 2, ...HIDDEN, codeSize], 'relu', run.random);
  const tape = createTape(encoder, rows);
  const gradients = createGradients(encoder);
  const parameters = parametersOf(encoder);
  const all = parametersOf(gradients);
  const optimiser = createOptimiser('adam', parameters);
  const work = 6 * rows * parameters.reduce((sum, theta) => sum + theta.length, 0);
  const x = new Float64Array(rows * images.side ** 2);
  for (;;) {
    if (gradientOf) {
      drawBatch(images, batch, views, x, run);
      yield undefined;
      const z = forward(encoder, x, rows, tape);
      const gradient = yield* throughUnit(z, codeSize, (unit) => gradientOf(unit, problem));
      yield undefined;
      backward(encoder, x, rows, tape, gradient, gradients);
      optimiser.step(all, given.learningRate);
      run.count('multiply-add', work);
    }
    yield { free: null, encoder };
  }
}

function drawBatch(images: Images, batch: number, views: number, x: Float64Array, run: RunContext): void {
  const pixels = images.side ** 2;
  for (let b = 0; b < batch; b++) {
    const i = Math.floor(images.train.count * run.noise());
    const image = images.train.x.subarray(i * pixels, (i + 1) * pixels);
    for (let v = 0; v < views; v++) images.drawView(image, x, (b * views + v) * pixels, run.noise);
  }
}

/** Gradient with respect to z of a function of ẑ = z/|z|: (g − ẑ ẑ·g)/|z|. */
function* throughUnit(
  z: Float64Array,
  d: number,
  gradientOf: (unit: Float64Array) => Breathing<Float64Array>,
): Breathing<Float64Array> {
  const rows = z.length / d;
  const unit = z.slice();
  const norms = new Float64Array(rows);
  for (let r = 0; r < rows; r++) {
    let square = 0;
    for (let k = r * d; k < (r + 1) * d; k++) square += z[k]! * z[k]!;
    norms[r] = Math.max(Math.sqrt(square), 1e-12);
    for (let k = r * d; k < (r + 1) * d; k++) unit[k] = unit[k]! / norms[r]!;
  }
  const g = yield* gradientOf(unit);
  for (let r = 0; r < rows; r++) {
    let along = 0;
    for (let k = r * d; k < (r + 1) * d; k++) along += unit[k]! * g[k]!;
    for (let k = r * d; k < (r + 1) * d; k++) g[k] = (g[k]! - unit[k]! * along) / norms[r]!;
  }
  return g;
}

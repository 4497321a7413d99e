import { createOptimiser } from '../../../math/optimisers.ts';
import { normals, type Random } from '../../../math/random.ts';
import { number } from '../../../params/descriptor.ts';
import type { History, LinearData, LinearFit } from './problem.ts';
import { spectrumOf } from './spectrum-of.ts';

/** Updates of a run, and of one step of it. */
export const UPDATES = 6000;
export const PER_STEP = 20;
const RATE = 0.02;
/** Standard deviation of the first weights. */
const START = 0.1;

export const noiseParams = {
  etaDec: number({
    label: 'Noise of the decoder',
    symbol: 'η',
    min: 0.2,
    max: 3,
    default: 1,
    scale: 'log',
    help: 'Standard deviation of the output around its mean.',
  }),
  etaEnc: number({ label: 'Spread of the prior', symbol: 'η₀', min: 0.2, max: 3, default: 1, scale: 'log' }),
};

export const weights = (random: Random, rows: number, columns: number): Float64Array =>
  normals(random, rows * columns).map((value) => START * value);

/** A model's part of an iterate: everything but what watches it. */
type Model<Fit> = Omit<Fit, 'updates' | 'history' | 'settle'>;

/**
 * Adam on the whole objective, which is exact and needs no data: rate 0.02 falling to 0 along half a cosine over 6,000
 * updates, 20 of them a step. `gradient` overwrites `gradients`, which have the shapes and order of `parameters`.
 */
export function* descend<Fit extends LinearFit>(
  problem: LinearData,
  model: Model<Fit>,
  parameters: readonly Float64Array[],
  gradients: readonly Float64Array[],
  gradient: () => void,
  work: () => void,
): Generator<Fit, void> {
  const optimiser = createOptimiser('adam', parameters);
  const rows = UPDATES / PER_STEP;
  const room = () => new Float64Array(rows * problem.size);
  const history: History = { rows: 0, size: problem.size, decoder: room(), encoder: room() };
  for (let updates = 0; updates < UPDATES; ) {
    for (let k = 0; k < PER_STEP; k++, updates++) {
      gradient();
      optimiser.step(gradients, 0.5 * RATE * (1 + Math.cos((Math.PI * updates) / UPDATES)));
      work();
    }
    // What holds at this step, whatever the reader changes later.
    const fit = { ...model, settings: { ...model.settings }, updates, history } as unknown as Fit;
    const { decoder, encoder } = spectrumOf(problem, fit);
    history.decoder.set(decoder, history.rows * problem.size);
    history.encoder.set(encoder, history.rows * problem.size);
    history.rows++;
    yield fit;
  }
}

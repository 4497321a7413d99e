import type { RunContext } from '../../../engine/bench.ts';
import { BREATH } from '../../../math/breaths.ts';
import { createMlp, parametersOf } from '../../../math/mlp.ts';
import { createOptimiser } from '../../../math/optimisers.ts';
import { integer, number, type Values } from '../../../params/descriptor.ts';
import { createCriticGradient } from './critic-gradient.ts';
import type { Critic, FactoredPairs } from './problem.ts';

export const trainingParams = {
  batch: integer({
    label: 'Batch',
    symbol: 'B',
    help: 'pairs of an update',
    min: 8,
    max: 256,
    default: 32,
    scale: 'log',
  }),
  rate: number({ label: 'Learning rate', min: 1e-5, max: 1e-2, default: 3e-4, scale: 'log' }),
  width: integer({ label: 'Hidden units of a layer', min: 8, max: 256, default: 128, scale: 'log' }),
  features: integer({ label: 'Length of the representation', min: 2, max: 128, default: 64, scale: 'log' }),
  rounds: integer({ label: 'Rounds of five updates', min: 1, max: 2000, default: 300, scale: 'log' }),
};

/** Updates of a step. */
const UPDATES = 5;

/** Adam on loss + λ penalty; a step is five updates. */
export function* trainCritic(
  { d, draw }: FactoredPairs,
  given: Values<typeof trainingParams>,
  penalty: { readonly lambda: number; readonly twoSided: boolean } | null,
  run: RunContext,
): Generator<Critic | undefined> {
  const { batch, width, features } = given;
  const sizes = [d, width, width, features];
  const g = createMlp(sizes, 'relu', run.random, 'uniform');
  const h = createMlp(sizes, 'relu', run.random, 'uniform');
  const { gradients, evaluate } = createCriticGradient(g, h, batch);
  const optimiser = createOptimiser('adam', [...parametersOf(g), ...parametersOf(h)]);
  const slopes = [...parametersOf(gradients.g), ...parametersOf(gradients.h)];
  const [x, y] = [new Float64Array(batch * d), new Float64Array(batch * d)];
  const operations = (penalty ? 12 : 6) * batch * (d * width + width * width + width * features);
  let work = 0;
  for (let round = 1; round <= given.rounds; round++) {
    const { rate } = given;
    for (let k = 0; k < UPDATES; k++) {
      draw(run.noise, batch, x, y);
      const shift = penalty ? 1 + Math.floor((batch - 1) * run.random()) : 0;
      evaluate(x, y, penalty ? { ...penalty, shift } : null);
      optimiser.step(slopes, rate);
      run.count('multiply-adds', operations);
      work += operations;
      if (work > BREATH) {
        work = 0;
        yield undefined;
      }
    }
    yield { g, h, batch, updates: UPDATES * round };
  }
}

import { ProblemError, type RunContext } from '../../../engine/bench.ts';
import { integer, type Values } from '../../../params/descriptor.ts';
import { labelAwareDistance, slopeByShare } from './label-aware-distance.ts';
import { learnerAccuracy } from './learner-accuracy.ts';
import type { Forecast, MixtureSelection } from './problem.ts';

export const drawParams = {
  draws: integer({ label: 'Draws', help: 'samples drawn of every mixture and size', min: 1, max: 200, default: 10 }),
  fitted: integer({
    label: 'Mixtures that are measured',
    help: 'evenly spread over the nine; accuracies of the others are never shown to the method',
    min: 4,
    max: 9,
    default: 5,
  }),
};

/** Means over the draws at one size. */
export interface Measured {
  readonly accuracy: Float64Array;
  readonly distance: Float64Array;
  readonly slope: Float64Array;
}

/** What a method makes of the means so far. */
export type Stages = (
  small: Measured,
  large: Measured,
  at: Int32Array,
) => Pick<Forecast, 'interpolated' | 'forecast' | 'slope'>;

/**
 * Draws samples of every mixture at both sizes, trains the learner on them and, where asked, measures how far they are from
 * validation; after each draw the stages are fitted to the means so far.
 */
export function* measureDraws(
  problem: MixtureSelection,
  { draws, fitted }: Values<typeof drawParams>,
  distances: boolean,
  stages: Stages,
  run: RunContext,
): Generator<Forecast | undefined> {
  const { shares, classes, dimension, matched } = problem;
  const K = shares.length;
  const at = Int32Array.from({ length: fitted }, (_, k) => Math.round((k * (K - 1)) / (fitted - 1)));
  const sums = () => ({ accuracy: new Float64Array(K), distance: new Float64Array(K), slope: new Float64Array(K) });
  const total = { small: sums(), large: sums() };

  for (let drawn = 1; drawn <= draws; drawn++) {
    for (let k = 0; k < K; k++) {
      for (const size of ['small', 'large'] as const) {
        const sample = problem.draw(shares[k]!, problem[size], run.random);
        const sum = total[size];
        sum.accuracy[k] = sum.accuracy[k]! + learnerAccuracy(problem, sample);
        run.count('multiplyAdds', sample.count * (classes * (dimension + 1)) ** 2);
        if (distances) {
          const { cost, potentials } = labelAwareDistance(sample, matched, classes, dimension);
          sum.distance[k] = sum.distance[k]! + cost;
          sum.slope[k] = sum.slope[k]! + slopeByShare(potentials, sample.ofFirst);
          run.count('multiplyAdds', sample.count * matched.count * dimension);
        }
        yield undefined;
      }
    }
    const mean = (values: Float64Array) => values.map((value) => value / drawn);
    const none = new Float64Array(K).fill(Number.NaN);
    const measured = ({ accuracy, distance, slope }: Measured): Measured => ({
      accuracy: mean(accuracy),
      distance: distances ? mean(distance) : none,
      slope: distances ? mean(slope) : none,
    });
    const [small, large] = [measured(total.small), measured(total.large)];
    yield {
      draws: drawn,
      accuracySmall: small.accuracy,
      accuracyLarge: large.accuracy,
      distanceSmall: small.distance,
      distanceLarge: large.distance,
      distanceSlope: large.slope,
      fittedAt: at,
      ...stages(small, large, at),
    };
  }
}

/** Refuses more coefficients than measured mixtures. */
export function checkTerms(terms: number, fitted: number): void {
  if (terms <= fitted) return;
  throw new ProblemError(
    `${terms} coefficients are to be fitted to ${fitted} mixtures; at least as many mixtures as coefficients are needed.`,
  );
}

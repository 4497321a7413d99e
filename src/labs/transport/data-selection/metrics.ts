import type { Metric } from '../../../engine/bench.ts';
import { mulberry32 } from '../../../math/random.ts';
import { learnerAccuracy } from './learner-accuracy.ts';
import type { Forecast, MixtureSelection } from './problem.ts';

type Measured = Metric<MixtureSelection, Forecast>;

/** Samples of the goal's size that the truth is a mean over. */
const TRUTH_DRAWS = 10;

const truths = new WeakMap<MixtureSelection, Float64Array>();

/** Accuracies at the goal, mean over fresh samples: what is to be foretold. No method sees them. */
export const truthOf = (problem: MixtureSelection): Float64Array => truths.get(problem)!;

export function* prepareTruth(problem: MixtureSelection): Generator<undefined> {
  if (truths.has(problem)) return;
  const random = mulberry32(1000 + problem.seed);
  const truth = new Float64Array(problem.shares.length);
  for (let k = 0; k < truth.length; k++) {
    for (let draw = 0; draw < TRUTH_DRAWS; draw++) {
      truth[k] =
        truth[k]! + learnerAccuracy(problem, problem.draw(problem.shares[k]!, problem.goal, random)) / TRUTH_DRAWS;
      yield undefined;
    }
  }
  truths.set(problem, truth);
}

const meanAbsolute = (values: readonly number[]): number =>
  values.length > 0 ? values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length : Number.NaN;

/** Pearson's; NaN where one side is constant or unknown. */
function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((value, k) => {
    ab += (value - ma) * (b[k]! - mb);
    aa += (value - ma) ** 2;
    bb += (b[k]! - mb) ** 2;
  });
  return ab / Math.sqrt(aa * bb);
}

const chosen = ({ forecast }: Forecast): number => forecast.indexOf(Math.max(...forecast));

export const metrics: Readonly<Record<string, Measured>> = {
  forecastError: {
    label: 'Error at the goal',
    scale: 'log',
    better: 'lower',
    help: 'Mean |forecast − accuracy of models trained on n points| over the nine mixtures.',
    measure: (problem, { forecast }) => {
      const truth = truthOf(problem);
      return meanAbsolute(Array.from(forecast, (value, k) => value - truth[k]!));
    },
  },
  reuseError: {
    label: 'Error of reusing n₁',
    scale: 'log',
    better: null,
    help: 'The same for the accuracies measured at the larger size, as they are.',
    measure: (problem, { accuracyLarge }) => {
      const truth = truthOf(problem);
      return meanAbsolute(Array.from(accuracyLarge, (value, k) => value - truth[k]!));
    },
  },
  interpolationError: {
    label: 'Error between measured mixtures',
    scale: 'log',
    better: 'lower',
    help: 'Mean |stage 1 − measured accuracy| at the larger size over the mixtures the method was not shown; none where it was shown all.',
    measure: (_, { interpolated, accuracyLarge, fittedAt }) =>
      meanAbsolute(
        Array.from(interpolated, (value, k) => value - accuracyLarge[k]!).filter((_, k) => !fittedAt.includes(k)),
      ),
  },
  distanceCorrelation: {
    label: 'Correlation of distance and accuracy',
    scale: 'linear',
    better: null,
    help: 'Pearson’s, over the nine mixtures at the larger size; −1 where the nearer mixture is always the better one.',
    measure: (_, { distanceLarge, accuracyLarge }) => correlation(distanceLarge, accuracyLarge),
  },
  chosenAccuracy: {
    label: 'Accuracy of the mixture chosen',
    scale: 'linear',
    better: 'higher',
    help: 'True accuracy at the goal of the mixture with the highest forecast.',
    measure: (problem, forecast) => truthOf(problem)[chosen(forecast)]!,
  },
  bestAccuracy: {
    label: 'Accuracy of the best mixture',
    scale: 'linear',
    better: null,
    help: 'Highest true accuracy at the goal.',
    measure: (problem) => Math.max(...truthOf(problem)),
  },
  worstAccuracy: {
    label: 'Accuracy of the worst mixture',
    scale: 'linear',
    better: null,
    help: 'Lowest true accuracy at the goal.',
    measure: (problem) => Math.min(...truthOf(problem)),
  },
};

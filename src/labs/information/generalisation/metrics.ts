import type { Metric } from '../../../engine/bench.ts';
import { createTape, forward } from '../../../math/mlp.ts';
import { mulberry32, normals } from '../../../math/random.ts';
import { rankCorrelation as spearman } from '../../../math/rank-correlation.ts';
import { softmaxCrossEntropy } from '../../../math/softmax-cross-entropy.ts';
import { encode } from './encode.ts';
import type { Clusters, LabelledPoints, Model, ModelGrid, StochasticClassifier } from './problem.ts';

type Measured = Metric<Clusters, ModelGrid>;

/** Draws of the codes over which a loss is averaged. */
const DRAWS = 8;

const measured = new WeakMap<StochasticClassifier, Losses>();

/** Cross-entropies in nats, mean of eight draws of the codes. */
export interface Losses {
  readonly train: number;
  readonly test: number;
}

export function lossesOf(problem: Clusters, { network }: Model): Losses {
  const known = measured.get(network);
  if (known) return known;
  const fresh = { train: lossOn(problem, network, problem.train), test: lossOn(problem, network, problem.test) };
  measured.set(network, fresh);
  return fresh;
}

function lossOn({ classes }: Clusters, network: StochasticClassifier, points: LabelledPoints): number {
  const { mean, deviation, count } = encode(network, points);
  const tape = createTape(network.classifier, count);
  const random = mulberry32(7);
  let sum = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    const z = normals(random, mean.length);
    for (let k = 0; k < z.length; k++) z[k] = mean[k]! + deviation[k]! * z[k]!;
    sum += softmaxCrossEntropy(forward(network.classifier, z, count, tape), count, classes, points.y);
  }
  return sum / DRAWS;
}

export function gapOf(problem: Clusters, model: Model): number {
  const { train, test } = lossesOf(problem, model);
  return test - train;
}

const rankAmong = (problem: Clusters, models: readonly Model[]): number =>
  spearman(
    models.map((model) => gapOf(problem, model)),
    models.map((model) => model.measure),
  );

const rankCorrelation: Measured = {
  label: 'Rank correlation with the gap',
  scale: 'linear',
  better: null,
  help: 'Spearman’s correlation of the gap with the measure over the models trained so far: 1 when the measure ranks them rightly.',
  measure: (problem, { models }) => rankAmong(problem, models),
};

const withinDecay: Measured = {
  label: 'The same at equal weight decay',
  scale: 'linear',
  better: null,
  help: 'Mean over the weight decays of the rank correlation among models of one decay: what is left when decay, which moves both, is held.',
  measure: (problem, { models }) => {
    const groups = [...new Set(models.map(({ decay }) => decay))];
    const each = groups.map((decay) =>
      rankAmong(
        problem,
        models.filter((model) => model.decay === decay),
      ),
    );
    return each.reduce((sum, value) => sum + value, 0) / each.length;
  },
};

const gap: Measured = {
  label: 'Generalisation gap',
  unit: 'nats',
  scale: 'linear',
  better: null,
  help: 'Test less training cross-entropy of the newest model, mean of eight draws of the code.',
  measure: (problem, { models }) => gapOf(problem, models.at(-1)!),
};

const testLoss: Measured = {
  label: 'Test loss',
  unit: 'nats',
  scale: 'log',
  better: null,
  help: 'Cross-entropy of the newest model on 1,000 new points.',
  measure: (problem, { models }) => lossesOf(problem, models.at(-1)!).test,
};

const measure: Measured = {
  label: 'Measure',
  scale: 'linear',
  better: null,
  help: 'What the method measures of the newest model: information in nats, or the number of parameters.',
  measure: (_, { models }) => models.at(-1)!.measure,
};

export const metrics = { rankCorrelation, withinDecay, gap, measure, testLoss };

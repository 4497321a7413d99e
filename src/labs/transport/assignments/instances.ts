import { ProblemError } from '../../../engine/bench.ts';
import { finish } from '../../../math/breaths.ts';
import { principalComponents, projected } from '../../../math/principal-components.ts';
import { mulberry32, normals } from '../../../math/random.ts';
import { choice, integer, number } from '../../../params/descriptor.ts';
import { type Assignment, instance } from './problem.ts';
import { routerScores } from './router-scores.ts';
import { nearestSimilarity } from './similarity.ts';
import { logSoftmaxRows, userProblem } from './user-data.ts';

const MOST_ROWS = 2000;
/** Width of the similarity's kernel against the median squared distance. */
const KERNEL = 0.2;
/** Standard deviation of a cluster about its centre; the centres are standard normal. */
const SPREAD = 0.75;

/** largest · ratio^(−k/(K−1)), rounded: from the largest cluster down to 1/ratio of it. */
export const geometricSizes = (clusters: number, largest: number, imbalance: number): number[] =>
  Array.from({ length: clusters }, (_, k) =>
    Math.max(1, Math.round(largest * imbalance ** (-k / Math.max(1, clusters - 1)))),
  );

export const imbalancedClusters = instance({
  label: 'Imbalanced clusters',
  help: 'Gaussian clusters of geometric sizes, scored by prototypes that are not quite the centres.',
  params: {
    clusters: integer({ label: 'Clusters', symbol: 'K', min: 2, max: 16, default: 8 }),
    largest: integer({ label: 'Largest cluster', min: 10, max: 400, default: 80, scale: 'log' }),
    imbalance: number({ label: 'Largest to smallest', min: 1, max: 100, default: 10, scale: 'log' }),
    dimension: integer({ label: 'Dimension', symbol: 'd', min: 2, max: 32, default: 8 }),
    neighbours: integer({
      label: 'Neighbours',
      min: 1,
      max: 40,
      default: 10,
      help: 'Nearest rows that count as similar to a row.',
    }),
    noise: number({
      label: 'Prototype noise',
      min: 0,
      max: 3,
      default: 0.75,
      help: 'Standard deviation of a prototype about its centre, in every direction.',
    }),
  },
  make({ clusters, largest, imbalance, dimension: d, neighbours, noise }, { seed }): Assignment {
    const sizes = geometricSizes(clusters, largest, imbalance);
    const n = sizes.reduce((sum, size) => sum + size, 0);
    if (n > MOST_ROWS)
      throw new ProblemError(
        `${clusters} clusters with ${largest} rows in the largest make ${n.toLocaleString('en-GB')} rows; at most ${MOST_ROWS.toLocaleString('en-GB')} are accepted.`,
      );
    if (neighbours >= n)
      throw new ProblemError(
        `${neighbours} neighbours are asked for among ${n} rows; fewer than the rows are accepted.`,
      );
    const random = mulberry32(seed);
    const centres = normals(random, clusters * d);
    const prototypes = normals(random, clusters * d).map((shift, at) => centres[at]! + noise * shift);
    const truth = Uint8Array.from(sizes.flatMap((size, k) => Array<number>(size).fill(k)));
    const points = normals(random, n * d).map(
      (shift, at) => centres[truth[Math.floor(at / d)]! * d + (at % d)]! + SPREAD * shift,
    );
    const gain = new Float64Array(n * clusters);
    for (let i = 0; i < n; i++)
      for (let k = 0; k < clusters; k++) {
        let square = 0;
        for (let c = 0; c < d; c++) square += (points[i * d + c]! - prototypes[k * d + c]!) ** 2;
        gain[i * clusters + k] = -square / 2;
      }
    logSoftmaxRows(gain, n, clusters);
    const components = finish(principalComponents(points, n, d, 2));
    return {
      kind: 'clusters',
      n,
      m: clusters,
      choices: 1,
      gain,
      truth,
      plane: projected(points, n, components),
      similarity: nearestSimilarity(points, n, d, neighbours, KERNEL),
      skew: null,
      notes: [`${n} rows in clusters of ${sizes.join(', ')}.`],
    };
  },
});

export const router = instance({
  label: 'Router of experts',
  help: 'Tokens choose experts by the scores of a gate that favours the first experts.',
  params: {
    tokens: integer({ label: 'Tokens in a batch', symbol: 'T', min: 16, max: 4096, default: 512, scale: 'log' }),
    experts: integer({ label: 'Experts', symbol: 'E', min: 2, max: 64, default: 16, scale: 'log' }),
    choices: integer({ label: 'Experts a token', symbol: 'K', min: 1, max: 8, default: 2 }),
    skew: number({
      label: 'Skew',
      min: 0,
      max: 3,
      default: 1.5,
      help: 'Logits of the first expert are this much higher, those of the last as much lower.',
    }),
  },
  make({ tokens, experts, choices, skew: reach }, { seed }): Assignment {
    if (choices > experts)
      throw new ProblemError(`A token asks for ${choices} of ${experts} experts; at most all of them are accepted.`);
    const skew = Float64Array.from({ length: experts }, (_, k) => reach - (2 * reach * k) / (experts - 1));
    const gain = new Float64Array(tokens * experts);
    routerScores(mulberry32(seed), skew, gain);
    const load = (tokens * choices) / experts;
    return {
      kind: 'router',
      n: tokens,
      m: experts,
      choices,
      gain,
      truth: null,
      plane: null,
      similarity: null,
      skew,
      notes: Number.isInteger(load)
        ? []
        : [`An even load is ${load.toFixed(2)} tokens, no whole number: the largest violation cannot reach 0.`],
    };
  },
});

export const user = instance({
  label: 'Your own scores',
  help: 'A table with a row for each sample or token and a column for each cluster or expert.',
  params: {
    reading: choice({
      label: 'Numbers are',
      options: ['logits', 'scores'],
      default: 'logits',
      optionLabels: { logits: 'logits of a classifier', scores: 'scores, as they are' },
    }),
    each: integer({ label: 'Columns a row takes', symbol: 'K', min: 1, max: 8, default: 1 }),
  },
  needsData: true,
  make: ({ reading, each }, { data }) => userProblem(data, reading, each),
});

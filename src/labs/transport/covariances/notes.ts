import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

const distance = {
  tex: String.raw`d^2(A,B)=\operatorname{tr}A+\operatorname{tr}B-2\operatorname{tr}\big(A^{1/2}BA^{1/2}\big)^{1/2}`,
  says: 'The squared transport distance of N(0, A) and N(0, B).',
};

export const notes: Readonly<Record<string, MethodNotes>> = {
  batchNormalisation: {
    idea: [
      'Batch normalisation subtracts a mean and divides by a deviation. Covariance matrices cannot be subtracted without leaving the positive definite ones; but each has a direction and a distance from the mean, and these can be carried to I and be scaled.',
      'In the Bures-Wasserstein geometry small eigenvalues weigh little: their roots count, not their logarithms.',
    ],
    equations: [
      distance,
      {
        tex: String.raw`Z_i=\exp_I\Big(\tfrac{s}{\sqrt{\nu}}\,\Gamma_{G\to I}\log_GY_i\Big),\quad \nu=\tfrac1N\sum_i d^2(Y_i,G)`,
        says: 'Directions from the mean G, moved to I, scaled.',
      },
      {
        tex: String.raw`\exp_IV=(I+\tfrac12V)^2,\quad \log_IB=2B^{1/2}-2I`,
        says: 'One to one as long as I + V/2 is positive.',
      },
    ],
    pseudocode: [
      'Y = M^-½ X^θ M^-½',
      'G = one step to the barycentre from the arithmetic mean',
      'ν = mean d²(Y, G) / θ²',
      'Z = exp_I Γ log_G Y',
      'Z ← exp_I (s/√ν log_I Z)',
      'O = exp_W Γ log_I Z',
      'X̃ = (M^½ O M^½)^(1/θ)',
      'update the running mean along a geodesic',
    ],
    tries: [
      { text: 'More steps to the mean.', set: { barycentreSteps: 5 } },
      { text: 'Put the mean back where it was.', set: { bias: 'average' } },
      { text: 'Spread them so far that they fold.', set: { shift: 3 } },
    ],
    look: [
      'At the fourth step the ellipses move onto the circle; at the fifth they spread.',
      'Where some matrices fold, the variance falls short of the one asked for.',
    ],
    source: source('batch-normalisation'),
  },
  buresBarycentre: {
    idea: ['The Gaussian that is nearest to a batch of Gaussians in squared transport distance, by a fixed point.'],
    equations: [
      distance,
      {
        tex: String.raw`G\leftarrow G^{-1/2}\Big(\tfrac1N\sum_i\big(G^{1/2}X_iG^{1/2}\big)^{1/2}\Big)^2G^{-1/2}`,
        says: 'Push G by the mean of its optimal maps to the batch.',
      },
    ],
    pseudocode: ['G = arithmetic mean', 'repeat: G ← G^-½ (mean of (G^½ X G^½)^½)² G^-½'],
    tries: [{ text: 'Start far away.', set: { start: 'identity' } }],
    look: ['The residual falls some fiftyfold a step: one step is nearly enough.'],
    source: source('bures-barycentre'),
  },
  affineInvariantMean: {
    idea: ['A geometry that no change of coordinates disturbs: it measures logarithms of relative eigenvalues.'],
    equations: [
      {
        tex: String.raw`\sum_i\log\big(G^{-1/2}X_iG^{-1/2}\big)=0`,
        says: 'The condition for the mean.',
      },
    ],
    pseudocode: ['G = arithmetic mean', 'repeat: G ← G^½ exp(τ mean log(G^-½ X G^-½)) G^½'],
    tries: [{ text: 'Shorter steps.', set: { rate: 0.3 } }],
    look: ['Its spectrum lies below the others: small eigenvalues count as much as large ones.'],
    source: source('affine-invariant-mean'),
  },
  logEuclideanMean: {
    idea: ['Take logarithms, average, take the exponential.'],
    equations: [{ tex: String.raw`G=\exp\Big(\tfrac1N\sum_i\log X_i\Big)`, says: 'In one step.' }],
    pseudocode: ['G = exp(mean log X)'],
    tries: [],
    look: ['It has the determinant of the affine-invariant mean.'],
    source: source('log-euclidean-mean'),
  },
  arithmeticMean: {
    idea: ['Average the entries.'],
    equations: [{ tex: String.raw`G=\tfrac1N\sum_iX_i`, says: 'The mean of the variances.' }],
    pseudocode: ['G = mean X'],
    tries: [],
    look: ['It swells: thin ellipses in many directions have a fat mean.'],
    source: source('arithmetic-mean'),
  },
};

import { difference, final, minimum } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const clusters = { bench: 'transport/assignments', instance: 'imbalancedClusters' } as const;
const ratio20 = { ...clusters, instanceParams: { largest: 200, imbalance: 20 } } as const;

const runs = {
  semantic: {
    ...clusters,
    method: 'semanticPartial',
    preset: 'With similarity',
    shows: 'Three tenths of the mass, rewarded for sending neighbours to one cluster; uniform Sinkhorn beside it.',
    companions: ['progressivePartial', 'uniformSinkhorn'],
  },
  partial: {
    ...clusters,
    method: 'progressivePartial',
    preset: 'Partial transport',
    shows: 'The same mass without the reward: rows that are sure go first.',
    companions: ['uniformSinkhorn'],
  },
  ramp: {
    ...clusters,
    method: 'progressivePartial',
    params: { schedule: 'ramp' },
    preset: 'A growing mass',
    shows: 'From a tenth of the mass to all of it: less sure rows join later.',
  },
  uniform: { ...clusters, method: 'uniformSinkhorn' },
  partial20: {
    ...ratio20,
    method: 'progressivePartial',
    preset: 'Stronger imbalance',
    shows: 'The largest of eight clusters is twenty times the smallest: even columns are wrong for most rows.',
    companions: ['uniformSinkhorn'],
  },
  uniform20: { ...ratio20, method: 'uniformSinkhorn' },
} satisfies Record<string, PaperRun>;

const seeds = [1];
const every = [1, 2, 3];
const setting =
  'Eight Gaussian clusters, 264 points in 8 dimensions, sizes 80 down to 8; ρ = 0.3, γ = 1, ε = 0.1; λ₁ = 60, 10 neighbours';
const accuracies = { scale: 'linear', domain: [-0.2, 0.5] } as const;

export default {
  summary: 'Pseudo-labels come from transporting a growing share of samples to clusters of unequal size.',
  sections: [
    {
      heading: 'The idea',
      text: [
        'Clustering by self-labelling asks a classifier for its guesses, tidies them up with optimal transport, and trains the classifier on the result. Tidying with equal clusters is wrong where classes are of unequal size, and labelling everything at once spreads early mistakes.',
        'Here only a share ρ of the mass is transported. A virtual column takes the rest at no cost, so rows whose guess is cheap, which is to say sure, go first, and ρ grows while the classifier learns. Cluster sizes may leave the even ones at the price of a divergence.',
      ],
      equations: [
        {
          tex: String.raw`\min_{Q\ge0}\ \langle Q,C\rangle-\lambda_1\langle S,QQ^\top\rangle+\gamma\,\mathrm{KL}\big(Q^\top\mathbf 1\,\big\|\,\tfrac\rho K\mathbf 1\big)\quad Q\mathbf 1\le\tfrac1n\mathbf 1,\ \mathbf 1^\top Q\mathbf 1=\rho`,
          says: 'C = −log softmax of the logits; S says which rows are similar.',
        },
      ],
    },
    {
      heading: 'Similar rows, similar labels',
      text: [
        'The quadratic term rewards similar rows for sharing a cluster. Put its tangent in its place at the present plan and what is left is a partial transport with another cost; solve, and repeat. Where S is positive semi-definite the tangent lies above the term, so that the objective cannot rise.',
      ],
      equations: [
        {
          tex: String.raw`Q\leftarrow\mathrm{P^2OT}\big(C-\lambda_1(S+S^\top)Q\big)`,
          says: 'A step of majorisation-minimisation.',
        },
      ],
    },
  ],
  algorithm: [
    'C = −log softmax(logits), with a further column of zeros for what is kept back.',
    'Q = ρ/(nK).',
    'Cost Ĉ = C − λ₁(S + Sᵀ)Q; kernel exp(−Ĉ/ε).',
    'Scale rows to 1/n; scale columns to (ρ/K, …, ρ/K, 1 − ρ), the real ones with the power γ/(γ + ε); until settled.',
    'Repeat with the new Q until the objective stays.',
    'Labels are the rows of nQ: their sums say how sure they are.',
    'In training ρ grows as ρ₀ + (1 − ρ₀) exp(−5(1 − t/T)²).',
  ],
  tries: [
    { text: 'See which rows are labelled first.', run: 'semantic', label: 'SP²OT' },
    { text: 'Take the similarity away.', run: 'partial', label: 'P²OT' },
    { text: 'Let the mass grow.', run: 'ramp', label: 'The ramp' },
    { text: 'Make clusters more unequal.', run: 'partial20', label: 'Ratio 20' },
  ],
  runs,
  claims: [
    {
      id: 'semantic-picks',
      says: 'Partial transport with the semantic term picks rows whose labels are right more often than on average.',
      where: 'Sections 4 and 5',
      unit: 'accuracy of the ρn surest rows above that of all',
      axis: accuracies,
      quick: {
        measure: difference(final('topAccuracy', 'semantic'), final('accuracy', 'semantic')),
        seeds,
        atLeast: 0.1,
        setting: `${setting}.`,
      },
      full: {
        measure: difference(final('topAccuracy', 'semantic'), final('accuracy', 'semantic')),
        seeds: every,
        atLeast: 0.1,
        setting: `${setting}.`,
      },
    },
    {
      id: 'partial-picks',
      says: 'So does partial transport alone.',
      where: 'Section 4',
      unit: 'accuracy of the ρn surest rows above that of all',
      axis: accuracies,
      quick: {
        measure: difference(final('topAccuracy', 'partial'), final('accuracy', 'partial')),
        seeds,
        atLeast: 0.1,
        setting: `${setting}.`,
      },
      full: {
        measure: difference(final('topAccuracy', 'partial'), final('accuracy', 'partial')),
        seeds: every,
        atLeast: 0.1,
        setting: `${setting}.`,
      },
    },
    {
      id: 'uniform-hurts-20',
      says: 'Even clusters hurt where the largest is twenty times the smallest.',
      where: 'Section 6, ablation',
      unit: 'accuracy of P²OT above uniform Sinkhorn',
      axis: accuracies,
      quick: {
        measure: difference(final('accuracy', 'partial20'), final('accuracy', 'uniform20')),
        seeds,
        atLeast: 0.1,
        setting: 'Sizes 200 down to 10, 555 points; ρ = 0.3, γ = 1, ε = 0.1.',
      },
      full: {
        measure: difference(final('accuracy', 'partial20'), final('accuracy', 'uniform20')),
        seeds: every,
        atLeast: 0.1,
        setting: 'Sizes 200 down to 10, 555 points; ρ = 0.3, γ = 1, ε = 0.1.',
      },
    },
    {
      id: 'uniform-hurts-10',
      says: 'Nor do they help where it is ten times the smallest.',
      where: 'Section 6, ablation',
      unit: 'accuracy of P²OT above uniform Sinkhorn',
      axis: accuracies,
      quick: {
        measure: difference(final('accuracy', 'partial'), final('accuracy', 'uniform')),
        seeds,
        atLeast: 0,
        setting: `${setting}.`,
      },
      full: {
        measure: difference(final('accuracy', 'partial'), final('accuracy', 'uniform')),
        seeds: every,
        atLeast: 0,
        setting: `${setting}.`,
      },
    },
    {
      id: 'objective-falls',
      says: 'Majorisation-minimisation lowers the objective with every step.',
      where: 'Section 5',
      unit: 'least fall of the objective in a step',
      axis: { scale: 'linear', domain: [-0.001, 0.001] },
      quick: { measure: minimum('decrease', 'semantic'), seeds, atLeast: -1e-9, setting: `${setting}.` },
      full: { measure: minimum('decrease', 'semantic'), seeds: every, atLeast: -1e-9, setting: `${setting}.` },
    },
  ],
  limits: [
    'Transport only: logits come from prototypes that miss the centres, not from a network; no linear head is trained with the ramp, so gains of clustering end to end are not measured.',
    'How far clusters lie apart is ours: centres standard normal, clusters of standard deviation 0.75, prototypes 0.75 off; chosen so that P²OT labels some 60 % of the rows rightly.',
    'Even clusters do not hurt on every draw: P²OT less uniform Sinkhorn is −0.06, 0.30, 0.11 (ratio 20) and −0.05, 0.22, 0.03 (ratio 10) on seeds 1 to 3. On seed 1 the prototypes of large clusters are poor.',
    'The surest rows of SP²OT are above all rows by 0.19, 0.12 and 0.08 on seeds 1 to 3, those of P²OT by 0.37, 0.09 and 0.22: each misses 0.1 on one seed. On two of the three the surest rows of SP²OT are labelled worse than those of P²OT: on these data the similarity is no gain.',
    'All rows means the largest entry of the plan; against the classifier’s own labels the surest rows of SP²OT stand 0.22, 0.12 and 0.10 (just below the bound) above.',
    'With nearest neighbours S is not positive semi-definite: with λ₁ = 60 on a hundred rows in place of 264 single steps raise the objective.',
  ],
} satisfies Paper;

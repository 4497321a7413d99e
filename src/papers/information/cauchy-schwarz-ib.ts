import { at, final, ratio } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const outliers = { bench: 'information/bottleneck', instance: 'outliers' } as const;
const csib = { ...outliers, method: 'cauchySchwarzIb' } as const;

const runs = {
  outliers: {
    ...csib,
    params: { sigmaX: 0.5, bottleneck: false },
    companions: ['mse'],
    preset: 'Outliers',
    shows:
      'Fifteen per cent of the targets are far too large: the squared error follows them, the divergence does not.',
  },
  clean: {
    ...csib,
    instanceParams: { noise: 'gauss' },
    params: { sigmaX: 0.5, bottleneck: false },
    companions: ['mse'],
    preset: 'Clean',
    shows: 'With Gaussian noise the squared error is the right loss, and stays ahead.',
  },
  robustness: {
    ...csib,
    instanceParams: { epsilon: 0.4 },
    params: { sigmaX: 0.5, bottleneck: false },
    companions: ['mse', 'vib'],
    preset: 'Robustness',
    shows: 'Every input is moved a little in the direction that hurts most.',
  },
  sweep: {
    ...csib,
    params: { sigmaX: 1, sweep: true },
    preset: 'Sweep of β',
    shows: 'Seven trainings, one after the other: how much of x the code keeps, and what it still predicts.',
  },
  twoGaussians: {
    bench: 'information/flow',
    instance: 'twoGaussians',
    method: 'cauchySchwarz',
    maxSteps: 200,
    companions: ['meanDiscrepancy'],
    preset: 'Two Gaussians',
    shows: 'A hundred points are pulled apart onto two modes by the slope of the divergence alone.',
  },
  meanSquare: { ...outliers, method: 'mse' },
  free: { ...csib, params: { sigmaX: 1, bottleneck: false } },
  compressed: { ...csib, params: { sigmaX: 1, beta: 0.05 } },
  manyPoints: {
    bench: 'information/flow',
    instance: 'twoGaussians',
    instanceParams: { n: 400 },
    method: 'cauchySchwarz',
    maxSteps: 200,
  },
} satisfies Record<string, PaperRun>;

const skewed = '512 rows of which 15 per cent are outliers, σₓ = 0.5, β = 0, 40 epochs';
const wide = '512 rows with outliers, σₓ = 1, β = 0.05 against β = 0, 40 epochs';

export default {
  summary: 'An information bottleneck for regression in which both terms are closed forms of kernel matrices.',
  sections: [
    {
      heading: 'The idea',
      text: [
        'A bottleneck for regression is usually two approximations: the squared error, which stands for a Gaussian around the prediction, and a Gaussian code with a bound on its rate. Where the noise is not Gaussian, the first is wrong; the second is only a bound.',
        'The Cauchy-Schwarz divergence compares two densities by the angle between them. With kernels in place of densities it becomes a few sums over a batch, without a model of the noise and without a bound. One of them says how well the predictions follow the targets given the inputs, another how much the code still knows of the input.',
      ],
    },
    {
      heading: 'Divergence from samples',
      text: [
        'Each term is the logarithm of a mean over pairs of points. An outlier is far from every prediction, so its kernel is nothing and it pulls at nobody.',
      ],
      equations: [
        {
          tex: String.raw`D_{CS}(p;q)=\log\overline{\kappa(P,P)}+\log\overline{\kappa(Q,Q)}-2\log\overline{\kappa(P,Q)}`,
          says: 'κ is a Gaussian kernel; bars are means over all pairs. It is 0 only for equal clouds.',
        },
        {
          tex: String.raw`\hat D=\log\sum_j\tfrac{\sum_iK_{ji}L^1_{ji}}{(\sum_iK_{ji})^2}+\log\sum_j\tfrac{\sum_iK_{ji}L^2_{ji}}{(\sum_iK_{ji})^2}-2\log\sum_j\tfrac{\sum_iK_{ji}L^{21}_{ji}}{(\sum_iK_{ji})^2}`,
          says: 'The conditional form: K between inputs, L¹ between targets, L² between predictions, L²¹ across.',
        },
      ],
    },
    {
      heading: 'The objective',
      text: [
        'Compression is the quadratic mutual information of input and code, divided by what each has with itself, so that making the code small in another unit does not count for much. The price β decides between the two.',
      ],
      equations: [
        {
          tex: String.raw`\min_\theta\ \hat D_{CS}\big(p(y|x);q_\theta(\hat y|x)\big)+\beta\,\frac{\hat I_{CS}(x;t)}{\sqrt{\hat I_{CS}(x;x)\,\hat I_{CS}(t;t)}}`,
          says: 'Both terms come from the Gram matrices of one batch; the code t has no noise.',
        },
      ],
    },
  ],
  algorithm: [
    'For each batch of N rows:',
    '  encode x to t, decode t to ŷ;',
    '  form the N × N kernel matrices of x, y, ŷ, ŷ against y, and t;',
    '  D: the conditional divergence of ŷ from y given x;',
    '  I: the normalised quadratic mutual information of x and t;',
    '  move the weights down the slope of D + β I (Adam).',
  ],
  tries: [
    { text: 'Let outliers pull at both losses.', run: 'outliers', label: 'Outliers' },
    { text: 'Give the squared error the noise it was made for.', run: 'clean', label: 'Gaussian noise' },
    { text: 'Raise the price of what the code knows.', run: 'sweep', label: 'Seven prices' },
    { text: 'Watch the divergence move points.', run: 'twoGaussians', label: 'Two Gaussians' },
  ],
  runs,
  claims: [
    {
      id: 'outliers',
      says: 'With noise that is not Gaussian it is more accurate than training on the squared error.',
      where: 'Experiments, regression under non-Gaussian noise',
      unit: 'of the error of the squared loss',
      axis: { scale: 'linear', domain: [0, 1.2] },
      quick: {
        measure: ratio(final('rmse', 'outliers'), final('rmse', 'meanSquare')),
        seeds: [1],
        atMost: 0.5,
        setting: `${skewed}; error to the noiseless function.`,
      },
      full: {
        measure: ratio(final('rmse', 'outliers'), final('rmse', 'meanSquare')),
        seeds: [1, 2, 3, 4, 5],
        across: 'mean',
        atMost: 0.5,
        setting: `${skewed}; error to the noiseless function.`,
      },
    },
    {
      id: 'attack',
      says: 'It withstands adversarial inputs better.',
      where: 'Experiments, adversarial robustness',
      unit: 'of the error of the squared loss',
      axis: { scale: 'linear', domain: [0, 1.2] },
      quick: {
        measure: ratio(final('rmseAttack', 'outliers'), final('rmseAttack', 'meanSquare')),
        seeds: [1],
        atMost: 0.6,
        setting: `${skewed}; fast gradient sign attack with ε = 0.2.`,
      },
      full: {
        measure: ratio(final('rmseAttack', 'outliers'), final('rmseAttack', 'meanSquare')),
        seeds: [1, 2, 3, 4, 5],
        across: 'mean',
        atMost: 0.6,
        setting: `${skewed}; fast gradient sign attack with ε = 0.2.`,
      },
    },
    {
      id: 'compresses',
      says: 'A price on the mutual information compresses the code.',
      where: 'Experiments, information plane over β',
      unit: 'of the information without a price',
      axis: { scale: 'linear', domain: [0, 1.2] },
      quick: {
        measure: ratio(final('qmi', 'compressed'), final('qmi', 'free')),
        seeds: [1],
        atMost: 0.8,
        setting: `${wide}; normalised CS-QMI on test rows.`,
      },
      full: {
        measure: ratio(final('qmi', 'compressed'), final('qmi', 'free')),
        seeds: [1, 2, 3, 4, 5],
        across: 'mean',
        atMost: 0.8,
        setting: `${wide}; normalised CS-QMI on test rows.`,
      },
    },
    {
      id: 'keeps-accuracy',
      says: 'And it does so at almost no cost in accuracy.',
      where: 'Experiments, information plane over β',
      unit: 'of the error without a price',
      axis: { scale: 'linear', domain: [0.5, 3] },
      quick: {
        measure: ratio(final('rmse', 'compressed'), final('rmse', 'free')),
        seeds: [1],
        atMost: 1.1,
        setting: `${wide}; error to the noiseless function.`,
      },
      full: {
        measure: ratio(final('rmse', 'compressed'), final('rmse', 'free')),
        seeds: [1, 2, 3, 4, 5],
        across: 'mean',
        atMost: 1.1,
        setting: `${wide}; error to the noiseless function.`,
      },
    },
    {
      id: 'flow-closes',
      says: 'Its slope carries a cloud of points onto two far modes.',
      where: 'Illustration with two Gaussians',
      unit: 'nats of divergence after 200 steps',
      axis: { scale: 'log', domain: [0.001, 10] },
      quick: {
        measure: at('divergence', 200, 'twoGaussians'),
        seeds: [1, 2, 3],
        atMost: 0.05,
        setting: '100 points, σ = 1, step n/2, modes at ±(4, 4).',
      },
      full: {
        measure: at('divergence', 200, 'manyPoints'),
        seeds: [1, 2, 3],
        atMost: 0.05,
        setting: '400 points, σ = 1, step n/2, modes at ±(4, 4).',
      },
    },
    {
      id: 'flow-both-modes',
      says: 'It leaves neither mode out.',
      where: 'Illustration with two Gaussians',
      unit: 'of the points on the emptier mode',
      axis: { scale: 'linear', domain: [0, 0.5] },
      quick: {
        measure: at('leastMode', 200, 'twoGaussians'),
        seeds: [1, 2, 3],
        atLeast: 0.25,
        setting: '100 points, σ = 1, step n/2, modes at ±(4, 4), 200 steps.',
      },
      full: {
        measure: at('leastMode', 200, 'manyPoints'),
        seeds: [1, 2, 3],
        atLeast: 0.25,
        setting: '400 points, σ = 1, step n/2, modes at ±(4, 4), 200 steps.',
      },
    },
  ],
  limits: [
    'The paper’s real data sets are not here: a known function of four inputs with one-sided outliers stands in, so that errors can be measured against the function itself.',
    'With Gaussian noise the squared error is better, and with a kernel on x that is too wide the conditional divergence only matches marginals: the width decides as much as the loss.',
    'The authors’ code divides the kernels of a row by ΣK² where the derivation gives (ΣK)²; the derivation is the default here, the other a choice.',
    'The information between input and code is measured with kernels of width 1 on 128 test rows; it depends on the unit of the code, which the normalisation only softens.',
  ],
} satisfies Paper;

import { difference, final, type Measure, ratio } from '../../claims/claim.ts';
import type { Paper, PaperRun } from '../paper.ts';

const digits = { bench: 'bnn/posterior', instance: 'digits', instanceParams: { width: 100, depth: 1 } } as const;
const narrow = { ...digits, instanceParams: { width: 48, depth: 1 } } as const;

/** Forty passes over the digits, eleven batches each; the quick forms take twenty. */
const LONG = 440;
const SHORT = 220;
const quick = [1];
const full = [1, 2, 3, 4, 5];
const whole = { ...digits, maxSteps: LONG, until: null } as const;
const part = { ...narrow, maxSteps: SHORT, until: null } as const;
/** The densities that Turbo-VBI comes to. */
const pruning = { of: 'deterministic', density: 0.311 } as const;
const pruningShort = { of: 'deterministic', density: 0.432 } as const;

const runs = {
  bursts: {
    ...whole,
    method: 'turboVbi',
    params: { updates: LONG },
    preset: 'Bursts',
    shows: 'Active weights come in runs along rows and columns; what is left are a few large patches.',
    companions: ['magnitudePruning'],
  },
  independent: {
    ...whole,
    method: 'turboVbi',
    params: { updates: LONG, support: 'independent' },
    preset: 'Independent',
    shows: 'Every weight for itself: the same share of active weights before the data, scattered after.',
  },
  absorbing: {
    ...whole,
    method: 'turboVbi',
    params: { updates: LONG, start: 'absorbing' },
    preset: 'Absorbing start',
    shows: 'From “everything active” no evidence can turn against a weight, and nothing is ever removed.',
  },
  rows: {
    ...whole,
    method: 'turboVbi',
    params: { updates: LONG, support: 'rows', leave: 0.01 },
    preset: 'Rows only',
    shows: 'Long runs along rows: the weights of a neuron come and go together.',
  },
  pruned: { ...whole, method: 'magnitudePruning', params: { ...pruning, updates: LONG } },
  // Quick forms.
  burstsShort: { ...part, method: 'turboVbi', params: { updates: SHORT } },
  independentShort: { ...part, method: 'turboVbi', params: { updates: SHORT, support: 'independent' } },
  prunedShort: { ...part, method: 'magnitudePruning', params: { ...pruningShort, updates: SHORT } },
} satisfies Record<string, PaperRun>;

type Run = keyof typeof runs;

const whileLong = 'Digits, 64-100-10, batches of 128, 440 steps, τ = 0.2, p₁₀ = 0.05, λ = 0.091.';
const whileShort = 'Digits, 64-48-10, batches of 128, 220 steps, τ = 0.2, p₁₀ = 0.05, λ = 0.091.';

type Pair = readonly [bursts: Run, other: Run];
/** Both forms of a claim on two runs, the bounds on the mean over the seeds. */
const forms = (of: (pair: Pair) => Measure<Run>, other: 'independent' | 'pruned', bound: Bound) => ({
  quick: {
    measure: of(['burstsShort', other === 'pruned' ? 'prunedShort' : 'independentShort']),
    seeds: quick,
    across: 'mean' as const,
    ...bound,
    setting: whileShort,
  },
  full: {
    measure: of(['bursts', other]),
    seeds: full,
    across: 'mean' as const,
    ...bound,
    setting: whileLong,
  },
});
type Bound = { readonly atMost: number } | { readonly atLeast: number };

const over =
  (metric: string) =>
  ([bursts, other]: Pair) =>
    ratio(final(metric, bursts), final(metric, other));

export default {
  summary:
    'A prior under which surviving weights come in runs: the support of each matrix is a Markov chain, and messages along it take turns with variational inference.',
  sections: [
    {
      heading: 'The idea',
      text: [
        'Pruning leaves weights scattered over their matrix, and scattered weights are slow: each has to be addressed by itself. Patches are better, and a neuron without weights is best.',
        'So the prior says so. Each weight has a precision, each precision depends on whether the weight is there, and whether it is there depends on its neighbours.',
      ],
      equations: [
        {
          tex: String.raw`p(w,\rho,s)=p(s)\prod_n\mathcal N(w_n;0,1/\rho_n)\;\Gamma(a,b)^{s_n}\,\Gamma(\bar a,\bar b)^{1-s_n}`,
          says: 'A precision is moderate where the weight is active and huge where it is not.',
        },
        {
          tex: String.raw`P(s_{k+1}=1\mid s_k=0)=p_{01},\qquad P(s_{k+1}=0\mid s_k=1)=p_{10}`,
          says: 'Along every row and every column: runs of 1/p₁₀ active weights, a share λ = p₀₁/(p₀₁ + p₁₀) of all.',
        },
      ],
    },
    {
      heading: 'Two modules that take turns',
      text: [
        'Inference of everything at once is out of reach, inference of two halves is not. Module A knows the data and takes the weights for independent, given messages. Module B knows the chains and takes the evidence for independent. Each hands the other only what it did not hear from it, as the two decoders of a turbo code do.',
      ],
      equations: [
        {
          tex: String.raw`\tilde a=\tilde\pi a+(1-\tilde\pi)\bar a+\tfrac12,\qquad\tilde b=\tilde\pi b+(1-\tilde\pi)\bar b+\tfrac12(\mu^2+\sigma^2)`,
          says: 'Precisions, in closed form.',
        },
        {
          tex: String.raw`\tilde\pi=\mathrm{sigmoid}(\ell+\mathrm{logit}\,\pi)`,
          says: 'Support: evidence ℓ of the weight’s own precision, and the message π of its neighbours.',
        },
      ],
    },
  ],
  algorithm: [
    'A quarter of the training without a prior; support at π̃ = π = λ.',
    'Then gradient steps on the weights’ means and deviations, the prior’s part faded in over another quarter.',
    'Every twentieth of the training: three sweeps of the closed updates of precisions and support.',
    'Messages along rows and columns of each matrix, three rounds; the precisions once more.',
    'At 80 %: weights with π̃ ≤ ½ are removed, neurons without inputs too, their output in the next biases.',
    'Train what is left.',
  ],
  tries: [
    { text: 'See the patches form.', run: 'bursts', label: 'Bursts' },
    { text: 'Forget the neighbours.', run: 'independent', label: 'Independent' },
    { text: 'Begin where nothing can be removed.', run: 'absorbing', label: 'Absorbing start' },
    { text: 'Ask for whole neurons.', run: 'rows', label: 'Rows only' },
  ],
  runs,
  claims: [
    {
      id: 'clusters',
      says: 'Surviving weights gather in fewer clusters than with an independent support.',
      where: 'Abstract; section VI',
      unit: 'clusters over those of the independent support',
      axis: { scale: 'linear', domain: [0, 1] },
      ...forms(over('clusters'), 'independent', { atMost: 0.4 }),
    },
    {
      id: 'runs',
      says: 'They come in longer runs.',
      where: 'Abstract; section VI',
      unit: 'times the run length of the independent support',
      axis: { scale: 'linear', domain: [0, 3] },
      ...forms(over('meanRun'), 'independent', { atLeast: 1.5 }),
    },
    {
      id: 'fewer',
      says: 'There are fewer of them.',
      where: 'Abstract',
      unit: 'active weights over those of the independent support',
      axis: { scale: 'linear', domain: [0, 1.2] },
      ...forms(over('activeShare'), 'independent', { atMost: 0.85 }),
    },
    {
      id: 'as-accurate',
      says: 'And accuracy is not lost by it.',
      where: 'Abstract',
      unit: 'accuracy lost against the independent support',
      axis: { scale: 'linear', domain: [-0.03, 0.03] },
      ...forms(([bursts, other]) => difference(final('accuracy', other), final('accuracy', bursts)), 'independent', {
        atMost: 0.015,
      }),
    },
    {
      id: 'accurate',
      says: 'The compressed network names the digits.',
      where: 'Section VI',
      unit: 'accuracy',
      axis: { scale: 'linear', domain: [0.8, 1] },
      quick: { measure: final('accuracy', 'burstsShort'), seeds: quick, atLeast: 0.94, setting: whileShort },
      full: { measure: final('accuracy', 'bursts'), seeds: full, atLeast: 0.94, setting: whileLong },
    },
    {
      id: 'pruning-clusters',
      says: 'Magnitude pruning to the same density leaves many more clusters.',
      where: 'Section VI',
      unit: 'clusters over those of magnitude pruning',
      axis: { scale: 'linear', domain: [0, 1] },
      ...forms(over('clusters'), 'pruned', { atMost: 0.25 }),
    },
    {
      id: 'pruning-runs',
      says: 'And much shorter runs.',
      where: 'Section VI',
      unit: 'times the run length of magnitude pruning',
      axis: { scale: 'linear', domain: [0, 4] },
      ...forms(over('meanRun'), 'pruned', { atLeast: 2 }),
    },
    {
      id: 'better',
      says: 'Performance is even better than without structure.',
      where: 'Abstract',
      unit: 'accuracy gained over the independent support',
      axis: { scale: 'linear', domain: [-0.03, 0.03] },
      quick: {
        ...forms(([bursts, other]) => difference(final('accuracy', bursts), final('accuracy', other)), 'independent', {
          atLeast: 0,
        }).quick,
        across: 'every',
      },
      full: {
        ...forms(([bursts, other]) => difference(final('accuracy', bursts), final('accuracy', other)), 'independent', {
          atLeast: 0,
        }).full,
        across: 'every',
      },
    },
    {
      id: 'neurons',
      says: 'Whole neurons switch off.',
      where: 'Abstract; section III',
      unit: 'of the neurons without a weight from below',
      axis: { scale: 'linear', domain: [0, 20] },
      quick: { measure: final('emptyNeurons', 'burstsShort'), seeds: quick, atLeast: 6, setting: whileShort },
      full: { measure: final('emptyNeurons', 'bursts'), seeds: full, across: 'mean', atLeast: 11, setting: whileLong },
    },
  ],
  limits: [
    'Digits of 8 × 8 pixels and one hidden layer of 100. How messages of rows and columns combine is this page’s reading of the abstract and of turbo inference; in one direction it is exact. The paper’s constants are not known here.',
    'Over five seeds 31 % of the weights are left against 50 % with an independent support, in 68 clusters against 352, in runs of 3.6 against 2.3 weights along rows and columns.',
    '“Even better performance” is not seen: accuracy is 0.965 against 0.964, better for three seeds of five and worse for two, about a point below dense variational inference.',
    'Calibration is worse than that of dense variational inference: an ECE of 0.05 against 0.02.',
    'Whole neurons rarely go: 7.4 of 110 on average, and no more with chains along rows alone (5, one seed).',
    'The memory of a training is that of a dense posterior, and more, until the support is frozen.',
  ],
} satisfies Paper;

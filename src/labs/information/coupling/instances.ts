import { mulberry32, type Random } from '../../../math/random.ts';
import { choice, integer, number } from '../../../params/descriptor.ts';
import { entropy } from './measure-chain.ts';
import { type Couple, instance } from './problem.ts';
import { userProblem } from './user-data.ts';

type Family = 'uniform' | 'geometric' | 'binomial' | 'dirichlet';

const family = (label: string, preset: Family) =>
  choice({
    label,
    options: ['uniform', 'geometric', 'binomial', 'dirichlet'],
    default: preset,
    optionLabels: { uniform: 'uniform', dirichlet: 'random (Dirichlet)' },
  });
const letters = (label: string, symbol: string) =>
  integer({ label, symbol, min: 4, max: 64, scale: 'log', default: 16 });

const normalised = (weights: Float64Array): Float64Array => {
  const total = weights.reduce((sum, w) => sum + w, 0);
  return weights.map((w) => w / total);
};

/** Dirichlet(1, …, 1): normalised exponentials. */
const dirichlet = (random: Random, n: number): Float64Array =>
  normalised(Float64Array.from({ length: n }, () => -Math.log(1 - random())));

function law(kind: Family, n: number, ratio: number, random: Random): Float64Array {
  if (kind === 'dirichlet') return dirichlet(random, n);
  if (kind === 'uniform') return new Float64Array(n).fill(1 / n);
  if (kind === 'geometric') return normalised(Float64Array.from({ length: n }, (_, k) => ratio ** k));
  // Binomial(n − 1, 1/2), each mass from the one before.
  const masses = new Float64Array(n).fill(1);
  for (let k = 1; k < n; k++) masses[k] = (masses[k - 1]! * (n - k)) / k;
  return normalised(masses);
}

const single = (p: Float64Array, q: Float64Array) => ({ pairs: [{ p, q, rate: null }], notes: [] });

const distributions = instance({
  label: 'Two laws',
  help: 'Two laws of 4 to 64 letters: uniform, geometric, binomial or drawn at random',
  params: {
    n: letters('Letters of X', 'n'),
    m: letters('Letters of Y', 'm'),
    source: family('Law of X', 'dirichlet'),
    target: family('Law of Y', 'binomial'),
    ratio: number({
      label: 'Ratio',
      help: 'of a mass of the geometric law to the one before it',
      min: 0.1,
      max: 0.99,
      default: 0.7,
    }),
  },
  make: ({ n, m, source, target, ratio }, { seed }) =>
    single(law(source, n, ratio, mulberry32(2 * seed)), law(target, m, ratio, mulberry32(2 * seed + 1))),
});

const examplePair = instance({
  label: 'Three letters',
  help: 'p = (0.7, 0.2, 0.1) and q = (0.5, 0.3, 0.2): small enough to do by hand, and the greedy encoder is not optimal at R = 0.6',
  params: {},
  make: () => single(Float64Array.of(0.7, 0.2, 0.1), Float64Array.of(0.5, 0.3, 0.2)),
});

const randomPairs = instance({
  label: 'Many random pairs',
  help: 'Each step solves another pair of random laws, with an R of its own between 0 and H(X)',
  params: {
    trials: integer({ label: 'Pairs', min: 2, max: 500, scale: 'log', default: 200 }),
    fewest: integer({ label: 'Fewest letters', min: 2, max: 30, default: 3 }),
    most: integer({ label: 'Most letters', min: 2, max: 64, default: 29 }),
  },
  make: ({ trials, fewest, most }, { seed }) => {
    const random = mulberry32(seed);
    const span = Math.max(0, most - fewest) + 1;
    const size = () => Math.min(fewest, most) + Math.floor(span * random());
    const pairs: Couple[] = Array.from({ length: trials }, () => {
      const p = dirichlet(random, size());
      const q = dirichlet(random, size());
      return { p, q, rate: random() * entropy(p) };
    });
    const swapped = most < fewest ? [`Most letters (${most}) is below fewest (${fewest}): all laws have ${most}.`] : [];
    return { pairs, notes: swapped };
  },
});

const user = instance({
  label: 'Your data',
  help: 'Two laws of your own, as lists of masses that sum to 1',
  needsData: true,
  params: {},
  make: (_, { data }) => userProblem(data),
});

export const instances = { distributions, examplePair, randomPairs, user };

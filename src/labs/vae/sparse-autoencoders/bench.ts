import type { Bench } from '../../../engine/bench.ts';
import { superposition } from './instances.ts';
import { measuresOf } from './measure-dictionary.ts';
import { metrics, totalOf } from './metrics.ts';
import type { Dictionary, Superposition } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { reluSae } from './solvers/relu-sae.ts';
import { topKSae } from './solvers/top-k-sae.ts';
import { variationalSae } from './solvers/variational-sae.ts';

export default {
  id: 'vae/sparse-autoencoders',
  title: 'Sparse autoencoders',
  help: 'Inputs are sums of a few directions, more than they have coordinates: a dictionary is to find them.',
  instances: { superposition },
  methods: { reluSae, topKSae, variationalSae },
  metrics,
  snapshots,
  defaultInstance: 'superposition',
  defaultMethod: 'variationalSae',
  stop: { rule: null, maxSteps: 10_000 },
  endsAt: 'updates',
  // The test inputs cost as much as some twenty steps.
  metricStride: () => 150,
  describeProblem: ({ d, count, density }) => ({
    facts: { d, count, density },
    notes: [`An input holds ${(density * count).toFixed(2)} of ${count} features on average.`],
  }),
  result: (problem, dictionary) => {
    const { divergence, error, active, coherence, explained, perInput, usage } = measuresOf(problem, dictionary);
    const kl = divergence.length > 0 ? totalOf(divergence) : Number.NaN;
    const reconstruction = error + (problem.d / 2) * Math.log(Math.PI);
    return {
      elbo: dictionary.variance === 'learned' ? -reconstruction - kl : Number.NaN,
      reconstruction,
      kl,
      klPerDimension: [...divergence],
      activeDimensions: active,
      explained,
      alive: active / usage.length,
      l0: perInput,
      mmcs: metrics.similarity.measure(problem, dictionary),
      recovered: metrics.recovered.measure(problem, dictionary),
      coherence,
    };
  },
  resultFields: {
    elbo: '−reconstruction − kl, nats an input, with the codes at their means; null without a learned variance',
    reconstruction:
      'minus the log density of a test input under N(x̂, ½ I), whose part that depends on x̂ is |x − x̂|²; nats',
    kl: 'mean divergence of the codes from N(0, I), nats; ½|μ|² with a fixed variance, null for the other methods',
    klPerDimension: 'the same by feature; empty for the other methods',
    activeDimensions: 'features that fire on at least one of the test inputs',
    explained: '1 − SSE/SST on the test inputs',
    alive: 'activeDimensions as a share of the dictionary',
    l0: 'mean number of codes above 0',
    mmcs: 'mean over the true features of the largest cosine with a row that fires',
    recovered: 'share of the true features with such a cosine above 0.9',
    coherence: 'mean |cos| between rows that fire',
  },
} satisfies Bench<Superposition, Dictionary>;

import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf, faulty, instead } from '../claims-of.ts';

interface Probed {
  entropy: number;
  entropies: Float64Array;
}
interface Labelled {
  x: Float64Array;
  y: { labels: Int32Array };
}

/** What a method says of every cloud, replaced. */
const saying = (bench: AnyBench, method: string, entropy: (d: number, honest: number) => number): AnyBench =>
  bench.id !== 'information/dimensions'
    ? bench
    : faulty<Probed>(bench, method, (iterate) => {
        iterate.entropies.forEach((honest, k) => {
          iterate.entropies[k] = entropy(k + 1, honest);
        });
        iterate.entropy = iterate.entropies.at(-1)!;
      });

/** The plane's observer on a training with other values than asked for. */
const watching = (bench: AnyBench, change: object): AnyBench =>
  bench.id === 'information/plane' ? instead(bench, 'diffusionSpectral', () => change) : bench;

claimsOf('diffusion-spectral-entropy', {
  // Seed 1 gains 0.65 bit in the 100 epochs of the quick form; the full form holds.
  doNotHold: ['grows-in-training'],
  faults: {
    'every eigenvalue counted the same': {
      breaks: (bench) => saying(bench, 'diffusionSpectral', () => Math.log2(300)),
      claims: ['grows-with-dimension', 'eightfold', 'noise-keeps-order'],
      seeds: [1],
    },
    'bins over the plane of the first two coordinates alone': {
      breaks: (bench) => saying(bench, 'binnedEntropy', (_, honest) => Math.min(honest, 2)),
      claims: ['bins-saturate'],
      seeds: [1],
    },
    'labels that nobody reads': {
      breaks: (bench) => {
        const method = bench.methods.diffusionSpectral;
        if (bench.id !== 'information/estimators' || !method) return bench;
        const solve = (problem: Labelled, ...rest: unknown[]) => {
          const labels = problem.y.labels.map((_, i) => i % 4);
          // biome-ignore lint/suspicious/noExplicitAny: the broken solver passes on what it was given
          return (method.solve as any)({ ...problem, y: { ...problem.y, labels } }, ...rest);
        };
        return { ...bench, methods: { ...bench.methods, diffusionSpectral: { ...method, solve } } };
      },
      claims: ['corruption-quarter', 'corruption-half', 'corruption-all'],
    },
    'a network whose weights do not move': {
      breaks: (bench) => watching(bench, { learningRate: 0 }),
      claims: ['grows-in-training', 'learns-labels', 'learns-labels-late'],
      seeds: [2],
    },
    'a training that is well on its way after one epoch': {
      breaks: (bench) => watching(bench, { learningRate: 0.01, batch: 16, epochs: 100 }),
      claims: ['nothing-at-first'],
      seeds: [2],
    },
  },
});

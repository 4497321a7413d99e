import type { Bench, Snapshot } from '../../../engine/bench.ts';
import { instances } from './instances.ts';
import { metrics } from './metrics.ts';
import type { Probe, Probed } from './problem.ts';
import { binnedEntropy } from './solvers/binned-entropy.ts';
import { diffusionSpectral } from './solvers/diffusion-spectral.ts';

const growth = (_: Probe, { entropies, dimension }: Probed): Snapshot => ({ entropies: entropies.slice(), dimension });

const masses = (_: Probe, { masses, kind, dimension }: Probed): Snapshot => ({
  masses: masses.slice(),
  kind,
  dimension,
});

/** First two coordinates of the cloud. */
const cloud = ({ n, ambient, cloud }: Probe, { dimension }: Probed): Snapshot => {
  const points = cloud(dimension);
  const column = (c: number) => Float32Array.from({ length: n }, (_, i) => points[i * ambient + c]!);
  return { first: column(0), second: column(1), dimension };
};

export default {
  id: 'information/dimensions',
  title: 'Dimensions',
  help: 'What an entropy of a point cloud sees: clouds of more and more dimensions, in a space of many, with noise.',
  instances,
  methods: { diffusionSpectral, binnedEntropy },
  metrics,
  snapshots: { growth, masses, cloud },
  defaultInstance: 'gaussian',
  defaultMethod: 'diffusionSpectral',
  stop: { rule: null, maxSteps: 17 },
  describeProblem: ({ n, ambient }) => ({ facts: { points: n, ambient, ceiling: Math.log2(n) }, notes: [] }),
  result: (_, { entropies, dimension }) => ({ entropy: Array.from(entropies), dimension }),
  resultFields: {
    entropy: 'bits, of the clouds of 1, 2, ... dimensions',
    dimension: 'of the last cloud',
  },
} satisfies Bench<Probe, Probed>;

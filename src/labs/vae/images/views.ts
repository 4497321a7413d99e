import type { BenchViews } from '../../../ui/bench-views.ts';
import { notes } from './notes.ts';
import { Attributes } from './views/attributes.tsx';
import { Axes } from './views/axes.tsx';
import { DataPanel } from './views/data-panel.tsx';
import { Latent } from './views/latent.tsx';
import { RateDistortion } from './views/rate-distortion.tsx';
import { Reconstructions } from './views/reconstructions.tsx';
import { Relevance } from './views/relevance.tsx';
import { Samples } from './views/samples.tsx';
import { Split } from './views/split.tsx';
import { Traversals } from './views/traversals.tsx';

const probabilistic = ['vae', 'betaVae', 'conditionalVae', 'ardVae'];
const isProbabilistic = (_: unknown, method: string): boolean => probabilistic.includes(method);

export default {
  views: [
    { id: 'latent', title: 'Latent plane', snapshots: ['latent'], Component: Latent, width: 'wide' },
    {
      id: 'attributes',
      title: 'Attributes',
      snapshots: ['attributes'],
      Component: Attributes,
      width: 'wide',
      applies: (_, method) => method === 'conditionalVae',
    },
    {
      id: 'reconstructions',
      title: 'Reconstructions',
      snapshots: ['reconstructions'],
      Component: Reconstructions,
      width: 'wide',
    },
    { id: 'samples', title: 'Samples', snapshots: ['samples'], Component: Samples, applies: isProbabilistic },
    { id: 'axes', title: 'KL per axis', snapshots: ['axes'], Component: Axes, applies: isProbabilistic },
    {
      id: 'relevance',
      title: 'Relevance',
      snapshots: ['axes'],
      Component: Relevance,
      applies: (_, method) => method !== 'autoencoder',
    },
    { id: 'split', title: 'Loss', snapshots: ['split'], Component: Split },
    {
      id: 'plane',
      title: 'Rate and distortion',
      snapshots: ['split'],
      Component: RateDistortion,
      applies: isProbabilistic,
    },
    { id: 'traversals', title: 'Traversals', snapshots: ['latent', 'axes'], Component: Traversals, width: 'wide' },
  ],
  charts: [
    { metric: 'elbo', form: 'line', height: 260, methods: probabilistic },
    { metric: 'reconstruction', form: 'line', height: 180 },
    { metric: 'kl', form: 'line', height: 180, methods: probabilistic },
    { metric: 'activeAxes', form: 'line', height: 150, methods: probabilistic },
    { metric: 'mse', form: 'line', height: 150 },
    { metric: 'relevantAxes95', form: 'line', height: 150, methods: ['vae', 'betaVae', 'ardVae'] },
    { metric: 'sampleAccuracy', form: 'line', height: 150, methods: ['conditionalVae'] },
    { metric: 'leakage', form: 'line', height: 150, methods: ['conditionalVae'] },
    { metric: 'frechet', form: 'line', height: 150, methods: ['conditionalVae', 'vae', 'betaVae'] },
    { metric: 'iwae', form: 'line', height: 150, methods: probabilistic },
  ],
  notes,
  colours: { vae: 1, betaVae: 2, conditionalVae: 3, ardVae: 4, autoencoder: 5 },
  DataPanel,
} satisfies BenchViews;

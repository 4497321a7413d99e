import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf, instead } from '../claims-of.ts';

/** The bench with a method that stops after twenty updates. */
const unfinished = (method: string) => (bench: AnyBench) => instead(bench, method, () => ({ rounds: 4 }));

claimsOf('wasserstein-dependency-measure', {
  faults: {
    'Wasserstein training that stops after twenty updates': {
      breaks: unfinished('wassersteinContrastive'),
      claims: ['more-complete', 'few-factors-wasserstein'],
    },
    'contrastive training that stops after twenty updates': {
      breaks: unfinished('contrastive'),
      claims: ['few-factors-contrastive', 'loss-is-not-the-goal'],
    },
  },
});

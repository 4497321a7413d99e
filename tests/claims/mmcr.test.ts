import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf, instead } from '../claims-of.ts';

/** The gradient never arrives: codes and encoder stay as they were drawn. */
const unlearned = (bench: AnyBench): AnyBench => instead(bench, 'mmcr', () => ({}), 'randomCodes');

/** Codes of the views are added up and not averaged. */
function summed(bench: AnyBench): AnyBench {
  const { boundShare } = bench.metrics;
  return {
    ...bench,
    metrics: {
      ...bench.metrics,
      boundShare: {
        ...boundShare!,
        measure: (problem, codes) => problem.views * boundShare!.measure(problem, codes),
      },
    },
  };
}

claimsOf('mmcr', {
  faults: {
    'the gradient never arrives': { breaks: unlearned, claims: ['bound', 'agree', 'even', 'probe'], seeds: [1] },
    'views are added up and not averaged': { breaks: summed, claims: ['not-exceeded'], seeds: [1] },
  },
});

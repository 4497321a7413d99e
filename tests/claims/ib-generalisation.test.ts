import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf, faulty, instead } from '../claims-of.ts';

/** The measure has its sign turned: codes that say much count as saying little. */
const turned = (bench: AnyBench): AnyBench =>
  faulty<{ models: { measure: number }[] }>(bench, 'conditionalInformation', ({ models }) => {
    const newest = models.at(-1)!;
    newest.measure = -newest.measure;
  });

/** What is called the number of parameters counts information. */
const mislabelled = (bench: AnyBench): AnyBench =>
  instead(bench, 'parameterCount', () => ({}), 'conditionalInformation');

claimsOf('ib-generalisation', {
  faults: {
    'the measure has its sign turned': { breaks: turned, claims: ['conditional', 'lower'], seeds: [1] },
    'information is counted in place of parameters': { breaks: mislabelled, claims: ['parameters'], seeds: [1] },
  },
});

import type { AnyBench } from '../../src/engine/bench.ts';
import type { Estimate } from '../../src/labs/vae/programs/problem.ts';
import { claimsOf, faulty, instead } from '../claims-of.ts';

/** One method does what another is to do. */
const swapped =
  (method: string, by: string, more = {}) =>
  (bench: AnyBench): AnyBench =>
    instead(bench, method, () => more, by);

/** A tenth of every gradient is lost. */
const shortened = (bench: AnyBench): AnyBench =>
  ['reparameterised', 'scoreFunction', 'scoreFunctionBaseline'].reduce(
    (broken, method) =>
      faulty<Estimate>(broken, method, (estimate) => ({
        ...estimate,
        gradients: estimate.gradients.map((sum) => 0.9 * sum),
        squares: estimate.squares.map((sum) => 0.81 * sum),
      })),
    bench,
  );

/** The weights of the particles are added up and not averaged. */
const summed = (bench: AnyBench): AnyBench =>
  faulty<Estimate>(bench, 'iwae', (estimate) => ({
    ...estimate,
    values: estimate.values + estimate.samples * Math.log(estimate.particles),
  }));

claimsOf('programmable-variational-inference', {
  faults: {
    'the score function takes the path': {
      breaks: swapped('scoreFunction', 'reparameterised'),
      claims: ['path-quieter'],
    },
    'a tenth of the gradient is lost': {
      breaks: shortened,
      claims: ['unbiased-path', 'unbiased-score', 'unbiased-baseline'],
    },
    'a flip is scored and not enumerated': { breaks: swapped('enumerated', 'scoreFunction'), claims: ['enumeration'] },
    'the other way is not evaluated': { breaks: swapped('measureValued', 'scoreFunction'), claims: ['measure-valued'] },
    'the score is that of an enumeration': { breaks: swapped('scoreFunction', 'enumerated'), claims: ['flip-score'] },
    'there is one particle': { breaks: swapped('iwae', 'iwae', { particles: 1 }), claims: ['tighter', 'noisier'] },
    'weights are added up': { breaks: summed, claims: ['below-evidence'] },
  },
});

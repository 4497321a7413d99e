import type { AnyBench } from '../../src/engine/bench.ts';
import type { Images, Quantised } from '../../src/labs/vae/quantisers/problem.ts';
import { claimsOf, faulty, instead } from '../claims-of.ts';

/** A method that takes one parameter's value whatever it is told. */
const forced = (bench: AnyBench, method: string, params: Record<string, number | string>): AnyBench =>
  instead(bench, method, () => params);

claimsOf('unified-gaussian-mixture-compression', {
  faults: {
    'numbers of the codewords mixed up': {
      breaks: (bench) =>
        faulty(bench, 'productCodebooks', (quantised: Quantised) => ({
          ...quantised,
          levels: quantised.levels.map((level) => ({
            ...level,
            test: level.test.map((code) => (code + 1) % quantised.codes),
          })),
        })),
      claims: ['equal-storage'],
      seeds: [1],
    },
    'codebooks stored for whole images': {
      breaks: (bench) =>
        faulty(bench, 'productCodebooks', (quantised: Quantised) => ({
          ...quantised,
          stored: quantised.groups * quantised.stored,
        })),
      claims: ['same-storage'],
      seeds: [1],
    },
    'a joint codebook of a few codewords': {
      breaks: (bench) => forced(bench, 'jointCodebook', { codes: 8 }),
      claims: ['equal-rate-two'],
      seeds: [1],
    },
    'codebooks of sixteen whatever is asked for': {
      breaks: (bench) => forced(bench, 'productCodebooks', { codes: 16 }),
      claims: ['equal-rate-four'],
      seeds: [1],
    },
    'a logarithm to another base': {
      breaks: (bench) => ({
        ...bench,
        metrics: {
          ...bench.metrics,
          slack: {
            ...bench.metrics.slack!,
            measure: (images: Images, quantised: Quantised) =>
              Math.log(2) * quantised.groups * Math.log2(quantised.codes) -
              bench.metrics.rate!.measure(images, quantised),
          },
        },
      }),
      claims: ['entropy-bound'],
      seeds: [1],
    },
  },
});

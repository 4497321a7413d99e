import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf, faulty } from '../claims-of.ts';

interface Trained {
  readonly beta: number;
  readonly encoder: { readonly weights: readonly Float64Array[] };
}

/** The bench in which one method computes what another does, or what it does with other parameters. */
function replaced(bench: AnyBench, method: string, by: string, values: object): AnyBench {
  const original = bench.methods[method];
  const other = bench.methods[by];
  if (!original || !other) return bench;
  const solve: typeof original.solve = (problem, params, run) => other.solve(problem, { ...params, ...values }, run);
  return { ...bench, methods: { ...bench.methods, [method]: { ...original, solve } } };
}

claimsOf('cauchy-schwarz-ib', {
  faults: {
    'the divergence is the squared error': {
      breaks: (bench) => replaced(bench, 'cauchySchwarzIb', 'mse', {}),
      claims: ['outliers', 'attack'],
      seeds: [1],
    },
    'the price is never asked for': {
      breaks: (bench) => replaced(bench, 'cauchySchwarzIb', 'cauchySchwarzIb', { bottleneck: false }),
      claims: ['compresses'],
    },
    'a priced code is thrown away': {
      breaks: (bench) =>
        faulty<Trained>(bench, 'cauchySchwarzIb', ({ beta, encoder }) => {
          if (beta > 0) encoder.weights.at(-1)!.fill(0);
        }),
      claims: ['keeps-accuracy'],
    },
    'the points all go to one mode': {
      breaks: (bench) =>
        faulty<{ points: Float64Array }>(bench, 'cauchySchwarz', ({ points }) => {
          for (let k = 0; k < points.length; k++) points[k] = Math.abs(points[k]!);
        }),
      claims: ['flow-closes', 'flow-both-modes'],
      seeds: [1],
    },
    'the points hardly move': {
      breaks: (bench) => replaced(bench, 'cauchySchwarz', 'cauchySchwarz', { rate: 1e-4 }),
      claims: ['flow-closes', 'flow-both-modes'],
      seeds: [1],
    },
  },
});

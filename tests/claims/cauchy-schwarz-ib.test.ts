import { claimsOf, faulty, instead } from '../claims-of.ts';

interface Trained {
  readonly beta: number;
  readonly encoder: { readonly weights: readonly Float64Array[] };
}

claimsOf('cauchy-schwarz-ib', {
  faults: {
    'the divergence is the squared error': {
      breaks: (bench) => instead(bench, 'cauchySchwarzIb', () => ({}), 'mse'),
      claims: ['outliers', 'attack'],
      seeds: [1],
    },
    'the price is never asked for': {
      breaks: (bench) => instead(bench, 'cauchySchwarzIb', () => ({ bottleneck: false })),
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
      breaks: (bench) => instead(bench, 'cauchySchwarz', () => ({ rate: 1e-4 })),
      claims: ['flow-closes', 'flow-both-modes'],
      seeds: [1],
    },
  },
});

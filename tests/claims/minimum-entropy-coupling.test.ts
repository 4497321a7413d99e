import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf } from '../claims-of.ts';

const bottleneck = 'entropyBoundedBottleneck';

/** The bench in which one method computes what another does. */
const swapped = (bench: AnyBench, method: string, other: string): AnyBench => ({
  ...bench,
  methods: { ...bench.methods, [method]: { ...bench.methods[method]!, solve: bench.methods[other]!.solve } },
});

/** The bench in which the encoder believes in another rate, of which the iterate says nothing. */
const misled = (bench: AnyBench, believed: (rate: number) => number): AnyBench => {
  const original = bench.methods[bottleneck]!;
  return {
    ...bench,
    methods: {
      ...bench.methods,
      [bottleneck]: {
        ...original,
        *solve(problem, params, run) {
          const asked = Number(params.rate);
          const pairs = problem.pairs.map((pair: { rate: number | null }) => ({
            ...pair,
            rate: believed(pair.rate ?? asked),
          }));
          let k = 0;
          for (const chain of original.solve({ ...problem, pairs }, params, run) as Iterable<object>) {
            yield { ...chain, rate: problem.pairs[pairs.length > 1 ? k++ : 0]!.rate ?? asked };
          }
        },
      },
    },
  };
};

claimsOf('minimum-entropy-coupling', {
  faults: {
    'the encoder merges as Huffman does': {
      breaks: (bench) => swapped(bench, bottleneck, 'huffmanBottleneck'),
      claims: ['encoder-bound', 'three-letters-middle'],
    },
    'the encoder stops 0.4 bit too late': {
      breaks: (bench) => misled(bench, (rate) => rate - 0.4),
      claims: ['encoder-bound', 'three-letters-wide', 'three-letters-middle'],
    },
    'the encoder does not look at its rate': {
      breaks: (bench) => misled(bench, () => 8),
      claims: ['rate-kept', 'three-letters-wide', 'three-letters-middle', 'three-letters-narrow'],
    },
    'the coupling ignores what is alike': {
      breaks: (bench) => swapped(bench, 'greedyCoupling', 'independentCoupling'),
      claims: ['decoder-bound'],
    },
  },
});

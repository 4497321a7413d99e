import { type Bench, ProblemError } from '../../../engine/bench.ts';
import { instances } from './instances.ts';
import { couplingOf, measureChain } from './measure-chain.ts';
import { metrics } from './metrics.ts';
import type { Chain, Marginals } from './problem.ts';
import { problemFacts, snapshots } from './snapshots.ts';
import { entropyBoundedBottleneck } from './solvers/entropy-bounded-bottleneck.ts';
import { greedyCoupling } from './solvers/greedy-coupling.ts';
import { huffmanBottleneck } from './solvers/huffman-bottleneck.ts';
import { independentCoupling } from './solvers/independent-coupling.ts';
import { uniformQuantiser } from './solvers/uniform-quantiser.ts';
import { readData } from './user-data.ts';

export default {
  id: 'information/coupling',
  title: 'Coupling through a bottleneck',
  help: 'Join two given laws so that one says as much as possible about the other, with or without a code of limited entropy between them.',
  instances,
  methods: { greedyCoupling, independentCoupling, entropyBoundedBottleneck, huffmanBottleneck, uniformQuantiser },
  metrics,
  snapshots,
  defaultInstance: 'distributions',
  defaultMethod: 'entropyBoundedBottleneck',
  // Every method ends by itself: at most as many steps as there are letters, twice over, or as there are pairs.
  stop: { rule: null, maxSteps: 2000 },
  describeProblem: (problem) => ({ facts: problemFacts(problem), notes: problem.notes }),
  check: ({ pairs }, method) => {
    if (!pairs.every(({ p, q }) => p.length > 0 && q.length > 0))
      throw new ProblemError(`${method} needs at least one letter on each side.`);
  },
  result,
  resultFields: {
    informationXY: 'I(X;Y) of the chain, bits',
    informationXT: 'I(X;T) of the encoder, bits; H(X) without a bottleneck',
    entropyT: 'H(T), bits',
    jointEntropy: 'H(T,Y) of the coupling, bits; H(X,Y) without a bottleneck',
    lowerBound: 'entropy, in bits, that no coupling of T and Y can go below (majorisation)',
    accuracy: 'mass that the most probable X given Y gets right',
    marginalError: 'Σ|P1 − p| + Σ|Pᵀ1 − q|',
    groups: 'letter of T for each letter of X; -1 for one without mass',
    masses: 'masses of the coupling of T and Y in the order in which they were placed',
    cells: 'their cells, [letter of T, letter of Y], counted from 0',
    coupling: 'the coupling of T and Y, a row a letter of T',
    joint: 'the joint masses of X and Y, a row a letter of X',
  },
  readData,
} satisfies Bench<Marginals, Chain>;

function result(_: Marginals, chain: Chain): Readonly<Record<string, unknown>> {
  const measures = measureChain(chain);
  const { encoder, letters, couple, places } = chain;
  const m = couple.q.length;
  const table = (flat: Float64Array, rows: number) =>
    Array.from({ length: rows }, (_, i) => Array.from(flat.subarray(i * m, (i + 1) * m)));
  return {
    informationXY: measures.informationXY,
    informationXT: measures.informationXT,
    entropyT: measures.entropyT,
    jointEntropy: measures.couplingEntropy,
    lowerBound: measures.lowerBound,
    accuracy: measures.accuracy,
    marginalError: measures.marginalError,
    groups: Array.from(couple.p, (_, x) => {
      const row = encoder.subarray(x * letters, (x + 1) * letters);
      return row.findIndex((mass) => mass > 0);
    }),
    masses: places.map(({ mass }) => mass),
    cells: places.map(({ t, y }) => [t, y]),
    coupling: table(couplingOf(chain), letters),
    joint: table(measures.joint, couple.p.length),
  };
}

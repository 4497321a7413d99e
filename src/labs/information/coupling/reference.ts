import type { RunContext } from '../../../engine/bench.ts';
import { greedyMasses } from '../../../math/greedy-coupling.ts';
import { mulberry32 } from '../../../math/random.ts';
import { couplingOf, entropy, measureChain } from './measure-chain.ts';
import type { Chain } from './problem.ts';
import { partitionEntropies } from './rate-curve.ts';
import { entropyBoundedBottleneck } from './solvers/entropy-bounded-bottleneck.ts';
import { greedyCoupling } from './solvers/greedy-coupling.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
type Inputs = any;

/** A run nobody watches. */
const idle: RunContext = { random: mulberry32(0), noise: mulberry32(0), count: () => undefined, backend: 'cpu' };

function end(solving: unknown): Chain {
  let last: Chain | undefined;
  for (const chain of solving as Iterable<Chain | undefined>) last = chain ?? last;
  return last!;
}

const problem = (p: readonly number[], q: readonly number[]) => ({
  pairs: [{ p: Float64Array.from(p), q: Float64Array.from(q), rate: null }],
  notes: [],
});

export const reference: Record<string, (inputs: Inputs) => Record<string, unknown>> = {
  mec_greedy: ({ p, q }) => {
    const chain = end(greedyCoupling.solve(problem(p, q), {}, idle));
    const coupling = couplingOf(chain);
    const measures = measureChain(chain);
    return {
      masses: chain.places.map(({ mass }) => mass),
      cells: chain.places.map(({ t, y }) => [t, y]),
      coupling: p.map((_: number, t: number) => Array.from(coupling.subarray(t * q.length, (t + 1) * q.length))),
      joint_entropy_bits: measures.couplingEntropy,
      mi_bits: measures.informationXY,
    };
  },
  mec_greedy_many: ({ marginals }) => {
    const placed = Array.from(greedyMasses(marginals.map((p: number[]) => Float64Array.from(p))), ({ mass }) => mass);
    return { joint_entropy_bits: entropy(Float64Array.from(placed)) };
  },
  ebim: ({ p, R }) => {
    const all = partitionEntropies(Float64Array.from(p));
    const second = [...p].sort((a, b) => b - a)[1] ?? 0;
    const chains = (R as number[]).map((rate) => end(entropyBoundedBottleneck.solve(problem(p, [1]), { rate }, idle)));
    return {
      blocks: chains.map(blocksOf),
      I_bits: chains.map((chain) => measureChain(chain).informationXT),
      best_deterministic_bits: (R as number[]).map((rate) => Math.max(...all.filter((h) => h <= rate + 1e-12))),
      loss_bound_bits: R.map(() => entropy(Float64Array.of(second, 1 - second))),
    };
  },
};

/** Letters of X by letter of T. */
function blocksOf({ encoder, letters }: Chain): number[][] {
  const blocks: number[][] = Array.from({ length: letters }, () => []);
  for (let at = 0; at < encoder.length; at++)
    if (encoder[at]! > 0) blocks[at % letters]!.push(Math.floor(at / letters));
  return blocks;
}

import type { Snapshot } from '../../../engine/bench.ts';
import { couplingOf, entropy, majorisationBound, measureChain } from './measure-chain.ts';
import type { Chain, Marginals } from './problem.ts';
import { rateCurve } from './rate-curve.ts';

/** Bits above the optimum that greedy coupling of two laws can be at most (Compton et al. 2023). */
const GREEDY_BOUND = Math.LOG2E / Math.E;

/** The joint masses of X and Y, and those of T and Y. */
function joint(_: Marginals, chain: Chain): Snapshot {
  const { couple, letters } = chain;
  const values = measureChain(chain).joint;
  const coupling = couplingOf(chain);
  return {
    rows: couple.p.length,
    cols: couple.q.length,
    letters,
    joint: Float32Array.from(values),
    coupling: Float32Array.from(coupling),
    p: Float32Array.from(couple.p),
    q: Float32Array.from(couple.q),
    code: rowSums(coupling, letters, couple.q.length),
    newest: chain.places.at(-1) ? [chain.places.at(-1)!.t, chain.places.at(-1)!.y] : [],
  };
}

function rowSums(matrix: Float64Array, rows: number, cols: number): Float32Array {
  return Float32Array.from({ length: rows }, (_, i) =>
    matrix.subarray(i * cols, (i + 1) * cols).reduce((sum, v) => sum + v, 0),
  );
}

/** Masses in the order in which they were placed, with their cells. */
function masses(_: Marginals, { places }: Chain): Snapshot {
  return {
    mass: Float32Array.from(places, ({ mass }) => mass),
    t: Int32Array.from(places, ({ t }) => t),
    y: Int32Array.from(places, ({ y }) => y),
  };
}

/** Where this chain stands under the curves of the encoders. */
function rate(_: Marginals, chain: Chain): Snapshot {
  const { informationXT, entropyT, entropyX } = measureChain(chain);
  return { rate: chain.rate ?? entropyX, informationXT, entropyT, done: chain.phase === 'Decoder' };
}

export function problemFacts({ pairs }: Marginals): Snapshot {
  const { p, q } = pairs[0]!;
  if (pairs.length > 1) return { trials: pairs.length, greedyBound: GREEDY_BOUND };
  return {
    trials: 1,
    greedyBound: GREEDY_BOUND,
    n: p.length,
    m: q.length,
    p: Float32Array.from(p),
    q: Float32Array.from(q),
    hX: entropy(p),
    hY: entropy(q),
    lowerBound: majorisationBound(p, q),
    curve: rateCurve(p),
  };
}

export const snapshots = { joint, masses, rate };

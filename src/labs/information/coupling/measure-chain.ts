import type { Chain } from './problem.ts';

export interface ChainMeasures {
  readonly entropyX: number;
  readonly entropyT: number;
  readonly entropyY: number;
  readonly informationXT: number;
  readonly informationTY: number;
  readonly informationXY: number;
  /** H(T,Y), the entropy of the coupling. */
  readonly couplingEntropy: number;
  /** Entropy of the largest law that both marginals of the coupling majorise: no coupling has less. */
  readonly lowerBound: number;
  /** Mass that the best guess of X from Y gets right. */
  readonly accuracy: number;
  /** Σ|P1 − p| + Σ|Pᵀ1 − q|. */
  readonly marginalError: number;
  /** Mass not placed yet. */
  readonly left: number;
  /** n × m, row-major: the joint masses of X and Y. */
  readonly joint: Float64Array;
}

/** Measured once an iterate: a solver yields a new one every step. */
const measured = new WeakMap<Chain, ChainMeasures>();

/** Everything the metrics and pictures say of a chain, in bits, from its masses alone. */
export function measureChain(chain: Chain): ChainMeasures {
  let measures = measured.get(chain);
  if (!measures) measured.set(chain, (measures = measure(chain)));
  return measures;
}

function measure(chain: Chain): ChainMeasures {
  const { couple, encoder, letters } = chain;
  const n = couple.p.length;
  const m = couple.q.length;
  const pX = sums(encoder, n, letters, 'rows');
  const pT = sums(encoder, n, letters, 'columns');
  const coupling = couplingOf(chain);
  const pY = sums(coupling, letters, m, 'columns');
  const cT = sums(coupling, letters, m, 'rows');
  const joint = new Float64Array(n * m);
  for (let x = 0; x < n; x++) {
    for (let t = 0; t < letters; t++) {
      const mass = encoder[x * letters + t]!;
      if (!(mass > 0)) continue;
      // p(x) p(t|x) q(y|t)
      const share = mass / pT[t]!;
      for (let y = 0; y < m; y++) joint[x * m + y] = joint[x * m + y]! + share * coupling[t * m + y]!;
    }
  }
  let accuracy = 0;
  for (let y = 0; y < m; y++) {
    let best = 0;
    for (let x = 0; x < n; x++) best = Math.max(best, joint[x * m + y]!);
    accuracy += best;
  }
  const marginalError =
    distance(sums(joint, n, m, 'rows'), couple.p) + distance(sums(joint, n, m, 'columns'), couple.q);
  const entropyX = entropy(pX);
  const entropyT = entropy(pT);
  const couplingEntropy = entropy(coupling);
  return {
    entropyX,
    entropyT,
    entropyY: entropy(pY),
    informationXT: entropyX + entropyT - entropy(encoder),
    informationTY: entropy(cT) + entropy(pY) - couplingEntropy,
    informationXY: entropy(sums(joint, n, m, 'rows')) + entropy(pY) - entropy(joint),
    couplingEntropy,
    lowerBound: majorisationBound(pT, couple.q),
    accuracy,
    marginalError,
    left: chain.leftT.reduce((sum, mass) => sum + mass, 0),
    joint,
  };
}

/** letters × m: what was placed, and what is left coupled independently. */
export function couplingOf({ places, leftT, leftY, letters, couple }: Chain): Float64Array {
  const m = couple.q.length;
  const coupling = new Float64Array(letters * m);
  for (const { t, y, mass } of places) coupling[t * m + y] = coupling[t * m + y]! + mass;
  const left = leftT.reduce((sum, mass) => sum + mass, 0);
  if (left > 1e-14) {
    for (let t = 0; t < letters; t++) {
      const share = leftT[t]! / left;
      for (let y = 0; y < m; y++) coupling[t * m + y] = coupling[t * m + y]! + share * leftY[y]!;
    }
  }
  return coupling;
}

/**
 * Lower bound on the entropy of every coupling of two laws, in bits: H(p ∧ q), where the partial sums of p ∧ q are the
 * smaller ones of the sorted laws (Cicalese, Gargano & Vaccaro 2019, Theorem 1).
 */
export function majorisationBound(p: Float64Array, q: Float64Array): number {
  const [a, b] = [p, q].map((law) => law.slice().sort().reverse()) as [Float64Array, Float64Array];
  const meet = new Float64Array(Math.max(a.length, b.length));
  let [sumA, sumB, before] = [0, 0, 0];
  for (let k = 0; k < meet.length; k++) {
    sumA += a[k] ?? 0;
    sumB += b[k] ?? 0;
    const together = Math.min(sumA, sumB);
    meet[k] = together - before;
    before = together;
  }
  return entropy(meet);
}

/** −Σ p log₂ p over positive masses. */
export function entropy(masses: Float64Array): number {
  let sum = 0;
  for (const mass of masses) if (mass > 0) sum -= mass * Math.log2(mass);
  return sum;
}

function sums(matrix: Float64Array, rows: number, columns: number, over: 'rows' | 'columns'): Float64Array {
  const out = new Float64Array(over === 'rows' ? rows : columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const at = over === 'rows' ? i : j;
      out[at] = out[at]! + matrix[i * columns + j]!;
    }
  }
  return out;
}

const distance = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, k) => sum + Math.abs(value - b[k]!), 0);

import type { RunContext } from '../../../../engine/bench.ts';
import { cappedPotential } from '../../../../math/capped-potential.ts';
import { columnLogSumExp, rowLogSumExp } from '../../../../math/log-sum-exp.ts';
import { number } from '../../../../params/descriptor.ts';
import { keepTrail } from '../keep-trail.ts';
import { type Assigned, type Assignment, method, PLAIN } from '../problem.ts';

const params = {
  uniformEps: number({ label: 'Regularisation', symbol: 'ε', min: 0.005, max: 1, default: 0.1, scale: 'log' }),
};

/**
 * Sinkhorn's scaling to rows of 1/n and columns of 1/m: the usual pseudo-labels, equally many in every cluster.
 *
 * Source   Cuturi 2013; as self-labelling: Asano, Rupprecht & Vedaldi 2020.
 * Solves   min ⟨Q, C⟩ + ε Σ Q (log Q − 1) with Q1 = 1/n, Qᵀ1 = 1/m, C = −gain; where rows take several columns, also Q ≤ 1/(nK).
 * Cost     2 nm exponentials a step.
 * Rate     linear; slower for a smaller ε.
 * Needs    columns that are equally large in truth.
 * Fails    under imbalance: rows of large clusters are sent to small ones until all are equally full.
 * Departs  in the cap of pairs, which plain scaling does not know: exact maximisation of the dual over one side at a time, with
 *          the entries at the cap sorted out. Sums in the log domain.
 */
export const uniformSinkhorn = method({
  label: 'Uniform Sinkhorn',
  source: 'Cuturi 2013; Asano et al. 2020',
  precision: 'float64',
  params,
  solve,
});

function* solve(
  { n, m, choices, gain }: Assignment,
  given: { readonly uniformEps: number },
  run: RunContext,
): Generator<Assigned | undefined> {
  const C = gain.map((one) => -one);
  const [f, g] = [new Float64Array(n), new Float64Array(m)];
  const plan = new Float64Array(n * m);
  const cap = choices === 1 ? Infinity : 1 / (n * choices);
  let eps = given.uniformEps;
  const { trail, keep } = keepTrail();
  const [ofRow, ofColumn] = [cappedSide(m), cappedSide(n)];
  const fitRows = () => {
    if (cap === Infinity) {
      run.count('exponentials', rowLogSumExp(C, m, g, eps, f, 0, n));
      for (let i = 0; i < n; i++) f[i] = eps * Math.log(1 / n) - f[i]!;
      return;
    }
    for (let i = 0; i < n; i++) f[i] = eps * ofRow((k) => (g[k]! - C[i * m + k]!) / eps, 1 / n, cap);
    run.count('exponentials', n * m);
  };
  fitRows();
  for (;;) {
    yield undefined;
    eps = given.uniformEps;
    // g ← ε (log 1/m − LSE((f − C)/ε)), with the cap minded
    if (cap === Infinity) {
      run.count('exponentials', columnLogSumExp(C, n, m, f, eps, g, 0, m));
      for (let k = 0; k < m; k++) g[k] = eps * Math.log(1 / m) - g[k]!;
    } else {
      for (let k = 0; k < m; k++) g[k] = eps * ofColumn((i) => (f[i]! - C[i * m + k]!) / eps, 1 / m, cap);
      run.count('exponentials', n * m);
    }
    yield undefined;
    fitRows();
    for (let i = 0; i < n; i++)
      for (let k = 0; k < m; k++) plan[i * m + k] = Math.min(cap, Math.exp((f[i]! + g[k]! - C[i * m + k]!) / eps));
    keep(g);
    const terms = { rho: 1, rhoAsked: 1, gamma: Infinity, eps, lambda: 0 };
    yield { ...PLAIN, gain, plan, prices: g, terms, trail };
  }
}

/** Potentials of one side whose entries are capped, with the room they need. */
function cappedSide(size: number) {
  const values = new Float64Array(size);
  const room = new Float64Array(size);
  return (at: (index: number) => number, mass: number, cap: number): number => {
    for (let index = 0; index < size; index++) values[index] = at(index);
    return cappedPotential(values, mass, cap, room);
  };
}

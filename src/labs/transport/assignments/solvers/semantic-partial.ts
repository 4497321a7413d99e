import type { RunContext } from '../../../../engine/bench.ts';
import {
  createPartialTransport,
  setMass,
  settlePotentials,
  writePartialPlan,
} from '../../../../math/partial-transport.ts';
import { number, type Values } from '../../../../params/descriptor.ts';
import { type Assigned, type Assignment, method, PLAIN, type Similarity } from '../problem.ts';

const params = {
  semanticRho: number({ label: 'Mass transported', symbol: 'ρ', min: 0.01, max: 1, default: 0.3 }),
  semanticGamma: number({
    label: 'Price of uneven columns',
    symbol: 'γ',
    min: 0.01,
    max: 100,
    default: 1,
    scale: 'log',
  }),
  semanticEps: number({ label: 'Regularisation', symbol: 'ε', min: 0.01, max: 1, default: 0.1, scale: 'log' }),
  lambda: number({
    label: 'Reward of agreement',
    symbol: 'λ₁',
    min: 0,
    max: 1000,
    default: 60,
    help: 'For similar rows in one column. Masses are of order 1/n, so it counts in proportion to n.',
  }),
};

/** A potential that changes by less, in units of ε, counts as settled. */
const TOLERANCE = 1e-10;
const MOST_SWEEPS = 1000;

/**
 * SP²OT: partial transport that is rewarded for sending similar rows to one column.
 *
 * Source   Zhang, Ren & He 2024, section 5: majorisation-minimisation of the quadratic term.
 * Solves   min ⟨Q, C⟩ − λ₁⟨S, QQᵀ⟩ + γ KL(Qᵀ1 | ρ/m) + ε Σ Q (log Q − 1) with Q1 ≤ 1/n, ΣQ = ρ, to a stationary point.
 * Cost     a step is one partial transport, some tens of sweeps of 2 nm exponentials; λ₁(S + Sᵀ)Q costs 2 m a neighbour.
 * Rate     the objective falls with every step where the quadratic term is concave in Q (S positive semi-definite).
 * Needs    a similarity that comes from elsewhere than the classifier.
 * Fails    where λ₁ is so large that whole neighbourhoods go where their first member went; where S is not positive
 *          semi-definite (neighbours without the diagonal) and λ₁ is large against n, single steps may raise the objective.
 * Departs  as P²OT does; each partial transport starts from the potentials of the one before.
 */
export const semanticPartial = method({
  label: 'SP²OT',
  source: 'Zhang, Ren & He 2024',
  precision: 'float64',
  params,
  solve,
});

function* solve(
  { n, m, gain, similarity }: Assignment,
  given: Values<typeof params>,
  run: RunContext,
): Generator<Assigned | undefined> {
  const cost = new Float64Array(n * m);
  const first = given.semanticRho;
  const state = createPartialTransport(n, m, { rho: first, gamma: given.semanticGamma, eps: given.semanticEps });
  // Q⁰ = ρ/(nm)
  let plan = new Float64Array(n * m).fill(first / (n * m));
  let kept = new Float64Array(n).fill((1 - first) / n);
  let before = { plan: new Float64Array(n * m), kept: new Float64Array(n) };
  for (;;) {
    const { semanticRho: rho, semanticGamma: gamma, semanticEps: eps, lambda } = given;
    setMass(state, rho);
    state.gamma = gamma;
    state.eps = eps;
    // The linearised reward lowers the cost: C − λ₁ (S + Sᵀ) Q
    linearise(gain, similarity!, lambda, plan, m, cost);
    run.count('multiplyAdds', similarity!.column.length * m);
    const sweeps = yield* settlePotentials(state, cost, TOLERANCE * eps, MOST_SWEEPS);
    run.count('exponentials', 2 * sweeps * n * (m + 1));
    const older = before;
    before = { plan, kept };
    ({ plan, kept } = older);
    writePartialPlan(state, cost, plan, kept);
    const terms = { rho, rhoAsked: rho, gamma, eps, lambda };
    yield { ...PLAIN, gain, plan, kept, terms, potential: state.g, before };
  }
}

function linearise(
  gain: Float64Array,
  { rowStart, column, value }: Similarity,
  lambda: number,
  plan: Float64Array,
  m: number,
  cost: Float64Array,
): void {
  for (let i = 0; i + 1 < rowStart.length; i++) {
    for (let k = 0; k < m; k++) cost[i * m + k] = -gain[i * m + k]!;
    for (let at = rowStart[i]!; at < rowStart[i + 1]!; at++) {
      const weight = lambda * value[at]!;
      const other = column[at]! * m;
      for (let k = 0; k < m; k++) cost[i * m + k] = cost[i * m + k]! - weight * plan[other + k]!;
    }
  }
}

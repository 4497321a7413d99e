import type { RunContext } from '../../../../engine/bench.ts';
import {
  createPartialTransport,
  fitColumns,
  fitRows,
  setMass,
  settlePotentials,
  writePartialPlan,
} from '../../../../math/partial-transport.ts';
import { choice, integer, number, type Values } from '../../../../params/descriptor.ts';
import { type Assigned, type Assignment, method, PLAIN } from '../problem.ts';

const params = {
  schedule: choice({
    label: 'Mass',
    options: ['fixed', 'ramp'],
    default: 'fixed',
    optionLabels: { fixed: 'fixed: one sweep a step', ramp: 'growing: one mass a step' },
  }),
  rho: number({ label: 'Mass transported', symbol: 'ρ', min: 0.01, max: 1, default: 0.3, help: 'Fixed mass only.' }),
  gamma: number({ label: 'Price of uneven columns', symbol: 'γ', min: 0.01, max: 100, default: 1, scale: 'log' }),
  eps: number({ label: 'Regularisation', symbol: 'ε', min: 0.01, max: 1, default: 0.1, scale: 'log' }),
  rampStart: number({ label: 'First mass', symbol: 'ρ₀', min: 0.01, max: 1, default: 0.1, help: 'Growing mass only.' }),
  rampSteps: integer({ label: 'Steps of the ramp', symbol: 'T', min: 5, max: 500, default: 100, scale: 'log' }),
};

/** A potential that changes by less, in units of ε, counts as settled. */
const TOLERANCE = 1e-10;
const MOST_SWEEPS = 1000;

/**
 * P²OT: partial transport to columns whose masses may differ, at the price of a KL divergence from even ones.
 *
 * Source   Zhang, Ren & He 2024, section 4 (P²OT) and equation 12; ρ_t = ρ₀ + (1 − ρ₀) exp(−5 (1 − t/T)²).
 * Solves   min ⟨Q, C⟩ + γ KL(Qᵀ1 | ρ/m) + ε Σ Q (log Q − 1), entropy of the kept mass included, with Q1 ≤ 1/n, ΣQ = ρ.
 * Cost     2 nm exponentials a sweep.
 * Rate     linear in sweeps.
 * Needs    a cost in which a row that is sure is cheap: C = −log softmax.
 * Fails    where the classifier is sure and wrong: the mass that is sent first is then wrong.
 * Departs  from b ← (β/Mᵀa)^{γ/(γ+ε)} in potentials of the log domain, all shifted to the dual's maximum after each sweep, which
 *          leaves the solution alone; a mass of the ramp is settled to 1e-10 ε in place of ‖Δb‖ < 1e-6. At ρ = 1 the
 *          virtual column is dropped.
 */
export const progressivePartial = method({
  label: 'P²OT',
  source: 'Zhang, Ren & He 2024',
  precision: 'float64',
  params,
  solve,
});

function* solve(
  { n, m, gain }: Assignment,
  given: Values<typeof params>,
  run: RunContext,
): Generator<Assigned | undefined> {
  const C = gain.map((one) => -one);
  const plan = new Float64Array(n * m);
  const kept = new Float64Array(n);
  const growing = given.schedule === 'ramp';
  const state = createPartialTransport(n, m, {
    rho: growing ? given.rampStart : given.rho,
    gamma: given.gamma,
    eps: given.eps,
  });
  if (!growing) fitRows(state, C);
  for (let t = 1; !growing || t <= given.rampSteps; t++) {
    const { gamma, eps } = given;
    state.gamma = gamma;
    state.eps = eps;
    if (growing) {
      const { rampStart, rampSteps } = given;
      setMass(state, Math.min(1, rampStart + (1 - rampStart) * Math.exp(-5 * (1 - t / rampSteps) ** 2)));
      const sweeps = yield* settlePotentials(state, C, TOLERANCE * eps, MOST_SWEEPS);
      run.count('exponentials', 2 * sweeps * n * (m + 1));
    } else {
      setMass(state, given.rho);
      fitColumns(state, C);
      fitRows(state, C);
      run.count('exponentials', 2 * n * (m + 1));
    }
    writePartialPlan(state, C, plan, kept);
    const terms = { rho: state.rho, rhoAsked: growing ? 1 : state.rho, gamma, eps, lambda: 0 };
    yield { ...PLAIN, gain, plan, kept, terms, potential: state.g };
  }
}

import type { RunContext } from '../../../../engine/bench.ts';
import { balancedAssignment } from '../../../../math/balanced-assignment.ts';
import type { Breathing } from '../../../../math/breaths.ts';
import { choice, number, type Values } from '../../../../params/descriptor.ts';
import { expectedPrices } from '../expected-prices.ts';
import { keepTrail } from '../keep-trail.ts';
import { type Assigned, type Assignment, method, PLAIN } from '../problem.ts';
import { addSwitches, route } from '../route.ts';
import { routerScores } from '../router-scores.ts';

const params = {
  direction: choice({
    label: 'Direction',
    options: ['sign', 'linear'],
    default: 'sign',
    optionLabels: { sign: 'sign(L − A)', linear: '(L − A)/L' },
  }),
  rate: number({ label: 'Step', symbol: 'u', min: 1e-4, max: 2, default: 0.001, scale: 'log' }),
  decay: choice({
    label: 'Step in iteration n',
    options: ['constant', 'harmonic', 'root'],
    default: 'constant',
    optionLabels: { constant: 'u', harmonic: 'u/n', root: 'u/√n' },
  }),
  batches: choice({
    label: 'Batches',
    options: ['same', 'fresh'],
    default: 'same',
    optionLabels: { same: 'the same each time', fresh: 'a fresh one each time' },
  }),
};

/** Steps whose loads are kept. */
const RECENT = 100;
/** A rise of 𝓛 by less is rounding. */
const ROUNDING = 1e-9;

/**
 * Loss-free balancing: columns that are too full lose bias after every batch, rows go where score + bias is largest.
 *
 * Source   Wang et al. 2024 (the procedure, sign with u = 0.001); Han & Zhong 2025 (as a dual method; u/n, u/√n).
 * Solves   min 𝓛(p) = Σ_i Σ_{k ∈ TopK(γ_i + p)} (γ_ik + p_k) − L Σ p_k, whose minimum is the balanced assignment's optimum.
 * Cost     nmK comparisons a step.
 * Rate     a subgradient method: constant steps end in a ball about the optimum, u/n and u/√n go on.
 * Needs    scores of one scale, for which u is small.
 * Fails    with steps too large: loads swing between two columns, and 𝓛 rises as often as it falls.
 * Departs  nowhere. Fresh batches are drawn again from the gate's distribution, or with replacement from given rows.
 */
export const lossFreeBalancing = method({
  label: 'Loss-free balancing',
  source: 'Wang et al. 2024; Han & Zhong 2025',
  precision: 'float64',
  params,
  solve,
});

function* solve(problem: Assignment, given: Values<typeof params>, run: RunContext): Generator<Assigned | undefined> {
  const { n, m, choices } = problem;
  const target = (n * choices) / m;
  const fresh = given.batches === 'fresh';
  const gain = fresh ? new Float64Array(n * m) : problem.gain;
  const best = fresh ? yield* bestPrices(problem) : null;
  const prices = new Float64Array(m);
  const plan = new Float64Array(n * m);
  const load = new Float64Array(m);
  const other = { chosen: new Int32Array(n * choices), load: new Float64Array(m) };
  let chosen = new Int32Array(n * choices);
  let chosenBefore = new Int32Array(n * choices);
  const switched = new Float64Array(m * m);
  const recent: Float64Array[] = [];
  const { trail, keep } = keepTrail();
  let [paid, bestPaid, firstRise, dualBefore] = [0, 0, 0, Infinity];
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

  for (let step = 1; ; step++) {
    if (fresh) drawBatch(problem, run, gain);
    [chosen, chosenBefore] = [chosenBefore, chosen];
    const dual = route(gain, m, choices, prices, chosen, load) - target * sum(prices);
    paid += dual / n;
    if (best) bestPaid += (route(gain, m, choices, best, other.chosen, other.load) - target * sum(best)) / n;
    if (!fresh && firstRise === 0 && dual > dualBefore + ROUNDING) firstRise = step;
    dualBefore = dual;
    if (step === 1) chosenBefore.set(chosen);
    else if (!fresh) addSwitches(chosenBefore, chosen, choices, m, switched);
    recent.push(load.slice());
    if (recent.length > RECENT) recent.shift();
    plan.fill(0);
    for (let at = 0; at < chosen.length; at++) plan[Math.floor(at / choices) * m + chosen[at]!] = 1 / (n * choices);
    keep(prices);
    run.count('comparisons', n * m * choices);
    const routing = { chosen, chosenBefore, switched, recent, paid, bestPaid, firstRise, fresh };
    yield { ...PLAIN, gain, plan, prices, routing, trail };
    // p ← p + u_n dir(L − A)
    const { direction, rate, decay } = given;
    const u = decay === 'constant' ? rate : decay === 'harmonic' ? rate / step : rate / Math.sqrt(step);
    for (let k = 0; k < m; k++) {
      const lacks = target - load[k]!;
      prices[k] = prices[k]! + u * (direction === 'sign' ? Math.sign(lacks) : lacks / target);
    }
  }
}

function drawBatch({ n, m, gain, skew }: Assignment, run: RunContext, out: Float64Array): void {
  if (skew) {
    routerScores(run.noise, skew, out);
    return;
  }
  for (let i = 0; i < n; i++) {
    const row = Math.floor(run.noise() * n);
    out.set(gain.subarray(row * m, (row + 1) * m), i * m);
  }
}

/** Prices that are best for the distribution batches are drawn from. */
function* bestPrices({ n, m, choices, gain, skew }: Assignment): Breathing<Float64Array> {
  if (skew) return yield* expectedPrices(skew, choices);
  let prices = new Float64Array(m);
  for (const state of balancedAssignment(gain, n, m, choices)) {
    prices = state.prices as Float64Array<ArrayBuffer>;
    yield undefined;
  }
  return prices;
}

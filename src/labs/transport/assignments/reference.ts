import { balancedAssignment } from '../../../math/balanced-assignment.ts';
import { finish } from '../../../math/breaths.ts';
import { createPartialTransport, settlePotentials, writePartialPlan } from '../../../math/partial-transport.ts';
import { columnMasses } from './measure.ts';
import type { Assigned, Assignment } from './problem.ts';
import { lossFreeBalancing } from './solvers/loss-free-balancing.ts';
import { logSoftmaxRows } from './user-data.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
type Inputs = any;

const zero = () => 0;
const run = { random: zero, noise: zero, count: () => undefined, backend: 'cpu' } as const;

export const reference: Record<string, (inputs: Inputs) => Record<string, unknown>> = {
  'sp2ot/partial': ({ logits, rho, gamma, eps }) => {
    const [n, m]: [number, number] = [logits.length, logits[0].length];
    const gain = Float64Array.from(logits.flat());
    logSoftmaxRows(gain, n, m);
    const cost = gain.map((one) => -one);
    const state = createPartialTransport(n, m, { rho, gamma, eps });
    finish(settlePotentials(state, cost, 1e-14, 20_000));
    const [plan, kept] = [new Float64Array(n * m), new Float64Array(n)];
    writePartialPlan(state, cost, plan, kept);
    const rows = Array.from({ length: n }, (_, i) => Array.from(plan.subarray(i * m, (i + 1) * m)));
    return {
      plan: rows,
      virtual_column: Array.from(kept),
      cluster_mass: Array.from(columnMasses(plan, m)),
      mass: plan.reduce((sum, q) => sum + q, 0),
      row_sums_of_extended: rows.map((row, i) => row.reduce((sum, q) => sum + q, kept[i]!)),
    };
  },
  'alflb/trace': ({ scores, k: choices, u, steps }) => {
    const [n, m]: [number, number] = [scores.length, scores[0].length];
    const gain = Float64Array.from(scores.flat());
    const problem: Assignment = {
      kind: 'scores',
      n,
      m,
      choices,
      gain,
      truth: null,
      plane: null,
      similarity: null,
      skew: null,
      notes: [],
    };
    const target = (n * choices) / m;
    const trace = [];
    const rule = { direction: 'sign', rate: u, decay: 'constant', batches: 'same' } as const;
    for (const assigned of lossFreeBalancing.solve(problem, rule, run) as Iterable<Assigned | undefined>) {
      if (!assigned) continue;
      const { routing, prices } = assigned;
      const bias = Array.from(prices!);
      const load = Array.from(routing!.recent.at(-1)!);
      let lagrangian = -target * bias.reduce((sum, p) => sum + p, 0);
      routing!.chosen.forEach((column, at) => {
        lagrangian += gain[Math.floor(at / choices) * m + column]! + bias[column]!;
      });
      trace.push({ bias, load, lagrangian });
      if (trace.length === steps) break;
    }
    let best = 0;
    for (const { units, capacity } of balancedAssignment(gain, n, m, choices))
      best = gain.reduce((sum, one, at) => sum + (one * units[at]!) / capacity, 0);
    return { trace, lp_optimum: best };
  },
};

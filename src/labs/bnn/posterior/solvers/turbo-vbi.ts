import { BREATH } from '../../../../math/breaths.ts';
import { zigguratNormals } from '../../../../math/ziggurat-normals.ts';
import { batches } from '../batches.ts';
import { denseStepCost, type Topology } from '../posterior.ts';
import { layerSizes, method } from '../problem.ts';
import { createTape, propagate } from '../sparse-gradient.ts';
import { adamStep, createSparseNetwork, heldBy } from '../sparse-network.ts';
import { createTurboNetwork, turboSlopes } from '../turbo-network.ts';
import { turboParams } from '../turbo-params.ts';

/** Shares of the steps: without a prior, to the full prior, between two updates of the support, to its end. */
const WARM_UP = 0.25;
const RAMP = 0.25;
const EVERY = 0.05;
const FREEZE = 0.8;
/** Shapes of both Gamma priors, a and ā. */
const SHAPE = 1;

/**
 * Turbo variational Bayesian inference: each weight has a precision, each precision a binary support that is a Markov chain
 * along the rows and columns of its matrix. Gradient steps on the weights and closed updates of the precisions and the support (A)
 * take turns with messages along the chains (B), which hand back only what the other weights say.
 *
 * Source   Xia, Tsang & Lau 2023, IEEE Trans. Signal Processing, Algorithm 1.
 * Solves   max E_q[ln p(D|w)] − τ KL(q ‖ p) over q = ∏ N(w; μ, σ²) Γ(ρ; ã, b̃) Bern(s; π̃), p(w, ρ, s) with chains p(s).
 * Cost     that of dense variational inference until the freeze; an update is linear in the weights.
 * Rate     that of Adam; closed updates never lower the bound, messages in one direction are exact.
 * Needs    b far above b̄, and weights that were trained without a prior before the first update.
 * Fails    from π̃ ≥ ½ everywhere: ⟨ρ⟩ stays below (a + ½)/b and no evidence can turn against a weight.
 * Departs  rows and columns exchange messages in rounds, a loopy graph; the schedule is in shares of the steps.
 */
export const turboVbi = method({
  label: 'Turbo-VBI',
  source: 'Xia, Tsang & Lau 2023, arXiv 2302.10483',
  precision: 'float64',
  params: turboParams,
  *solve(problem, settings, run) {
    const { updates: steps, activity, leave } = settings;
    const network = createSparseNetwork(problem, 1, settings.sigma0, run.random);
    const prior = { a: SHAPE, b: settings.activeRate, aBar: SHAPE, bBar: settings.inactiveRate };
    const switching = { p01: (activity * leave) / (1 - activity), p10: leave };
    const active = settings.start === 'absorbing' ? 1 : activity;
    const activate = problem.activation === 'relu' ? (x: number) => Math.max(0, x) : Math.tanh;
    const { support, sweeps } = settings;
    const turbo = createTurboNetwork(network, { support, switching, prior, active, sweeps }, activate);
    const tape = createTape(problem, Math.min(problem.batch, problem.train.count));
    const rows = batches(problem, run.random);
    const normals = zigguratNormals(run.noise);
    const [warm, frozen] = [Math.round(WARM_UP * steps), Math.round(FREEZE * steps)];
    const interval = Math.max(1, Math.round(EVERY * steps));
    const dense = denseStepCost(layerSizes(problem), tape.rows);
    let multiplyAdds = 0;
    let topology: Topology | null = null;
    for (let t = 1; t <= steps; t++) {
      const { temper, rate } = settings;
      if (t === warm + 1) turbo.start();
      const ramp = Math.min(1, Math.max(0, (t - warm) / (RAMP * steps)));
      const weight = (temper * ramp) / problem.train.count;
      const { crossEntropy, work } = propagate(problem, network, rows.next().value, normals, tape);
      if (work > BREATH) yield undefined;
      const { penalty, work: more, norm } = turboSlopes(network, turbo.precisions, weight, tape);
      adamStep(network, rate, t);
      if (t > warm && t <= frozen && (t - warm) % interval === 0) turbo.infer();
      if (t === frozen) topology = turbo.freeze(t);
      multiplyAdds += work + more;
      run.count('multiply-add', work + more);
      const held = heldBy(network);
      yield {
        step: t,
        networks: [{ layers: [...network.layers] }],
        loss: crossEntropy + weight * penalty,
        crossEntropy,
        kl: -turbo.support.bound / problem.train.count,
        gradientNorm: norm,
        topology,
        cost: {
          multiplyAdds,
          denseMultiplyAdds: t * dense,
          formula: null,
          // Precision, support and message of every weight, until these are settled.
          held: { ...held, sds: held.sds + (topology === null ? 3 : 1) * held.means },
        },
        // Before the first update nothing is believed.
        ...(Number.isNaN(turbo.support.bound) ? {} : { support: turbo.support }),
      };
    }
  },
});

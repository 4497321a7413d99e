import { ProblemError, type RunContext } from '../../../../engine/bench.ts';
import { createOptimiser } from '../../../../math/optimisers.ts';
import { permutation } from '../../../../math/permutation.ts';
import { choice, integer, number, type Values } from '../../../../params/descriptor.ts';
import { createPotentialGradient } from '../potential-gradient.ts';
import { type Bridge, type BridgeProblem, method } from '../problem.ts';

/** Range in which log S is kept, as the paper's numbers ask for. */
const [LEAST, MOST] = [-8, 4];

const params = {
  components: integer({ label: 'Components', symbol: 'K', min: 1, max: 200, default: 20, scale: 'log' }),
  covariance: choice({
    label: 'Covariances',
    options: ['diagonal', 'full'],
    default: 'diagonal',
    help: 'Of the components: diagonal ones, or any, S = LLᵀ.',
  }),
  rate: number({ label: 'Learning rate', symbol: 'η', min: 1e-4, max: 0.1, default: 0.01, scale: 'log' }),
  dropAt: integer({
    label: 'Tenth of the rate from step',
    min: 0,
    max: 20_000,
    default: 0,
    help: 'Fewer, smaller errors at the end; 0 keeps the rate.',
  }),
  batch: integer({
    label: 'Batch',
    min: 32,
    max: 1024,
    default: 128,
    scale: 'log',
    help: 'Fresh points of each side.',
  }),
  initialScale: number({
    label: 'S at the start',
    symbol: 'S₀',
    min: 0.01,
    max: 1,
    default: 0.1,
    scale: 'log',
    help: 'Covariance of every component over ε.',
  }),
};

/**
 * LightSB: the adjusted potential as a Gaussian mixture, fitted by Adam to the one loss that is the KL to the bridge.
 *
 * Source   Korotin, Gushchin & Burnaev 2024 (ICLR), arXiv 2310.01174, sections 3.1 and 3.2; official code ngushchin/LightSB.
 * Solves   min over α, r, S of  L = E_p₀ log c(x) − E_p₁ log v(y) = KL(π* ‖ π_θ) + constant.
 * Cost     2 · batch · K exponentials a step.
 * Rate     none known: stochastic and not convex; here some hundred steps.
 * Needs    samples of both ends; K components, which start at K target points.
 * Fails    where ε is small and no component starts near a part of the target: too few components stay stuck.
 * Departs  by gradients written by hand, in float64; full covariances as LLᵀ in place of a rotation times a diagonal.
 */
export const lightBridge = method({
  label: 'LightSB',
  source: 'Korotin, Gushchin & Burnaev 2024, arXiv 2310.01174',
  precision: 'float64',
  params,
  solve(problem, chosen, run) {
    const { components } = chosen;
    const { atoms } = problem.target;
    if (!(components >= 1)) throw new ProblemError(`${components} components make no mixture; at least 1 is needed.`);
    if (atoms !== null && components > atoms)
      throw new ProblemError(
        `${components} components start at as many target points, and there are ${atoms}; take at most ${atoms}.`,
      );
    return learn(problem, chosen, run);
  },
});

function* learn(problem: BridgeProblem, chosen: Values<typeof params>, run: RunContext): Generator<Bridge> {
  const { eps, source, target } = problem;
  const { components: K, batch, rate, dropAt } = chosen;
  const full = chosen.covariance === 'full';
  const v = {
    eps,
    logAlpha: new Float64Array(K).fill(-Math.log(K)),
    r: new Float64Array(2 * K),
    S: new Float64Array(3 * K),
  };
  if (target.atoms === null) target.fill(run.random, v.r);
  else {
    // Two components at one point would never part.
    const order = permutation(run.random, target.atoms);
    for (let k = 0; k < K; k++) v.r.set(target.points.subarray(2 * order[k]!, 2 * order[k]! + 2), 2 * k);
  }
  // What Adam moves: ε log α, r, and log S or the factor's logarithms and its entry below the diagonal.
  const a = v.logAlpha.map((value) => eps * value);
  const s = new Float64Array((full ? 3 : 2) * K);
  const start = Math.log(chosen.initialScale);
  for (let k = 0; k < s.length; k++) s[k] = full ? (k % 3 === 1 ? 0 : start / 2) : start;
  shape(s, v.S, full);
  const { gradient, evaluate } = createPotentialGradient(K);
  const moves = { a: new Float64Array(K), s: new Float64Array(s.length) };
  const adam = createOptimiser('adam', [a, v.r, s]);
  const [xs, ys] = [new Float64Array(2 * batch), new Float64Array(2 * batch)];

  for (let step = 1; ; step++) {
    source.fill(run.noise, xs);
    target.fill(run.noise, ys);
    evaluate(v, xs, ys);
    run.count('exponentials', 2 * batch * K);
    for (let k = 0; k < K; k++) moves.a[k] = gradient.logAlpha[k]! / eps;
    backThrough(s, gradient.S, moves.s, full);
    adam.step([moves.a, gradient.r, moves.s], dropAt > 0 && step > dropAt ? rate / 10 : rate);
    for (let k = 0; k < K; k++) v.logAlpha[k] = a[k]! / eps;
    shape(s, v.S, full);
    yield { potential: v, independent: false };
  }
}

/** S from what is learnt of it, which is kept within its range. */
function shape(s: Float64Array, S: Float64Array, full: boolean): void {
  const within = (value: number, share: number) => Math.min(MOST * share, Math.max(LEAST * share, value));
  for (let k = 0; k < S.length / 3; k++) {
    if (full) {
      s[3 * k] = within(s[3 * k]!, 0.5);
      s[3 * k + 2] = within(s[3 * k + 2]!, 0.5);
      const [top, low, end] = [Math.exp(s[3 * k]!), s[3 * k + 1]!, Math.exp(s[3 * k + 2]!)];
      S.set([top * top, top * low, low * low + end * end], 3 * k);
    } else {
      s[2 * k] = within(s[2 * k]!, 1);
      s[2 * k + 1] = within(s[2 * k + 1]!, 1);
      S.set([Math.exp(s[2 * k]!), 0, Math.exp(s[2 * k + 1]!)], 3 * k);
    }
  }
}

/** dL = tr(G dS) carried to what is learnt: 2 G L for the factor, G_ii S_ii for log S. */
function backThrough(s: Float64Array, G: Float64Array, out: Float64Array, full: boolean): void {
  for (let k = 0; k < G.length / 3; k++) {
    const [xx, xy, yy] = [G[3 * k]!, G[3 * k + 1]!, G[3 * k + 2]!];
    if (full) {
      const [top, low, end] = [Math.exp(s[3 * k]!), s[3 * k + 1]!, Math.exp(s[3 * k + 2]!)];
      out[3 * k] = 2 * (xx * top + xy * low) * top;
      out[3 * k + 1] = 2 * (xy * top + yy * low);
      out[3 * k + 2] = 2 * yy * end * end;
    } else {
      out[2 * k] = xx * Math.exp(s[2 * k]!);
      out[2 * k + 1] = yy * Math.exp(s[2 * k + 1]!);
    }
  }
}

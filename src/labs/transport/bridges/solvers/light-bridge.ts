import { ProblemError, type RunContext } from '../../../../engine/bench.ts';
import { createOptimiser } from '../../../../math/optimisers.ts';
import { permutation } from '../../../../math/permutation.ts';
import { choice, integer, number, type Values } from '../../../../params/descriptor.ts';
import { createLearntMixture } from '../learnt-mixture.ts';
import { createPotentialGradient } from '../potential-gradient.ts';
import { type Bridge, type BridgeProblem, method } from '../problem.ts';

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
  const { components: K, batch } = chosen;
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
  const { gradient, evaluate } = createPotentialGradient(K);
  const learnt = createLearntMixture(v, gradient, chosen.covariance === 'full', chosen.initialScale);
  const adam = createOptimiser('adam', learnt.parameters);
  const [xs, ys] = [new Float64Array(2 * batch), new Float64Array(2 * batch)];

  for (let step = 1; ; step++) {
    source.fill(run.noise, xs);
    target.fill(run.noise, ys);
    evaluate(v, xs, ys);
    run.count('exponentials', 2 * batch * K);
    learnt.carry();
    const { rate, dropAt } = chosen;
    adam.step(learnt.gradients, dropAt > 0 && step > dropAt ? rate / 10 : rate);
    learnt.write();
    yield { potential: v, independent: false };
  }
}

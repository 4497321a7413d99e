import { fillNormals } from '../../../../math/fill-normals.ts';
import { createMlp, createTape, forward, type Mlp, parametersOf } from '../../../../math/mlp.ts';
import { createOptimiser } from '../../../../math/optimisers.ts';
import type { Random } from '../../../../math/random.ts';
import { integer, number, toggle } from '../../../../params/descriptor.ts';
import { createBridgeGradient, featuresOf, fillFeatures } from '../bridge-gradient.ts';
import { JUDGED } from '../controlled-paths.ts';
import { type Bridge, method } from '../problem.ts';

/** Share of the iterations, the last ones, that go at the lower rate, and how much lower it is. */
const SETTLING = { share: 0.25, factor: 0.2 } as const;
const LONGEST = 10;

const params = {
  iterations: integer({
    label: 'Iterations',
    min: 20,
    max: 2000,
    default: 400,
    scale: 'log',
    help: 'The last quarter goes at a fifth of the learning rate.',
  }),
  paths: integer({ label: 'Paths an iteration', min: 8, max: 256, default: 64, scale: 'log' }),
  width: integer({ label: 'Hidden units', min: 4, max: 64, default: 32 }),
  rate: number({ label: 'Learning rate', min: 1e-3, max: 0.05, default: 0.01, scale: 'log' }),
  missing: toggle({
    label: 'Shown what is missing',
    default: true,
    help: 'The network also sees r = (o − X)/(1 − t + 0.1); off: time and state only.',
  }),
};

/**
 * A network as the control of the posterior process, trained on the evidence lower bound by gradients through the steps.
 *
 * Source   Daems, Opper, Crevecoeur & Birdal 2024, arXiv 2310.12975, sections 4 and 5.
 * Solves   max over φ of E[log p(o|X_1) − ½ ∫ u_φ² dt], u_φ = MLP(t, r, X, Y_1, …, Y_K) with one hidden tanh layer.
 * Cost     O(paths · steps · width · K) an iteration.
 * Rate     Adam, constant, then a fifth of it for the last quarter; the gradient is shortened to a norm of 10.
 * Needs    γ_max dt below ½.
 * Fails    with a sharp observation of rough noise: the control then changes fast near the end.
 * Departs  by a fixed Hurst index, and one observation.
 */
export const learnedControl = method({
  label: 'Learned control',
  source: 'Daems et al. 2024, arXiv 2310.12975',
  precision: 'float64',
  params,
  *solve(problem, given, run) {
    const { paths, width, missing } = given;
    const mlp = glorotMlp([featuresOf(problem), width, 1], run.random);
    const descent = createBridgeGradient(problem, mlp, paths, missing);
    const slopes = parametersOf(descent.gradients);
    const adam = createOptimiser('adam', parametersOf(mlp));
    const noise = new Float64Array(problem.steps * paths);
    const control = controlOf(problem, mlp, missing);
    const seed = Math.floor(4294967296 * run.noise());
    for (let k = 0; k < given.iterations; k++) {
      const { iterations, rate } = given;
      fillNormals(run.noise, noise);
      descent.measure(noise);
      shorten(slopes, LONGEST);
      adam.step(slopes, k < (1 - SETTLING.share) * iterations ? rate : SETTLING.factor * rate);
      run.count('multiply-adds', 3 * problem.steps * paths * width * featuresOf(problem));
      yield { control, seed };
    }
  },
});

/** Weights uniform in ±√(6/(fan in + fan out)) (Glorot & Bengio 2010), biases zero. */
function glorotMlp(sizes: readonly number[], random: Random): Mlp {
  const mlp = createMlp(sizes, 'tanh', random);
  mlp.weights.forEach((w, l) => {
    const reach = Math.sqrt(6 / (sizes[l]! + sizes[l + 1]!));
    for (let k = 0; k < w.length; k++) w[k] = reach * (2 * random() - 1);
  });
  return mlp;
}

function controlOf(problem: Bridge, mlp: Mlp, missing: boolean) {
  const tape = createTape(mlp, JUDGED);
  const input = new Float64Array(JUDGED * featuresOf(problem));
  return (step: number, states: Float64Array, rows: number, out: Float64Array): void => {
    fillFeatures(problem, step, states, rows, missing, input);
    out.set(forward(mlp, input, rows, tape).subarray(0, rows));
  };
}

function shorten(slopes: readonly Float64Array[], longest: number): void {
  let square = 0;
  for (const one of slopes) for (const value of one) square += value * value;
  const factor = longest / Math.max(longest, Math.sqrt(square));
  if (factor < 1) for (const one of slopes) for (let k = 0; k < one.length; k++) one[k]! *= factor;
}

import { createMixtureDensity } from '../../../math/diagonal-mixture.ts';
import { leapfrog, type Potential } from '../../../math/hamiltonian-monte-carlo.ts';
import { softmaxRows } from '../../../math/softmax-cross-entropy.ts';
import { followObservations } from './follow-observations.ts';
import { type LinearBelief, observeLinear } from './observe-linear.ts';
import { createPrototypes, fitPrototypes, prototypeLogits } from './prototypes.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
type Inputs = any;

const rows = (values: Float64Array, width: number): number[][] =>
  Array.from({ length: values.length / width }, (_, r) => Array.from(values.subarray(r * width, (r + 1) * width)));

/** U = θᵀ A θ / 2. */
function quadratic(A: readonly (readonly number[])[]): Potential {
  return {
    size: A.length,
    cost: A.length * A.length,
    evaluate(position, gradient) {
      let U = 0;
      A.forEach((row, r) => {
        gradient[r] = row.reduce((sum, a, c) => sum + a * position[c]!, 0);
        U += 0.5 * position[r]! * gradient[r]!;
      });
      return U;
    },
  };
}

export const sequentialReference: Record<string, (inputs: Inputs) => Record<string, unknown>> = {
  leapfrog: ({ A, q0, p0, eps, L }) => {
    const potential = quadratic(A);
    const [q, p] = [Float64Array.from(q0), Float64Array.from(p0)];
    const gradient = new Float64Array(q.length);
    const kinetic = () => 0.5 * p.reduce((sum, value) => sum + value * value, 0);
    const before = potential.evaluate(q, gradient) + kinetic();
    const dH = leapfrog(potential, q, p, gradient, eps, L) + kinetic() - before;
    return { q: Array.from(q), p: Array.from(p), dH };
  },
  linreg: ({ X, y, s2, prior_var, first }) => {
    const size = X[0].length;
    const belief: LinearBelief = {
      mean: new Float64Array(size),
      covariance: Float64Array.from({ length: size * size }, (_, k) => (k % (size + 1) === 0 ? prior_var : 0)),
    };
    const out: Record<string, unknown> = {};
    y.forEach((value: number, i: number) => {
      observeLinear(belief, Float64Array.from(X[i]), value, s2);
      if (i + 1 !== first) return;
      out.mean_first = Array.from(belief.mean);
      out.cov_first = rows(belief.covariance, size);
    });
    return { ...out, mean: Array.from(belief.mean), cov: rows(belief.covariance, size) };
  },
  'gaussian-mean': ({ mean1, mean2, n1, n2, s2, prior_var }) => {
    const values = [new Float64Array(n1).fill(mean1), new Float64Array(n2).fill(mean2)];
    const given = {
      model: 'mean' as const,
      noise: s2,
      priorMean: 0,
      priorVariance: prior_var,
      truths: [],
      places: values,
      values,
    };
    const after: number[][] = [];
    for (const { belief } of followObservations(given, false))
      after.splice(0, after.length, ...belief!.after.map(({ mean, covariance }) => [mean[0]!, covariance[0]!]));
    const [first, second] = after;
    return { after1: first, after2: second, weight2: (second![0]! - first![0]!) / (mean2 - first![0]!) };
  },
  protocl: ({ Z, label, alpha, noise_var, prior_var, query }) => {
    const [classes, size] = [alpha.length, Z[0].length];
    const model = createPrototypes(classes, size, prior_var, noise_var);
    fitPrototypes(model, Float64Array.from(Z.flat()), label, Z.length, 0);
    alpha.forEach((own: number, j: number) => {
      model.concentrations[j] = model.concentrations[j]! + own;
    });
    const prob = new Float64Array(query.length * classes);
    const admitted = new Uint8Array(classes).fill(1);
    prototypeLogits(model, Float64Array.from(query.flat()), query.length, admitted, prob);
    softmaxRows(prob, query.length, classes, prob);
    return {
      mean: rows(model.means, size),
      var: Array.from(model.variances),
      alpha_post: Array.from(model.concentrations),
      prob: rows(prob, classes),
    };
  },
  'mixture-prior': ({ w, mean, var: variance, q }) => {
    const density = createMixtureDensity({
      weights: Float64Array.from(w),
      means: Float64Array.from(mean.flat()),
      variances: Float64Array.from(variance.flat()),
    });
    const grad = q.map((point: number[]) => new Float64Array(point.length));
    return {
      logp: q.map((point: number[], i: number) => density.addGradient(Float64Array.from(point), 1, grad[i])),
      grad: grad.map((one: Float64Array) => Array.from(one)),
    };
  },
};

import { conjugateProgram, flipProgram, squareProgram } from './models.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
type Inputs = any;

/** Gauss-Hermite nodes and weights of a standard normal: five are exact up to degree 9. */
const NODES = [0, Math.sqrt(5 - Math.sqrt(10)), Math.sqrt(5 + Math.sqrt(10))];
const WEIGHTS = [8 / 15, (7 + 2 * Math.sqrt(10)) / 60, (7 - 2 * Math.sqrt(10)) / 60];

const meanOf = (f: (e: number) => number): number =>
  NODES.reduce((sum, e, k) => sum + WEIGHTS[k]! * (e === 0 ? f(0) : f(e) + f(-e)), 0);

/** Variance of a value and the constant b that makes that of (f − b) s least, under `mean`. */
function scores(mean: (g: (e: number) => number) => number, f: (e: number) => number, score: (e: number) => number) {
  const varianceAt = (b: number) => {
    const one = (e: number) => (f(e) - b) * score(e);
    return mean((e) => one(e) ** 2) - mean(one) ** 2;
  };
  const best = mean((e) => f(e) * score(e) ** 2) / mean((e) => score(e) ** 2);
  return { plain: varianceAt(0), best, least: varianceAt(best) };
}

export const reference: Record<string, (inputs: Inputs) => Record<string, unknown>> = {
  grad_normal_square: ({ theta }) => {
    const { value, gradient } = squareProgram(theta).exact(Float64Array.of(theta));
    const path = (e: number) => 2 * (theta + e);
    const { plain, least } = scores(
      meanOf,
      (e) => (theta + e) ** 2,
      (e) => e,
    );
    return {
      value,
      grad: gradient[0]!,
      var_reparam: meanOf((e) => path(e) ** 2) - meanOf(path) ** 2,
      var_reinforce: plain,
      var_reinforce_best_constant_baseline: least,
    };
  },
  grad_flip: ({ p, f_true, f_false }) => {
    const { value, gradient } = flipProgram(p, f_true, f_false).exact(Float64Array.of(p));
    const mean = (g: (b: number) => number) => p * g(1) + (1 - p) * g(0);
    const { plain, best, least } = scores(
      mean,
      (b) => (b ? f_true : f_false),
      (b) => (b ? 1 / p : -1 / (1 - p)),
    );
    const constant = { var_enum: 0, var_mvd: 0 };
    return {
      value,
      grad: gradient[0]!,
      ...constant,
      var_reinforce: plain,
      best_baseline: best,
      var_reinforce_best_baseline: least,
    };
  },
  elbo_conjugate_normal: ({ x, q_mean, q_sd }) => {
    const program = conjugateProgram(x, q_mean, q_sd);
    const { value, gradient } = program.exact(Float64Array.of(q_mean, Math.log(q_sd)));
    return {
      log_evidence: program.logEvidence,
      elbo: value,
      grad_mean: gradient[0]!,
      grad_log_sd: gradient[1]!,
      optimum_mean: x / 2,
      optimum_sd: Math.SQRT1_2,
    };
  },
};

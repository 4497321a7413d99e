import { entropicGaussians, entropicGaussianValue } from '../../../math/entropic-gaussians.ts';
import { conditionalMoments, conditionalWeights, drift, logPotential } from './conditional-plan.ts';
import { createPotentialGradient } from './potential-gradient.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
type Inputs = any;

/** Row-major numbers as rows. */
const rows = (values: ArrayLike<number>, width: number): number[][] =>
  Array.from({ length: values.length / width }, (_, i) =>
    Array.from({ length: width }, (_, j) => values[i * width + j]!),
  );

export const reference: Record<string, (inputs: Inputs) => Record<string, unknown>> = {
  'lightsb/values': ({ eps, log_alpha, r, S_diag, x, y, t }) => {
    const count = log_alpha.length;
    const potential = {
      eps,
      logAlpha: Float64Array.from(log_alpha),
      r: Float64Array.from(r.flat()),
      S: Float64Array.from(S_diag.flatMap(([first, second]: [number, number]) => [first, 0, second])),
    };
    const room = new Float64Array(count);
    const bridge = { potential, independent: false };
    const moments = x.map(([px, py]: [number, number]) => {
      const out = new Float64Array(5);
      conditionalMoments(bridge, px, py, room, out);
      return out;
    }) as Float64Array[];
    const { evaluate, gradient } = createPotentialGradient(count);
    const loss = evaluate(potential, Float64Array.from(x.flat()), Float64Array.from(y.flat()));
    return {
      log_v: y.map(([px, py]: [number, number]) => logPotential(potential, px, py, room)),
      log_c: x.map(([px, py]: [number, number]) => conditionalWeights(potential, px, py, room)),
      loss,
      cond_mean: moments.map(([mx, my]) => [mx, my]),
      cond_cov: moments.map(([, , xx, xy, yy]) => rows([xx!, xy!, xy!, yy!], 2)),
      drift: x.map(([px, py]: [number, number]) => {
        const out = new Float64Array(2);
        drift(potential, px, py, t, room, out);
        return Array.from(out);
      }),
      grad_log_alpha: Array.from(gradient.logAlpha),
      grad_r: rows(gradient.r, 2),
      // With S diagonal, ∂L/∂ log S_ii = G_ii S_ii.
      grad_log_S: S_diag.map(([first, second]: [number, number], k: number) => [
        gradient.S[3 * k]! * first,
        gradient.S[3 * k + 2]! * second,
      ]),
    };
  },
  'gauss/entropic': ({ A, B, m1, m2, eps }) => {
    const d = m1.length;
    const [first, second] = [Float64Array.from(A.flat()), Float64Array.from(B.flat())];
    const { cross, conditional, conditionalCovariance } = entropicGaussians(first, second, d, eps);
    const shift = m1.map((value: number, k: number) => value - m2[k]);
    const { transportCost, information, value } = entropicGaussianValue(first, second, shift, d, eps);
    return {
      cross_cov: rows(cross, d),
      cond_matrix: rows(conditional, d),
      cond_cov: rows(conditionalCovariance, d),
      transport_cost: transportCost,
      mutual_information: information,
      value,
    };
  },
};

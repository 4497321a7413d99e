import { type Prediction, predict } from './evaluate.ts';
import type { Posterior } from './posterior.ts';
import type { PosteriorProblem } from './problem.ts';
import { type Scores, scoresOf } from './scores.ts';

/** Networks drawn for metrics and for pictures of a run under way. */
export const SAMPLES = 16;

/** What all metrics of a step share: one set of drawn networks on the test rows and on the points asked beside them. */
export interface Measures {
  readonly test: Prediction;
  /** Classification only. */
  readonly scores: Scores | null;
  /** Root mean square error of the mean prediction and mean −ln p(y | x); regression only. */
  readonly errors: { readonly rmse: number; readonly negativeLogLikelihood: number } | null;
  /** Mean epistemic uncertainty at the problem's far points; NaN where it has none. */
  readonly far: number;
  /** Mean epistemic standard deviation at the problem's probes. */
  readonly probes: { readonly outside: number; readonly atData: number; readonly gap: number } | null;
}

const kept = new WeakMap<Posterior, Measures>();

export function measuresOf(problem: PosteriorProblem, posterior: Posterior): Measures {
  let found = kept.get(posterior);
  if (found === undefined) {
    found = measured(problem, posterior);
    kept.set(posterior, found);
  }
  return found;
}

function measured(problem: PosteriorProblem, posterior: Posterior): Measures {
  const { test, farPoints, probes, kind, outputs, noiseSd } = problem;
  const beside = [
    ...(farPoints ?? []),
    ...(probes === null ? [] : [...probes.outside, ...probes.atData, ...probes.gap]),
  ];
  const inputs = new Float64Array(test.inputs.length + beside.length);
  inputs.set(test.inputs);
  inputs.set(beside, test.inputs.length);
  const whole = predict(problem, posterior, inputs, SAMPLES);
  const part = (from: number, to: number): Prediction => ({
    ...whole,
    count: to - from,
    mean: whole.mean.subarray(from * outputs, to * outputs),
    total: whole.total.subarray(from, to),
    aleatoric: whole.aleatoric.subarray(from, to),
    epistemic: whole.epistemic.subarray(from, to),
  });
  const own = part(0, test.count);
  const sds = (from: number, count: number) => average(whole.epistemic.subarray(from, from + count));
  const after = test.count;
  return {
    test: own,
    scores: kind === 'classification' ? scoresOf(own.mean, test.targets, outputs) : null,
    errors: kind === 'regression' ? errorsOf(own, test.targets) : null,
    far: farPoints === null ? Number.NaN : average(whole.epistemic.subarray(after)),
    probes:
      probes === null
        ? null
        : {
            outside: sds(after, probes.outside.length),
            atData: sds(after + probes.outside.length, probes.atData.length),
            gap: sds(after + probes.outside.length + probes.atData.length, probes.gap.length),
          },
  };

  function errorsOf({ mean, total }: Prediction, targets: Float64Array) {
    let [square, nll] = [0, 0];
    targets.forEach((y, n) => {
      const residual = y - mean[n]!;
      square += residual * residual;
      const sd = Math.max(total[n]!, noiseSd);
      nll += 0.5 * (residual / sd) ** 2 + Math.log(sd) + 0.5 * Math.log(2 * Math.PI);
    });
    return { rmse: Math.sqrt(square / targets.length), negativeLogLikelihood: nll / targets.length };
  }
}

export const average = (values: Float64Array): number => values.reduce((sum, one) => sum + one, 0) / values.length;

import type { RunContext } from '../../../../engine/bench.ts';
import type { Breathing } from '../../../../math/breaths.ts';
import { kernelEntropies, kernelInformationByPoint } from '../../../../math/kernel-entropy.ts';
import { choice, number } from '../../../../params/descriptor.ts';
import type { Estimated, Samples } from '../problem.ts';

export const noiseVariance = number({
  label: 'Noise variance',
  symbol: 'σ²',
  help: 'of the Gaussian put on every sample',
  min: 1e-5,
  max: 1,
  scale: 'log',
  default: 0.05,
});

export const bound = choice({
  label: 'Bound',
  help: 'on the entropies of the mixture',
  options: ['upper', 'lower'],
  default: 'upper',
});

export const NOISY = 'information of x and y with Gaussian noise, bits';

/** The numbers of x (and of a real y) divided by their noise's standard deviation: information does not see scales. */
const inUnits = (values: Float64Array, variance: number): Float64Array => {
  const scale = 1 / Math.sqrt(variance);
  return values.map((v) => v * scale);
};

/**
 * Information of the first n samples from one of the two bounds on the entropy of a Gaussian mixture, in bits: H(X) − Σ p(y)
 * H(X|y) for classes; H(X) + H(Y) − H(X, Y) for real y, which of bounds is no bound any more.
 */
export function* kernelInformationOf(
  { dx, x, y }: Samples,
  n: number,
  bound: 'upper' | 'lower',
  varianceX: number,
  varianceY: number,
  count: RunContext['count'],
): Breathing<Estimated> {
  const a = inUnits(x.subarray(0, n * dx), varianceX);
  const inside = { kind: 'kernels', varianceX, varianceY } as const;
  let terms: Float64Array;
  if (y.kind === 'classes') {
    count('kernel', n * n);
    const { [bound]: mixture } = yield* kernelEntropies(a, n, dx, 1, y.labels.subarray(0, n), y.count);
    terms = mixture.byPoint.map((h, i) => h - mixture.byOwn[i]!);
  } else {
    count('kernel', n * n);
    const b = inUnits(y.values.subarray(0, n * y.dy), varianceY);
    terms = yield* kernelInformationByPoint(a, dx, b, y.dy, n, bound);
  }
  const mean = terms.reduce((sum, v) => sum + v, 0) / n;
  const square = terms.reduce((sum, v) => sum + (v - mean) ** 2, 0) / n;
  return { information: mean / Math.LN2, standardError: Math.sqrt(square / n) / Math.LN2, inside };
}

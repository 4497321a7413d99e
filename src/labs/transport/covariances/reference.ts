import {
  barycentreStep,
  brenierMatrix,
  buresDistance2,
  buresGeodesic,
  congruence,
  inverseSquareRoot,
  squareRoot,
} from '../../../math/bures.ts';
import { buresTangent } from '../../../math/bures-tangent.ts';
import { type Layer, normalise } from './solvers/batch-normalisation.ts';

type Rows = readonly (readonly number[])[];
const flat = (rows: Rows): Float64Array => Float64Array.from(rows.flat());
const rowsOf = (A: Float64Array, d: number): number[][] =>
  Array.from({ length: d }, (_, i) => Array.from(A.subarray(i * d, (i + 1) * d)));

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
export const reference: Record<string, (inputs: any) => Record<string, unknown>> = {
  'gauss/bures': ({
    A: given,
    B: other,
    m1,
    m2,
    t,
  }: Record<string, Rows> & { m1: number[]; m2: number[]; t: number }) => {
    const [A, B, d] = [flat(given!), flat(other!), given!.length];
    const bw2 = buresDistance2(A, B, d);
    return {
      bw2_cov: bw2,
      w2sq: m1.reduce((sum, value, k) => sum + (value - m2[k]!) ** 2, bw2),
      map: rowsOf(brenierMatrix(A, B, d), d),
      sqrtA: rowsOf(squareRoot(A, d), d),
      invsqrtA: rowsOf(inverseSquareRoot(A, d), d),
      geodesic: rowsOf(buresGeodesic(A, B, t, d), d),
    };
  },
  'gauss/barycenter': ({ covs, weights }: { covs: Rows[]; weights: number[] }) => {
    const d = covs[0]!.length;
    const X = covs.map(flat);
    const arithmetic = X[0]!.map((_, k) => X.reduce((sum, A, i) => sum + weights[i]! * A[k]!, 0));
    const one = barycentreStep(X, weights, arithmetic, d);
    let G = one;
    for (let k = 0; k < 100; k++) G = barycentreStep(X, weights, G, d);
    return {
      barycenter: rowsOf(G, d),
      one_step_from_arithmetic_mean: rowsOf(one, d),
      frechet_variance: X.reduce((sum, A, i) => sum + weights[i]! * buresDistance2(G, A, d), 0),
    };
  },
  'spd/boOps': ({ A: given, B: other, V, M }: Record<'A' | 'B' | 'V' | 'M', Rows>) => {
    const [A, B, d] = [flat(given), flat(other), given.length];
    const { lyapunov, exp, log } = buresTangent(A, d);
    const identity = A.map((_, k) => (k % (d + 1) === 0 ? 1 : 0));
    const inverse = inverseSquareRoot(flat(M), d);
    return {
      lyapunov: rowsOf(lyapunov(flat(V)), d),
      exp: rowsOf(exp(flat(V)), d),
      log_A_B: rowsOf(log(B), d),
      log_I_B: rowsOf(buresTangent(identity, d).log(B), d),
      gbw_dist2: buresDistance2(congruence(inverse, A, d), congruence(inverse, B, d), d),
    };
  },
  'spd/batchNorm': ({ X, W, M, theta, shift, barycenter_steps }) => {
    const d = W.length;
    const layer: Layer = {
      W: flat(W),
      M: flat(M),
      theta,
      shift,
      barycentreSteps: barycenter_steps,
      about: 'mean',
      momentum: 0.1,
    };
    const at = Object.fromEntries(
      [...normalise(X.map(flat), d, layer)].flatMap((one) => (one ? [[one.stage, one] as const] : [])),
    );
    const rows = (stage: string) => at[stage]!.now.map((A) => rowsOf(A, d));
    return {
      mean: rowsOf(at.mean!.mean!, d),
      variance: at.variance!.variance,
      centred: rows('centre'),
      scaled: rows('scale'),
      output: rows('restore'),
    };
  },
};

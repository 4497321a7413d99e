import {
  barycentreStep,
  buresDistance2,
  buresGeodesic,
  congruence,
  inverseSquareRoot,
  spectralFunction,
  squareRoot,
} from '../../../../math/bures.ts';
import { buresTangent } from '../../../../math/bures-tangent.ts';
import { average } from '../average.ts';
import { eachMatrix } from '../each-matrix.ts';
import { layerParams as params } from '../layer-params.ts';
import { type Averaging, method } from '../problem.ts';

export interface Layer {
  readonly W: Float64Array;
  readonly M: Float64Array;
  readonly theta: number;
  readonly shift: number;
  readonly barycentreSteps: number;
  readonly about: 'mean' | 'identity';
  readonly momentum: number;
}

/** Keeps a batch of one and the same matrix from being divided by 0. */
const EPSILON = 1e-5;

/**
 * Batch normalisation of covariance matrices: to mean I and variance s², then to mean W.
 *
 * Source   Wang, Jin, Chen, Luo & Wu 2025, arXiv 2504.00660: the generalised Bures-Wasserstein layer, one pass forward.
 * Solves   for no equation: one pass in eight steps, each of them a step here.
 * Cost     some six eigen-decompositions a matrix, O(N d³).
 * Rate     one step towards the barycentre leaves a residual of some 1e-4.
 * Needs    symmetric positive definite matrices.
 * Fails    where a tangent vector at I is longer than the geometry lets it: I + V/2 is then not positive, its square folds
 *          back, and the variance falls short of s².
 * Departs  on training: W and M are given, not learnt; running statistics start at I and 1.
 */
export const batchNormalisation = method({
  label: 'Batch normalisation',
  source: 'Wang, Jin, Chen, Luo & Wu 2025, arXiv 2504.00660',
  precision: 'float64',
  params,
  *solve({ matrices, d }, { metric, scale, bias, theta, ...given }, run) {
    const identity = spectralFunction(matrices[0]!, d, () => 1);
    const power = (X: Float64Array) => spectralFunction(X, d, (value) => value ** theta);
    const M = metric === 'identity' ? identity : average(matrices.map(power));
    const W = bias === 'identity' ? identity : average(matrices);
    for (const one of normalise(matrices, d, { ...given, theta, W, M: M.map((value) => scale * value) })) {
      if (one) run.count('eigen-decompositions', matrices.length);
      yield one;
    }
  },
});

export function* normalise(X: readonly Float64Array[], d: number, layer: Layer): Generator<Averaging | undefined> {
  const { W, M, theta, shift, about, momentum } = layer;
  const identity = spectralFunction(M, d, () => 1);
  const rootM = squareRoot(M, d);
  const inverseM = inverseSquareRoot(M, d);
  const power = (A: Float64Array, exponent: number) => spectralFunction(A, d, (v) => Math.max(v, 0) ** exponent);
  const exp = (V: Float64Array) =>
    squared(
      V.map((value, k) => value / 2 + identity[k]!),
      d,
    );
  const log = (B: Float64Array) => squareRoot(B, d).map((value, k) => 2 * value - 2 * identity[k]!);
  let at: Averaging = {
    geometry: 'bures',
    stage: 'power',
    mean: null,
    averaged: X,
    now: X,
    normalised: true,
    tangents: null,
    variance: null,
    running: null,
  };

  // 1. Y = M^-½ X^θ M^-½, and W likewise.
  const Y = yield* eachMatrix(X, d, (A) => congruence(inverseM, power(A, theta), d));
  const moved = buresTangent(congruence(inverseM, power(W, theta), d), d);
  yield (at = { ...at, averaged: Y, now: Y });

  // 2. G by steps from the arithmetic mean.
  let G = average(Y);
  const weights = new Float64Array(Y.length).fill(1 / Y.length);
  for (let k = 0; k < layer.barycentreSteps; k++) {
    G = barycentreStep(Y, weights, G, d);
    yield* breath(k, layer.barycentreSteps);
  }
  yield (at = { ...at, stage: 'mean', mean: G });

  // 3. ν = mean d²(Y, G) / θ².
  const centre = about === 'mean' ? G : identity;
  const variance = Y.reduce((sum, B) => sum + buresDistance2(centre, B, d), 0) / (Y.length * theta ** 2);
  yield (at = { ...at, stage: 'variance', variance });

  // 4. Z = exp_I Γ log_G Y.
  const tangent = buresTangent(G, d);
  const centred = yield* eachMatrix(Y, d, (B) => tangent.toIdentity(tangent.log(B)));
  yield (at = { ...at, stage: 'centre', now: centred.map(exp), tangents: centred });

  // 5. Z ← exp_I(s/√(ν + ε) log_I Z).
  const factor = shift / Math.sqrt(variance + EPSILON);
  const scaled = yield* eachMatrix(at.now, d, (Z) => log(Z).map((value) => factor * value));
  yield (at = { ...at, stage: 'scale', now: scaled.map(exp), tangents: scaled });

  // 6. O = exp_W′ Γ log_I Z.
  const biased = yield* eachMatrix(at.now, d, (Z) => moved.exp(moved.fromIdentity(log(Z))));
  yield (at = { ...at, stage: 'bias', now: biased, tangents: null });

  // 7. X̃ = (M^½ O M^½)^(1/θ).
  const restored = yield* eachMatrix(biased, d, (O) => power(congruence(rootM, O, d), 1 / theta));
  yield (at = { ...at, stage: 'restore', now: restored });

  // 8. Running statistics.
  const mean = buresGeodesic(identity, G, momentum, d);
  yield { ...at, stage: 'running', running: { mean, variance: 1 - momentum + momentum * variance } };
}

/** A A of a symmetric A. */
const squared = (A: Float64Array, d: number): Float64Array =>
  congruence(
    A,
    spectralFunction(A, d, () => 1),
    d,
  );

function* breath(step: number, steps: number): Generator<undefined> {
  if (step < steps - 1) yield undefined;
}

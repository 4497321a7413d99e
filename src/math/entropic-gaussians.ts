import { congruence, inverseSquareRoot, spectralFunction, squareRoot, trace } from './bures.ts';
import { product } from './matrix-product.ts';

export interface EntropicGaussians {
  /** E[(x − m₁)(y − m₂)ᵀ], d × d row-major. */
  readonly cross: Float64Array;
  /** M of y | x ~ N(m₂ + M (x − m₁), ε M); symmetric. */
  readonly conditional: Float64Array;
  /** ε M. */
  readonly conditionalCovariance: Float64Array;
}

/**
 * The entropic plan between N(·, A) and N(·, B) for the cost ½|x − y|² and the penalty ε KL(π | μ ⊗ ν), in closed form:
 * M = A^-½ (A^½ B A^½ + ε²/4 I)^½ A^-½ − (ε/2) A^-1 and cross-covariance A M. The joint precision has −I/ε off its
 * diagonal; ε → 0 gives the optimal map. Covariances are positive definite, row-major; O(d³).
 * Janati, Muzellec, Peyré & Cuturi 2020, Theorem 1; Bunne, Hsieh, Cuturi & Krause 2023, Theorem 3.
 */
export function entropicGaussians(A: Float64Array, B: Float64Array, d: number, eps: number): EntropicGaussians {
  // (λ + ε²/4)^½ − ε/2 without the cancellation that a large ε would bring.
  const middle = spectralFunction(
    congruence(squareRoot(A, d), B, d),
    d,
    (value) => Math.max(0, value) / (Math.sqrt(Math.max(0, value) + 0.25 * eps * eps) + 0.5 * eps),
  );
  const conditional = congruence(inverseSquareRoot(A, d), middle, d);
  const cross = new Float64Array(d * d);
  product(A, conditional, d, d, d, cross);
  return {
    cross,
    conditional,
    conditionalCovariance: conditional.map((value) => eps * value),
  };
}

/** ⟨π, ½|x − y|²⟩, KL(π | μ ⊗ ν) in nats, and their sum ⟨π, C⟩ + ε KL, of the plan above. */
export function entropicGaussianValue(
  A: Float64Array,
  B: Float64Array,
  shift: ArrayLike<number>,
  d: number,
  eps: number,
): { readonly transportCost: number; readonly information: number; readonly value: number } {
  const { cross, conditionalCovariance } = entropicGaussians(A, B, d, eps);
  let apart = 0;
  for (let k = 0; k < d; k++) apart += shift[k]! ** 2;
  const transportCost = 0.5 * (apart + trace(A, d) + trace(B, d)) - trace(cross, d);
  // KL(π | μ ⊗ ν) = ½ log |B| / |cov(y | x)|.
  const information = 0.5 * (logDeterminant(B, d) - logDeterminant(conditionalCovariance, d));
  return { transportCost, information, value: transportCost + eps * information };
}

function logDeterminant(A: Float64Array, d: number): number {
  const logs = spectralFunction(A, d, Math.log);
  return trace(logs, d);
}

import type { Reals } from './log-sum-exp.ts';

export interface ConjugateGradientOptions {
  /** Ends when ‖b − Ax‖₂ ≤ tolerance · ‖b‖₂. */
  readonly tolerance: number;
  readonly maxSteps: number;
  /** Where vectors are kept; scalars are float64 either way. */
  readonly storage: 'float64' | 'float32';
  /** Steps between two breaths. */
  readonly stepsPerBreath: number;
}

/**
 * Solves A x = b for a symmetric positive semi-definite A, preconditioned by its diagonal, from x = 0.
 * Yields `undefined` as a breath; returns x and the steps taken. A breakdown (pᵀAp ≤ 0, or a number that is not
 * finite) ends with the current x, which is finite. Diagonal entries must be positive where b is not zero.
 * Hestenes & Stiefel 1952; Saad 2003, Algorithm 9.1.
 */
export function* conjugateGradients(
  product: (x: Reals, out: Reals) => void,
  diagonal: Reals,
  b: Reals,
  options: ConjugateGradientOptions,
): Generator<undefined, { readonly x: Reals; readonly steps: number }> {
  const size = b.length;
  const vector = (): Reals => (options.storage === 'float32' ? new Float32Array(size) : new Float64Array(size));
  const x = vector();
  const residual = vector();
  const z = vector();
  const p = vector();
  const q = vector();
  residual.set(b);
  const goal = options.tolerance * Math.sqrt(dot(residual, residual));

  let rho = 0;
  for (let steps = 0; ; steps++) {
    if (steps >= options.maxSteps || Math.sqrt(dot(residual, residual)) <= goal) return { x, steps };
    for (let k = 0; k < size; k++) z[k] = diagonal[k]! > 0 ? residual[k]! / diagonal[k]! : residual[k]!;
    const next = dot(residual, z);
    const beta = steps === 0 ? 0 : next / rho;
    for (let k = 0; k < size; k++) p[k] = z[k]! + beta * p[k]!;
    rho = next;
    product(p, q);
    const curvature = dot(p, q);
    const alpha = rho / curvature;
    if (!(curvature > 0) || !Number.isFinite(alpha)) return { x, steps };
    for (let k = 0; k < size; k++) {
      x[k] = x[k]! + alpha * p[k]!;
      residual[k] = residual[k]! - alpha * q[k]!;
    }
    if ((steps + 1) % options.stepsPerBreath === 0) yield undefined;
  }
}

function dot(x: Reals, y: Reals): number {
  let sum = 0;
  for (let k = 0; k < x.length; k++) sum += x[k]! * y[k]!;
  return sum;
}

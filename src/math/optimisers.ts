export type OptimiserKind = 'adam' | 'sgd' | 'momentum';

export interface Optimiser {
  /** Moves the parameters in place against the gradients, which have the shapes and order of the parameters. */
  step(gradients: readonly Float64Array[], learningRate: number): void;
}

export interface OptimiserOptions {
  /** Decay of Adam's first and second moments and the constant in its denominator. */
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
  /** Share of the last step that heavy-ball momentum keeps. */
  readonly momentum?: number;
}

/**
 * Gradient descent, plain, with heavy-ball momentum (Polyak 1964: v ← μ v + g, θ ← θ − r v), or Adam (Kingma & Ba 2015,
 * Algorithm 1, with bias correction; 0.9, 0.999, 1e-8 unless told otherwise).
 */
export function createOptimiser(
  kind: OptimiserKind,
  parameters: readonly Float64Array[],
  { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, momentum = 0.9 }: OptimiserOptions = {},
): Optimiser {
  if (kind === 'sgd') {
    return {
      step: (gradients, rate) =>
        parameters.forEach((theta, p) => {
          const g = gradients[p]!;
          for (let k = 0; k < theta.length; k++) theta[k] = theta[k]! - rate * g[k]!;
        }),
    };
  }
  const rooms = () => parameters.map((theta) => new Float64Array(theta.length));
  const first = rooms();
  if (kind === 'momentum') {
    return {
      step: (gradients, rate) =>
        parameters.forEach((theta, p) => {
          const [g, v] = [gradients[p]!, first[p]!];
          for (let k = 0; k < theta.length; k++) {
            v[k] = momentum * v[k]! + g[k]!;
            theta[k] = theta[k]! - rate * v[k]!;
          }
        }),
    };
  }
  const second = rooms();
  let step = 0;
  return {
    step: (gradients, rate) => {
      step++;
      const c1 = 1 / (1 - beta1 ** step);
      const c2 = 1 / (1 - beta2 ** step);
      parameters.forEach((theta, p) => {
        const [g, m, v] = [gradients[p]!, first[p]!, second[p]!];
        for (let k = 0; k < theta.length; k++) {
          const slope = g[k]!;
          const mean = beta1 * m[k]! + (1 - beta1) * slope;
          const square = beta2 * v[k]! + (1 - beta2) * slope * slope;
          m[k] = mean;
          v[k] = square;
          theta[k] = theta[k]! - (rate * mean * c1) / (Math.sqrt(square * c2) + epsilon);
        }
      });
    },
  };
}

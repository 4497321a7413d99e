import { createKernelSweeps } from '../../../math/kernel-sweeps.ts';
import { sinkhornPotentials } from '../../../math/sinkhorn-potentials.ts';
import { checkEps, costsTo } from './costs-to.ts';

/** A term of the loss at the image T, its plans kept warm from one image to the next. */
export interface LossTerm {
  /** Sweeps on the costs of a first image. Returns the operations it took. */
  readonly start: (image: Float64Array, sweeps: number) => number;
  /** Sweeps on the costs of an image that has moved a little. Returns the operations it took. */
  readonly update: (image: Float64Array, sweeps: number) => number;
  /** Adds `factor` times the gradient in the image, by the envelope theorem, for the plans as they are. */
  readonly addGradient: (image: Float64Array, factor: number, out: Float64Array) => void;
  /** Of the last update, but for what does not depend on the image. */
  readonly value: () => number;
}

/** W_ε(T, Y) − ½ W_ε(T, T) under the squared distance, for points of equal weight: the Sinkhorn divergence but for ½ W_ε(Y, Y). */
export function createFittingTerm(target: Float64Array, n: number, eps: number): LossTerm {
  checkEps(eps);
  const m = target.length / 2;
  const a = new Float64Array(n).fill(1 / n);
  const b = new Float64Array(m).fill(1 / m);
  const across = sinkhornPotentials(a, b, eps);
  const within = sinkhornPotentials(a, a, eps);
  const sweepAcross = createKernelSweeps(across, eps);
  const sweepWithin = createKernelSweeps(within, eps);
  const toTarget = new Float64Array(n * m);
  const toItself = new Float64Array(n * n);
  const look = (image: Float64Array) => {
    costsTo('squaredEuclidean', image, target, toTarget);
    costsTo('squaredEuclidean', image, image, toItself);
  };
  const products = (sweeps: number) => 2 * n * (n + m) * sweeps;
  return {
    start(image, sweeps) {
      look(image);
      return across.update(toTarget, sweeps) + within.update(toItself, sweeps) + products(sweeps);
    },
    update(image, sweeps) {
      look(image);
      return sweepAcross(toTarget, sweeps) + sweepWithin(toItself, sweeps) + products(sweeps);
    },
    addGradient(image, factor, out) {
      for (let i = 0, k = 0; i < n; i++) {
        const [x, y] = [image[2 * i]!, image[2 * i + 1]!];
        let [dx, dy] = [0, 0];
        for (let j = 0; j < m; j++, k++) {
          const p = across.plan[k]!;
          dx += p * (x - target[2 * j]!);
          dy += p * (y - target[2 * j + 1]!);
        }
        out[2 * i] = out[2 * i]! + 2 * factor * dx;
        out[2 * i + 1] = out[2 * i + 1]! + 2 * factor * dy;
      }
      // Half the gradient Σ_j (P_ij + P_ji) 2 (T_i − T_j): each pair pushes both of its points.
      for (let i = 0, k = 0; i < n; i++) {
        for (let j = 0; j < n; j++, k++) {
          const push = factor * within.plan[k]!;
          const dx = push * (image[2 * i]! - image[2 * j]!);
          const dy = push * (image[2 * i + 1]! - image[2 * j + 1]!);
          out[2 * i] = out[2 * i]! - dx;
          out[2 * i + 1] = out[2 * i + 1]! - dy;
          out[2 * j] = out[2 * j]! + dx;
          out[2 * j + 1] = out[2 * j + 1]! + dy;
        }
      }
    },
    value: () => across.klForm() - 0.5 * within.klForm(),
  };
}

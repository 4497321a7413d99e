import type { RunContext } from '../../../engine/bench.ts';
import { createSlicer } from '../../../math/sliced-distances.ts';
import { type ControlFit, controlWeights, fitControl } from './control-variate.ts';
import type { Rule } from './problem.ts';

export interface Slices {
  /** L × d, for the caller to fill. */
  readonly theta: Float64Array;
  /** W_l and G_l along theta. */
  readonly W: Float64Array;
  readonly G: Float64Array;
  /** μ, the known mean of G; 0 without a control. */
  mu: number;
  /** W, G and the estimate of SW² along theta, the source as it stands. */
  estimate(keep?: boolean): ControlFit;
  /** Its gradient by the source, after `estimate(true)`. */
  gradient(fit: ControlFit, out: Float64Array): void;
}

/** The estimator of one rule on two clouds; the source may move between the calls. */
export function createSlices(
  { source: X, target: Y, dimension: d }: { source: Float64Array; target: Float64Array; dimension: number },
  control: Rule['control'],
  L: number,
  count: RunContext['count'],
): Slices {
  const n = X.length / d;
  const slicer = createSlicer(X, Y, d);
  const [theta, W, G] = [new Float64Array(L * d), new Float64Array(L), new Float64Array(L)];
  const target = createMoments(Y, d);
  const source = createMoments(X, d);
  target.renew();
  const delta = new Float64Array(d);
  // Residuals of every direction and the weights of the second pass; room is made when a gradient is wanted.
  let residual = new Float64Array(0);
  const [byDistance, byControl] = [new Float64Array(L), new Float64Array(L)];
  const common = new Float64Array(d);
  const turn = new Float64Array(d * d);

  const slices: Slices = {
    theta,
    W,
    G,
    mu: 0,
    estimate(keep = false) {
      if (keep && residual.length === 0) residual = new Float64Array(L * n);
      for (let l = 0; l < L; l++) W[l] = slicer.distance(theta, l * d, keep ? residual : undefined, l * n);
      count('comparisons', L * slicer.comparisons);
      count('multiplyAdds', L * slicer.multiplyAdds);
      if (control === 'none') {
        slices.mu = 0;
        return plainFit(W);
      }
      source.renew();
      let mu = 0;
      for (let k = 0; k < d; k++) {
        delta[k] = source.mean[k]! - target.mean[k]!;
        mu += delta[k]! * delta[k]!;
        if (control === 'upper') mu += source.covariance[k * d + k]! + target.covariance[k * d + k]!;
      }
      slices.mu = mu / d;
      for (let l = 0; l < L; l++) {
        let along = 0;
        let spread = 0;
        for (let a = 0; a < d; a++) {
          along += theta[l * d + a]! * delta[a]!;
          if (control === 'lower') continue;
          for (let b = 0; b < d; b++)
            spread +=
              theta[l * d + a]! * theta[l * d + b]! * (source.covariance[a * d + b]! + target.covariance[a * d + b]!);
        }
        G[l] = along * along + spread;
      }
      count('multiplyAdds', (control === 'lower' ? n * d : n * d * d) + L * d);
      return fitControl(W, G, slices.mu);
    },
    gradient(fit, out) {
      const { mu } = slices;
      if (control === 'none') byDistance.fill(1 / L);
      else controlWeights(fit, W, G, mu, byDistance, byControl);
      // Σ_l w_l ∇W_l
      out.fill(0);
      for (let l = 0; l < L; l++)
        for (let i = 0; i < n; i++) {
          const pull = byDistance[l]! * residual[l * n + i]!;
          for (let k = 0; k < d; k++) out[i * d + k] = out[i * d + k]! + pull * theta[l * d + k]!;
        }
      count('multiplyAdds', L * n * d);
      if (control !== 'none') addControl(out);
    },
  };

  /** Σ_l v_l ∇(G_l − μ): the same for every point from the means, linear in the point from the spreads. */
  function addControl(out: Float64Array): void {
    let total = 0;
    common.fill(0);
    turn.fill(0);
    for (let l = 0; l < L; l++) {
      const v = byControl[l]!;
      total += v;
      let along = 0;
      for (let k = 0; k < d; k++) along += theta[l * d + k]! * delta[k]!;
      for (let a = 0; a < d; a++) {
        common[a] = common[a]! + (2 / n) * v * along * theta[l * d + a]!;
        for (let b = 0; b < d; b++)
          turn[a * d + b] = turn[a * d + b]! + (2 / n) * v * theta[l * d + a]! * theta[l * d + b]!;
      }
    }
    for (let a = 0; a < d; a++) {
      common[a] = common[a]! - (2 / (n * d)) * total * delta[a]!;
      turn[a * d + a] = turn[a * d + a]! - (2 / (n * d)) * total;
    }
    for (let i = 0; i < n; i++)
      for (let a = 0; a < d; a++) {
        let sum = common[a]!;
        if (control === 'upper')
          for (let b = 0; b < d; b++) sum += turn[a * d + b]! * (X[i * d + b]! - source.mean[b]!);
        out[i * d + a] = out[i * d + a]! + sum;
      }
    count('multiplyAdds', n * d);
  }

  return slices;
}

function plainFit(W: Float64Array): ControlFit {
  const plain = W.reduce((sum, value) => sum + value, 0) / W.length;
  return { plain, off: 0, variance: 0, slope: 0, estimate: plain };
}

/** Mean and biased covariance (1/n) of points that may move. */
function createMoments(points: Float64Array, d: number) {
  const n = points.length / d;
  const mean = new Float64Array(d);
  const covariance = new Float64Array(d * d);
  return {
    mean,
    covariance,
    renew(): void {
      mean.fill(0);
      covariance.fill(0);
      for (let i = 0; i < n; i++) for (let a = 0; a < d; a++) mean[a] = mean[a]! + points[i * d + a]!;
      for (let a = 0; a < d; a++) mean[a] = mean[a]! / n;
      for (let i = 0; i < n; i++)
        for (let a = 0; a < d; a++)
          for (let b = 0; b < d; b++)
            covariance[a * d + b] =
              covariance[a * d + b]! + ((points[i * d + a]! - mean[a]!) * (points[i * d + b]! - mean[b]!)) / n;
    },
  };
}

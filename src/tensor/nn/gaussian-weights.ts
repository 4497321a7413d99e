import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { memoryKernel } from '../kernels/memory-kernel.ts';
import { tf } from '../tf.ts';

/** ρ is used as if it were no smaller: σ = softplus(ρ) ≥ 3e-7. */
const LEAST_RHO = -15;

/** σ of weights whose parameter is ρ, and dσ/dρ, both 0 where a mask says that the weight is gone. */
export interface Spread {
  readonly sd: Tensor2D;
  readonly slope: Tensor2D;
}

/** What is added to the loss for a Gaussian weight: weight · KL( N(μ, σ²) ‖ N(0, p²) ). */
export interface Divergence {
  readonly weight: number;
  readonly priorSd: number;
}

const spreadInMemory = memoryKernel('SoftplusSpread', ([rho, mask], [sd, slope]) => {
  for (let k = 0; k < rho!.length; k++) {
    if (mask !== undefined && mask[k] === 0) {
      sd![k] = 0;
      slope![k] = 0;
      continue;
    }
    const r = Math.max(LEAST_RHO, rho![k]!);
    const e = Math.exp(-Math.abs(r));
    sd![k] = Math.max(r, 0) + Math.log1p(e);
    slope![k] = r > 0 ? 1 / (1 + e) : e / (1 + e);
  }
});

/** σ = softplus(ρ) = max(ρ, 0) + log(1 + e^−|ρ|). */
export function spreadOf(rho: Tensor2D, mask: Tensor2D | null): Spread {
  const found = spreadInMemory(mask ? [rho, mask] : [rho], [rho.shape, rho.shape], {});
  if (found !== null) return { sd: found[0] as Tensor2D, slope: found[1] as Tensor2D };
  const r = tf.maximum(rho, LEAST_RHO);
  const sd = tf.add(tf.relu(r), tf.log1p(tf.exp(tf.neg(tf.abs(r)))));
  const slope = tf.sigmoid(r);
  return (mask ? { sd: tf.mul(sd, mask), slope: tf.mul(slope, mask) } : { sd, slope }) as Spread;
}

const slopesInMemory = memoryKernel('GaussianWeightSlopes', (inputs, [ofMean, ofRho], settings) => {
  const [mean, sd, slope, dMean, dSd, mask] = inputs as Float32Array[];
  const { weight, priorSd, ofVariance } = settings as { weight: number; priorSd: number; ofVariance: number };
  const pull = weight / (priorSd * priorSd);
  for (let k = 0; k < mean!.length; k++) {
    if (mask !== undefined && mask[k] === 0) {
      ofMean![k] = 0;
      ofRho![k] = 0;
      continue;
    }
    const s = sd![k]!;
    const likelihood = ofVariance === 1 ? 2 * s * dSd![k]! : dSd![k]!;
    ofMean![k] = dMean![k]! + pull * mean![k]!;
    ofRho![k] = slope![k]! * (likelihood + pull * s - weight / s);
  }
});

/**
 * Gradients in μ and ρ of  loss + weight · KL, from those of the loss in μ and in σ (or in σ², when `ofVariance`):
 * ∂KL/∂μ = μ/p², ∂KL/∂σ = σ/p² − 1/σ. Masked weights get 0.
 */
export function gaussianSlopes(
  mean: Tensor2D,
  { sd, slope }: Spread,
  dMean: Tensor2D,
  dSd: Tensor2D,
  ofVariance: boolean,
  { weight, priorSd }: Divergence,
  mask: Tensor2D | null,
): [Tensor, Tensor] {
  const inputs = [mean, sd, slope, dMean, dSd, ...(mask ? [mask] : [])];
  const settings = { weight, priorSd, ofVariance: ofVariance ? 1 : 0 };
  const found = slopesInMemory(inputs, [mean.shape, mean.shape], settings);
  if (found !== null) return [found[0]!, found[1]!];
  const pull = weight / priorSd ** 2;
  const likelihood = ofVariance ? tf.mul(tf.mul(sd, 2), dSd) : dSd;
  // Where the weight is gone σ is 0, and the slope 0 must not meet 1/0.
  const safe = mask ? tf.add(sd, tf.sub(1, mask)) : sd;
  const ofSd = tf.sub(tf.add(likelihood, tf.mul(sd, pull)), tf.div(weight, safe));
  const ofMean = tf.add(dMean, tf.mul(mean, pull));
  return [mask ? tf.mul(ofMean, mask) : ofMean, tf.mul(ofSd, slope)];
}

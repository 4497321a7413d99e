/** A binary Markov chain: chances of 0 → 1 and of 1 → 0. */
export interface Switching {
  readonly p01: number;
  readonly p10: number;
}

/** Several chains of one length in one array: place k of chain c stands at c · chainStride + k · placeStride. */
export interface ChainLayout {
  readonly chains: number;
  readonly length: number;
  readonly chainStride: number;
  readonly placeStride: number;
}

/** Chances are kept this far from 0 and 1. */
const LEAST = 1e-12;

const clip = (p: number): number => Math.min(1 - LEAST, Math.max(LEAST, p));

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
export const logit = (p: number): number => Math.log(p / (1 - p));

/** Share of ones in the long run. */
export const stationary = ({ p01, p10 }: Switching): number => p01 / (p01 + p10);

/**
 * Forward and backward passes over stationary binary chains: from log odds of the evidence at each place, the log odds
 * of a 1 there given the evidence at all the other places of its chain (extrinsic); the posterior's are their sum.
 */
export function chainMessages(
  evidence: Float64Array,
  switching: Switching,
  layout: ChainLayout,
  out: Float64Array,
): void {
  const { p01, p10 } = switching;
  if (!(p01 > 0 && p01 < 1 && p10 > 0 && p10 < 1))
    throw new RangeError(`chances of switching are ${p01} and ${p10}; they must lie between 0 and 1`);
  const { chains, length, chainStride, placeStride } = layout;
  const first = stationary(switching);
  for (let c = 0; c < chains; c++) {
    const from = c * chainStride;
    // f: chance of a 1 by what came before.
    let f = first;
    for (let k = 0, at = from; k < length; k++, at += placeStride) {
      out[at] = logit(clip(f));
      const e = clip(sigmoid(evidence[at]!));
      const one = f * e;
      const share = one / (one + (1 - f) * (1 - e));
      f = p01 + (1 - p01 - p10) * share;
    }
    // b: weight of a 1 by what comes after.
    let b = 0.5;
    for (let k = length - 1, at = from + k * placeStride; k >= 0; k--, at -= placeStride) {
      out[at] = out[at]! + logit(clip(b));
      const e = clip(sigmoid(evidence[at]!));
      const [one, zero] = [b * e, (1 - b) * (1 - e)];
      const toOne = p10 * zero + (1 - p10) * one;
      b = toOne / (toOne + (1 - p01) * zero + p01 * one);
    }
  }
}

import { distortionOf, rateOf } from './metrics.ts';
import type { Images, Quantised } from './problem.ts';

const SHOWN = 8;
/** Codewords drawn of each codebook. */
const MOST = 8;

export interface PlaneSnapshot {
  readonly rate: number;
  readonly distortion: number;
  readonly stored: number;
  /** Test distortion and its training counterpart before any level, after the first, … */
  readonly residuals: Float64Array;
  readonly trainResiduals: Float64Array;
}

export interface StripSnapshot {
  readonly side: number;
  readonly count: number;
  /** count × pixels each. */
  readonly images: Float64Array;
  readonly decoded: Float64Array;
}

export interface CodewordsSnapshot {
  readonly width: number;
  readonly height: number;
  readonly groups: number;
  readonly codes: number;
  readonly shown: number;
  /** groups × shown × (width · height) of the first level, the most used of each codebook first. */
  readonly words: Float64Array;
  /** Share of the training images that use the codeword of each rank, averaged over codebooks. */
  readonly shares: Float64Array;
}

/** Numbers of the codewords of a codebook with how often each was chosen, the most used first. */
function byUse(chosen: Int32Array, groups: number, m: number, codes: number): { code: number; times: number }[] {
  const times = new Float64Array(codes);
  for (let at = m; at < chosen.length; at += groups) times[chosen[at]!]!++;
  return Array.from(times, (count, code) => ({ code, times: count })).sort((a, b) => b.times - a.times);
}

export const snapshots = {
  plane: (images: Images, quantised: Quantised) => {
    const along = (part: 'train' | 'test') =>
      Float64Array.from({ length: quantised.levels.length + 1 }, (_, l) => distortionOf(images, quantised, part, l));
    const residuals = along('test');
    return {
      rate: rateOf(quantised, 'train'),
      distortion: residuals.at(-1)!,
      stored: quantised.stored,
      residuals,
      trainResiduals: along('train'),
    } satisfies PlaneSnapshot;
  },
  strip: ({ side, pixels, test }: Images, { groups, codes, levels }: Quantised) => {
    const d = pixels / groups;
    const decoded = new Float64Array(SHOWN * pixels);
    for (const level of levels)
      for (let k = 0; k < decoded.length; k++) {
        const at = Math.floor(k / d);
        decoded[k]! += level.codebooks[((at % groups) * codes + level.test[at]!) * d + (k % d)]!;
      }
    return { side, count: SHOWN, images: test.images.slice(0, SHOWN * pixels), decoded } satisfies StripSnapshot;
  },
  codewords: ({ side, pixels }: Images, { groups, codes, levels }: Quantised) => {
    const d = pixels / groups;
    const { codebooks, train } = levels[0]!;
    const shown = Math.min(MOST * (groups === 1 ? 4 : 1), codes);
    const words = new Float64Array(groups * shown * d);
    const shares = new Float64Array(codes);
    for (let m = 0; m < groups; m++)
      byUse(train, groups, m, codes).forEach(({ code, times }, rank) => {
        shares[rank] = shares[rank]! + times / train.length;
        const from = (m * codes + code) * d;
        if (rank < shown) words.set(codebooks.subarray(from, from + d), (m * shown + rank) * d);
      });
    const [width, height] = d >= side ? [side, d / side] : [d, 1];
    return { width, height, groups, codes, shown, words, shares } satisfies CodewordsSnapshot;
  },
};

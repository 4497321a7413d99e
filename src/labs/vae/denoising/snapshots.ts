import type { Denoising, NoisyImages } from './problem.ts';

/** Images shown. */
export const SHOWN = 8;

export interface StripSnapshot {
  readonly side: number;
  readonly count: number;
  /** count × pixels each. */
  readonly clean: Float64Array;
  readonly noisy: Float64Array;
  readonly estimate: Float64Array;
  readonly sd: Float64Array | null;
}

export interface MapSnapshot {
  readonly side: number;
  readonly truth: Float64Array;
  readonly found: Float64Array | null;
}

export const snapshots = {
  strip: ({ side, pixels, count, clean, noisy }: NoisyImages, { estimate, variance }: Denoising) => {
    const shown = Math.min(SHOWN, count);
    const first = (values: Float64Array) => values.slice(0, shown * pixels);
    return {
      side,
      count: shown,
      clean: first(clean),
      noisy: first(noisy),
      estimate: first(estimate),
      sd: variance ? first(variance).map(Math.sqrt) : null,
    } satisfies StripSnapshot;
  },
  map: ({ side, noiseSd }: NoisyImages, { noiseSd: found }: Denoising) =>
    ({ side, truth: noiseSd.slice(), found: found?.slice() ?? null }) satisfies MapSnapshot,
};

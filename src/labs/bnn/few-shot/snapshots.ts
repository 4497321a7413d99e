import type { FewShot, FewShotLearner } from './problem.ts';

export interface PriorSnapshot {
  readonly centre: Float64Array;
  readonly spread: Float64Array;
  readonly start: Float64Array;
  readonly learned: Float64Array | null;
}

export interface EpisodeSnapshot {
  readonly theta: Float64Array;
  readonly mean: Float64Array;
  readonly spread: Float64Array | null;
  readonly shots: number;
}

export const snapshots = {
  prior: ({ centre, spread }: FewShot, learner: FewShotLearner) =>
    ({
      centre: centre.slice(),
      spread: spread.slice(),
      start: learner.start.slice(),
      learned: learner.spread?.slice() ?? null,
    }) satisfies PriorSnapshot,
  episode: ({ unseen, shots }: FewShot, { adapt }: FewShotLearner) => {
    const { mean, spread } = adapt(unseen[0]!.support);
    return { theta: unseen[0]!.theta.slice(), mean, spread, shots } satisfies EpisodeSnapshot;
  },
};

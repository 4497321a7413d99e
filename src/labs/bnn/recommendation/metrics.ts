import type { Metric } from '../../../engine/bench.ts';
import type { Factors, Feedback, Table } from './problem.ts';

type Measured = Metric<Feedback, Factors>;

/** Length of the list a user is shown. */
const LIST = 20;

interface Ranking {
  readonly recall: number;
  readonly gain: number;
}

const measured = new WeakMap<Factors, Ranking>();

/** Places (0 the first) of the held-out items among those not known; the mean over users of recall and of the discounted gain. */
export function rankingOf(problem: Feedback, factors: Factors): Ranking {
  const known = measured.get(factors);
  if (known) return known;
  const { width, users, items } = factors;
  let recall = 0;
  let gain = 0;
  const score = new Float64Array(problem.items);
  problem.heldOut.forEach((held, u) => {
    for (let i = 0; i < problem.items; i++) {
      let sum = 0;
      for (let k = 0; k < width; k++) sum += users.values[u * width + k]! * items.values[i * width + k]!;
      score[i] = sum;
    }
    let found = 0;
    let discounted = 0;
    for (const item of held) {
      const place = placeOf(score, item, problem.known.subarray(u * problem.items, (u + 1) * problem.items));
      if (place < LIST) {
        found++;
        discounted += 1 / Math.log2(place + 2);
      }
    }
    let best = 0;
    for (let k = 0; k < Math.min(LIST, held.length); k++) best += 1 / Math.log2(k + 2);
    recall += found / held.length;
    gain += discounted / best;
  });
  const fresh = { recall: recall / problem.users, gain: gain / problem.users };
  measured.set(factors, fresh);
  return fresh;
}

/** How many items that are not known score higher; half of those that score the same count as higher. */
export function placeOf(score: Float64Array, item: number, known: Uint8Array): number {
  let above = 0;
  let level = 0;
  for (let i = 0; i < score.length; i++) {
    if (i === item || known[i] === 1) continue;
    if (score[i]! > score[item]!) above++;
    else if (score[i] === score[item]) level++;
  }
  return above + Math.floor(level / 2);
}

const entries = ({ mask }: Table): number => mask.reduce((sum, one) => sum + one, 0);

export const stored = ({ users, items }: Factors): number => entries(users) + entries(items);

export const metrics: Readonly<Record<string, Measured>> = {
  recall: {
    label: 'Recall at 20',
    scale: 'linear',
    better: 'higher',
    help: 'Share of the held-out items among the first 20 of those not known to be liked; mean over users.',
    measure: (problem, factors) => rankingOf(problem, factors).recall,
  },
  gain: {
    label: 'NDCG at 20',
    scale: 'linear',
    better: 'higher',
    help: 'Discounted gain of the held-out items in that list, over the best possible.',
    measure: (problem, factors) => rankingOf(problem, factors).gain,
  },
  loss: {
    label: 'Training loss',
    unit: 'nats',
    scale: 'linear',
    better: 'lower',
    help: 'Mean −ln σ(u·i⁺ − u·i⁻) of the batch.',
    measure: (_, { loss }) => loss,
  },
  entries: {
    label: 'Entries of the tables',
    scale: 'log',
    better: null,
    help: 'Numbers that exist in both tables.',
    measure: (_, factors) => stored(factors),
  },
  exchanged: {
    label: 'Entries exchanged',
    scale: 'linear',
    better: null,
    help: 'In the last exchange; 0 for masks that stay.',
    measure: (_, { users, items }) => users.grown.length + items.grown.length,
  },
};

import { expect, it } from 'vitest';
import { planted } from './instances.ts';
import { placeOf, rankingOf } from './metrics.ts';
import type { Factors } from './problem.ts';

const problem = planted.make({ users: 60, items: 300, rank: 6, noise: 1.5 }, { seed: 1, assets: {}, data: null });

/** Factors that give every held-out item of a user that score, and every other item another. */
function scoring(score: (user: number, item: number) => number): Factors {
  const { users, items } = problem;
  const table = (rows: number, values: Float64Array) => ({
    rows,
    values,
    mask: new Uint8Array(values.length).fill(1),
    dropped: [],
    grown: [],
  });
  // A coordinate a user.
  const one = new Float64Array(users * users);
  const all = new Float64Array(items * users);
  for (let u = 0; u < users; u++) {
    one[u * users + u] = 1;
    for (let i = 0; i < items; i++) all[i * users + u] = score(u, i);
  }
  return { width: users, users: table(users, one), items: table(items, all), loss: 0, epoch: 1 };
}

it('A perfect ranking has recall and gain 1, the worst 0, a blind one what chance gives', () => {
  const held = problem.heldOut.map((list) => new Set(list));
  const { recall, gain } = rankingOf(
    problem,
    scoring((u, i) => Number(held[u]!.has(i)) + 1e-6 * i),
  );
  expect([recall, gain]).toEqual([expect.closeTo(1, 12), expect.closeTo(1, 12)]);
  expect(
    rankingOf(
      problem,
      scoring((u, i) => -Number(held[u]!.has(i))),
    ).recall,
  ).toBe(0);
  let state = 1;
  const blind = rankingOf(
    problem,
    scoring(() => (state = (state * 16807) % 2147483647)),
  ).recall;
  expect(blind).toBeGreaterThan(0.02);
  expect(blind).toBeLessThan(0.13);
});

it('Items of equal score share their places', () => {
  expect(placeOf(Float64Array.of(1, 1, 1, 1, 1), 2, new Uint8Array(5))).toBe(2);
  expect(placeOf(Float64Array.of(3, 1, 2, 1), 1, Uint8Array.of(1, 0, 0, 0))).toBe(1);
});

it('Every user has twenty known likes and five others held out', () => {
  problem.likes.forEach((liked, u) => {
    expect(new Set([...liked, ...problem.heldOut[u]!]).size).toBe(25);
    expect([liked.length, problem.heldOut[u]!.length]).toEqual([20, 5]);
  });
});

import { describe, expect, it } from 'vitest';
import { commonAmount, type Entrant, standings } from './standings.ts';

/** Rows at steps 1, 2, 3…; each step costs so many operations and seconds. */
function entrant(
  key: string,
  values: number[],
  cost: { work?: number; seconds?: number } = {},
  outcome: Entrant['outcome'] = null,
): Entrant {
  const { work = 1, seconds = 1 } = cost;
  const steps = values.map((_, k) => k + 1);
  return {
    key,
    spent: { steps, work: steps.map((step) => step * work), seconds: steps.map((step) => step * seconds) },
    values,
    outcome,
  };
}
const LOWER = { better: 'lower', scale: 'log' } as const;
const HIGHER = { better: 'higher', scale: 'linear' } as const;

describe('standings at equal budgets', () => {
  const dear = entrant('dear', [1, 1e-2, 1e-4, 1e-8], { work: 100, seconds: 0.5 });
  const cheap = entrant('cheap', [1, 0.5, 0.25, 0.125], { work: 10, seconds: 2 });
  it('compares by steps', () => {
    const [first, second] = standings([cheap, dear], 'steps', 3, LOWER);
    expect(first).toMatchObject({ key: 'dear', rank: 1, value: 1e-4, gap: null, reached: null });
    expect(second).toMatchObject({ key: 'cheap', rank: 2, value: 0.25, gap: { kind: 'ratio' } });
    expect(second!.gap!.size).toBeCloseTo(2500, 6);
  });
  it('compares by operations: what the dear one may not yet pay does not count', () => {
    const [first, second] = standings([cheap, dear], 'work', 40, LOWER);
    expect(first).toMatchObject({ key: 'cheap', value: 0.125, spent: { steps: 4, work: 40, seconds: 8 } });
    expect(second).toMatchObject({ key: 'dear', rank: null, spent: null, gap: null });
  });
  it('compares by seconds', () => {
    const [first, second] = standings([cheap, dear], 'seconds', 2, LOWER);
    expect(first).toMatchObject({ key: 'dear', value: 1e-8 });
    expect(second).toMatchObject({ key: 'cheap', value: 1, spent: { steps: 1, work: 10, seconds: 2 } });
  });
  it('says when the one behind came to the leader’s value', () => {
    const late = entrant('late', [1, 1, 1, 1, 1, 1e-4]);
    const [, second] = standings([late, dear], 'steps', 3, LOWER);
    expect(second!.reached).toEqual({ when: 'later', ratio: 2 });
    expect(standings([cheap, dear], 'steps', 3, LOWER)[1]!.reached).toEqual({ when: 'never', ratio: null });
    const lost = entrant('lost', [1e-6, 1, 1]);
    expect(standings([lost, dear], 'steps', 3, LOWER)[1]!.reached).toEqual({ when: 'lost', ratio: null });
  });
  it('takes higher as better, and a difference on a linear scale', () => {
    const [first, second] = standings([entrant('a', [0.5]), entrant('b', [0.75])], 'steps', 1, HIGHER);
    expect(first!.key).toBe('b');
    expect(second!.gap).toEqual({ kind: 'difference', size: 0.25 });
  });
  it('takes a difference where a log metric is not positive', () => {
    const [, second] = standings([entrant('a', [0]), entrant('b', [0.5])], 'steps', 1, LOWER);
    expect(second).toMatchObject({ key: 'b', gap: { kind: 'difference', size: 0.5 } });
  });
  it('lets equal values share a place', () => {
    const places = standings([entrant('a', [2]), entrant('b', [1]), entrant('c', [1])], 'steps', 1, LOWER);
    expect(places.map(({ key, rank }) => [key, rank])).toEqual([
      ['b', 1],
      ['c', 1],
      ['a', 3],
    ]);
    expect(places[1]!.gap).toBeNull();
  });
  it('passes over steps at which nothing was measured', () => {
    const [first] = standings([entrant('a', [3, Number.NaN, Number.NaN])], 'steps', 3, LOWER);
    expect(first).toMatchObject({ value: 3, spent: { steps: 3 } });
  });
  it('gives a run without the metric no place', () => {
    const places = standings(
      [entrant('none', [Number.NaN]), entrant('empty', []), entrant('a', [1])],
      'steps',
      1,
      LOWER,
    );
    expect(places.map(({ key, rank }) => [key, rank])).toEqual([
      ['a', 1],
      ['none', null],
      ['empty', null],
    ]);
  });
  it('lets a diverged run lose, but only from where it diverged on', () => {
    const gone = entrant('gone', [0.1, 0.01, 5], {}, 'diverged');
    const slow = entrant('slow', [9, 8, 7]);
    expect(standings([gone, slow], 'steps', 2, LOWER)[0]!.key).toBe('gone');
    expect(standings([gone, slow], 'steps', 3, LOWER).map(({ key, rank, diverged }) => [key, rank, diverged])).toEqual([
      ['slow', 1, false],
      ['gone', 2, true],
    ]);
    expect(standings([entrant('up', [Number.POSITIVE_INFINITY]), slow], 'steps', 1, HIGHER)[0]!.key).toBe('slow');
  });
  it('keeps an ended run at its last value', () => {
    const done = entrant('done', [1, 1e-9], {}, 'converged');
    expect(standings([done, cheap], 'steps', 4, LOWER)[0]).toMatchObject({ key: 'done', spent: { steps: 2 } });
  });
});

describe('a run that spends nothing in the unit of the race', () => {
  const exact = entrant('exact', [0], { work: 0, seconds: 0 }, 'converged');
  const counted = entrant('counted', [1, 0.5]);
  it('keeps its value, takes no place and never leads', () => {
    for (const unit of ['work', 'seconds'] as const) {
      const [first, second] = standings([exact, counted], unit, 2, LOWER);
      expect(first).toMatchObject({ key: 'counted', rank: 1, uncounted: false });
      expect(second).toMatchObject({ key: 'exact', rank: null, value: 0, uncounted: true, gap: null });
    }
    expect(standings([exact, counted], 'steps', 2, LOWER)[0]).toMatchObject({ key: 'exact', rank: 1 });
  });
  it('takes no place when it diverges, and holds nobody up', () => {
    const gone = entrant('gone', [1], { work: 0 }, 'diverged');
    expect(standings([gone, counted], 'work', 2, LOWER)[1]).toMatchObject({ key: 'gone', rank: null, diverged: true });
    expect(commonAmount([{ ...exact, outcome: null }, counted], 'work')).toBe(2);
  });
});

describe('rounding', () => {
  it('is no lead, and a value is reached but for it', () => {
    const places = standings([entrant('a', [1, 2]), entrant('b', [3, 2 * (1 + 1e-12)])], 'steps', 2, HIGHER);
    expect(places.map(({ rank, gap, reached }) => [rank, gap, reached])).toEqual([
      [1, null, null],
      [1, null, null],
    ]);
    const behind = standings([entrant('a', [5, 1]), entrant('b', [1 + 1e-12, 3])], 'steps', 2, LOWER)[1]!;
    expect(behind).toMatchObject({ key: 'b', rank: 2, reached: { when: 'lost' } });
    expect(standings([entrant('a', [1]), entrant('b', [1 + 1e-8])], 'steps', 1, LOWER)[1]!.rank).toBe(2);
  });
  it('of where each run came from makes no difference either', () => {
    const [a, b] = [entrant('a', [1, 1e-17]), entrant('b', [2, 3e-17])];
    expect(standings([a, b], 'steps', 2, LOWER).map(({ rank }) => rank)).toEqual([1, 1]);
    expect(standings([a, entrant('c', [1, 1e-12])], 'steps', 2, LOWER).map(({ rank }) => rank)).toEqual([1, 2]);
    // Small from the start is small, not rounding.
    expect(standings([a, entrant('d', [4e-17, 3e-17])], 'steps', 2, LOWER).map(({ rank }) => rank)).toEqual([1, 2]);
  });
  it('does not shift the place of those behind', () => {
    const places = standings(
      [entrant('c', [3]), entrant('b', [2 + 1e-12]), entrant('a', [2]), entrant('z', [1])],
      'steps',
      1,
      LOWER,
    );
    expect(places.map(({ key, rank }) => [key, rank])).toEqual([
      ['z', 1],
      ['a', 2],
      ['b', 2],
      ['c', 4],
    ]);
  });
});

describe('runs that their own rule has stopped', () => {
  const rule = { metric: 'm', bound: 1e-3, direction: 'below' } as const;
  const quick = { ...entrant('quick', [1, 9e-4], {}, 'converged'), rule };
  const slow = { ...entrant('slow', [1, 1, 1, 1, 1, 1, 1, 1e-9], {}, 'converged'), rule };
  it('are placed by what they needed once all have stopped', () => {
    const [first, second] = standings([slow, quick], 'steps', 8, LOWER);
    expect(first).toMatchObject({ key: 'quick', rank: 1, stopped: true, byNeed: true, gap: null });
    expect(second).toMatchObject({ key: 'slow', rank: 2, gap: { kind: 'needed', size: 4 }, reached: null });
  });
  it('are placed by value before that, under other rules, and beside one that has no rule', () => {
    expect(standings([slow, quick], 'steps', 4, LOWER)[0]).toMatchObject({
      key: 'quick',
      stopped: true,
      byNeed: false,
    });
    for (const other of [
      { ...slow, rule: { ...rule, bound: 1e-6 } },
      { ...slow, rule: null },
      { ...slow, outcome: 'exhausted' as const },
    ]) {
      const [first, second] = standings([other, quick], 'steps', 8, LOWER);
      expect(first).toMatchObject({ key: 'slow', byNeed: false });
      expect(second).toMatchObject({ key: 'quick', stopped: true, gap: { kind: 'ratio' } });
    }
  });
});

describe('the furthest common amount', () => {
  const short = entrant('short', [1, 1]);
  const long = entrant('long', [1, 1, 1, 1]);
  it('is that of the hindmost while it goes on', () => {
    expect(commonAmount([short, long], 'steps')).toBe(2);
    expect(commonAmount([entrant('none', []), long], 'steps')).toBe(0);
  });
  it('does not wait for runs that have ended', () => {
    expect(commonAmount([{ ...short, outcome: 'converged' }, long], 'steps')).toBe(4);
    expect(
      commonAmount(
        [
          { ...short, outcome: 'converged' },
          { ...long, outcome: 'exhausted' },
        ],
        'steps',
      ),
    ).toBe(4);
  });
});

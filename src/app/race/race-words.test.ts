import { describe, expect, it } from 'vitest';
import { countsNo, gapWords, leadSentence, reachedWords } from './race-words.ts';
import type { Standing } from './standings.ts';

const place = (key: string, rank: number | null, value: number, rest: Partial<Standing> = {}): Standing => ({
  key,
  rank,
  value,
  spent: null,
  diverged: false,
  uncounted: false,
  stopped: false,
  byNeed: false,
  gap: null,
  reached: null,
  ...rest,
});
const say = (places: Standing[], better: 'lower' | 'higher' = 'lower') =>
  leadSentence(
    places,
    '1.2 × 10⁷ operations',
    { metric: 'marginal error', unit: 'operations', bound: 'below 10⁻⁹' },
    better,
    (key) => key,
  ).replaceAll('\u00a0', ' ');

describe('the sentence that says who is ahead', () => {
  it('gives a factor on a log scale and a difference on a linear one', () => {
    expect(say([place('Newton', 1, 3e-13), place('Sinkhorn', 2, 1.2e-3, { gap: { kind: 'ratio', size: 4e9 } })])).toBe(
      'At 1.2 × 10⁷ operations Newton leads: marginal error 3 × 10⁻¹³, 4 × 10⁹ times lower than Sinkhorn.',
    );
    expect(say([place('A', 1, 0.9), place('B', 2, 0.87, { gap: { kind: 'difference', size: 0.03 } })], 'higher')).toBe(
      'At 1.2 × 10⁷ operations A leads: marginal error 0.9, 0.03 higher than B.',
    );
    expect(say([place('A', 1, 1), place('B', 2, 1.02, { gap: { kind: 'ratio', size: 1.02 } })])).toContain('2 % lower');
  });
  it('names ties, divergence and what has no value', () => {
    expect(say([place('A', 1, 1), place('B', 1, 1), place('C', 3, 2)])).toContain('A and B are level');
    expect(say([place('A', 1, 1), place('B', 2, Number.NaN, { diverged: true })])).toContain('; B has diverged.');
    expect(say([place('A', 1, 1), place('B', null, Number.NaN)])).toContain('; B has no value there.');
    expect(say([place('A', 1, 1, { diverged: true })])).toContain('all have diverged');
    expect(say([place('A', null, Number.NaN)])).toContain('nothing can be compared');
  });
});

describe('a run that cannot be placed or has ended by its rule', () => {
  const exact = place('Exact', null, 0, { uncounted: true });
  it('says why one that counts no operations has no place', () => {
    expect(say([place('A', 1, 1), exact])).toContain('; Exact counts no operations and has no place.');
    expect(say([exact])).toContain('nothing can be compared');
    expect(say([place('A', null, Number.NaN, { diverged: true }), exact])).toContain('nothing can be compared');
    expect(countsNo('seconds')).toBe('took no measurable time');
  });
  it('says what each needed when all have stopped by one rule', () => {
    const end = { stopped: true, byNeed: true };
    const gap = { kind: 'needed', size: 4 } as const;
    const [a, b] = [place('A', 1, 9e-10, end), place('B', 1, 8e-10, end)];
    const behind = place('C', 2, 1e-10, { ...end, gap });
    expect(say([a, behind])).toBe(
      'At 1.2 × 10⁷ operations A leads: all reached a marginal error below 10⁻⁹, and it needed 4 times fewer operations than C.',
    );
    expect(say([a, b, { ...behind, rank: 3 }])).toContain(
      'A and B are level: all reached a marginal error below 10⁻⁹, and they needed 4 times fewer operations than C.',
    );
    expect(say([a, b])).toContain('level: all reached a marginal error below 10⁻⁹, and needed as many operations.');
    expect(gapWords(gap, 'lower', 'steps')).toBe('4 times more steps');
  });
  it('says in the table that the rule has stopped it, with the number unbroken', () => {
    const reached = { when: 'never', ratio: null } as const;
    const ended = place('A', 2, 8.9e-10, { stopped: true, reached });
    expect(reachedWords(ended, true)).toBe('stopped by its rule at 8.9\u00a0×\u00a010⁻¹⁰');
    expect(reachedWords({ ...ended, reached: null }, true)).toContain('stopped by its rule');
    expect(reachedWords({ ...ended, stopped: false }, true)).toBe('has not reached it');
    expect(gapWords({ kind: 'ratio', size: 4e9 }, 'lower', 'steps')).toBe('4\u00a0×\u00a010⁹ times worse');
  });
});

it('says which way is worse, and when the leader’s value was reached', () => {
  expect(gapWords({ kind: 'difference', size: 0.03 }, 'lower', 'steps')).toBe('+0.03, worse');
  expect(gapWords({ kind: 'difference', size: 0.03 }, 'higher', 'steps')).toBe('−0.03, worse');
  expect(gapWords({ kind: 'ratio', size: 3.14 }, 'lower', 'steps')).toBe('3.1 times worse');
  const late = place('A', 2, 1, { reached: { when: 'later', ratio: 3.1 } });
  expect(reachedWords(late, false)).toBe('reached it 3.1× later');
  expect(reachedWords({ ...late, reached: { when: 'never', ratio: null } }, false)).toBe('has not reached it so far');
});

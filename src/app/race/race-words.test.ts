import { describe, expect, it } from 'vitest';
import { gapWords, leadSentence, reachedWords } from './race-words.ts';
import type { Standing } from './standings.ts';

const place = (key: string, rank: number | null, value: number, rest: Partial<Standing> = {}): Standing => ({
  key,
  rank,
  value,
  spent: null,
  diverged: false,
  gap: null,
  reached: null,
  ...rest,
});
const say = (places: Standing[], better: 'lower' | 'higher' = 'lower') =>
  leadSentence(places, '1.2 × 10⁷ operations', 'marginal error', better, (key) => key).replaceAll('\u00a0', ' ');

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

it('says which way is worse, and when the leader’s value was reached', () => {
  expect(gapWords({ kind: 'difference', size: 0.03 }, 'lower')).toBe('+0.03, worse');
  expect(gapWords({ kind: 'difference', size: 0.03 }, 'higher')).toBe('−0.03, worse');
  expect(gapWords({ kind: 'ratio', size: 3.14 }, 'lower')).toBe('3.1 times worse');
  const late = place('A', 2, 1, { reached: { when: 'later', ratio: 3.1 } });
  expect(reachedWords(late, false)).toBe('reached it 3.1× later');
  expect(reachedWords({ ...late, reached: { when: 'never', ratio: null } }, false)).toBe('has not reached it so far');
});

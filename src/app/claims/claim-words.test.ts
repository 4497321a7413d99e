import { describe, expect, it } from 'vitest';
import { type Claim, final } from '../../claims/claim.ts';
import { committedWords, durationWords, moreSeedsWords, spreadWords } from './claim-words.ts';

const claim: Claim = {
  id: 'c',
  says: '',
  where: '',
  unit: 'steps',
  axis: { scale: 'linear', domain: [0, 1] },
  quick: { measure: final('error', 'run'), seeds: [1, 2], atMost: 5, setting: '' },
};
const exactly = (value: number) => ({ value, atLeast: false });

describe('Words beside a claim', () => {
  it('give the range of few seeds and the quartiles of many', () => {
    expect(spreadWords([3])).toBe('');
    expect(spreadWords([3, 1])).toBe('1 to 3');
    expect(spreadWords([1, 2, 3, 4, 5])).toBe('median 3, quartiles 2 to 4');
    expect(spreadWords([1, 3, Number.NaN])).toBe('1 to 3, none on 1');
    expect(spreadWords([2, 2])).toBe('the same on every seed');
  });

  it('say on how many of further seeds it holds', () => {
    expect(moreSeedsWords(claim, [exactly(1), exactly(2)])).toBe('');
    expect(moreSeedsWords(claim, [exactly(1), exactly(2), exactly(9)])).toBe('holds on 2 of 3 seeds');
    const mean: Claim = { ...claim, quick: { ...claim.quick, across: 'mean' } };
    expect(moreSeedsWords(mean, [exactly(1), exactly(2), exactly(9)])).toBe('holds over 3 seeds');
  });

  it('tell the committed measurement with its form', () => {
    const row = {
      paper: 'p',
      claim: 'c',
      measured: [10, 14],
      stopped: [false, false],
      verdict: 'holds',
      backend: 'cpu-float64',
      date: '2026-11-22',
      form: 'full',
    } as const;
    expect(committedWords({ ...claim, full: claim.quick }, row)).toBe(
      '12 (10 to 14), holds, 2 seeds, cpu-float64, 2026-11-22, full size',
    );
    expect(committedWords(claim, { ...row, measured: [null], stopped: [false], verdict: 'does not hold here' })).toBe(
      '–, does not hold here, 1 seed, cpu-float64, 2026-11-22, the runs of this page',
    );
  });

  it('round durations to what is worth knowing', () => {
    expect([0.2, 40, 200, 9000].map(durationWords)).toEqual(['about 1 s', 'about 40 s', 'about 3 min', 'about 3 h']);
  });
});

import { describe, expect, it } from 'vitest';
import { advance } from './advance.ts';

/** A clock that every look at it moves on by one millisecond. */
function ticking(): () => number {
  let time = 0;
  return () => time++;
}
const still = () => 0;

function* counting(until = Number.POSITIVE_INFINITY): Generator<number> {
  for (let k = 1; k <= until; k++) yield k;
}

async function seen(
  solver: Iterator<number | undefined> | AsyncIterator<number | undefined>,
  budgetMs: number,
  maxSteps: number,
  now: () => number = ticking(),
) {
  const values: number[] = [];
  const ended = await advance(solver, { budgetMs, maxSteps, now }, (value) => {
    values.push(value);
    return true;
  });
  return { values, ended };
}

describe('A slice', () => {
  it('ends after its step limit and goes on from there in the next', async () => {
    const solver = counting();
    expect(await seen(solver, 1e9, 3)).toEqual({ values: [1, 2, 3], ended: 'more' });
    expect(await seen(solver, 1e9, 2)).toEqual({ values: [4, 5], ended: 'more' });
  });

  it('ends when its time is over, by the clock it was given', async () => {
    expect(await seen(counting(), 5, 1e9)).toEqual({ values: [1, 2, 3, 4, 5], ended: 'more' });
  });

  it('takes one step however little time it has, so that a run always goes on', async () => {
    expect(await seen(counting(), 0, 1e9)).toEqual({ values: [1], ended: 'more' });
    expect(await seen(counting(), -100, 1e9)).toEqual({ values: [1], ended: 'more' });
  });

  it('pulls nothing when no step is asked for', async () => {
    expect(await seen(counting(), 1e9, 0)).toEqual({ values: [], ended: 'more' });
  });

  it('does not count a breath as a step', async () => {
    const breathing = (function* () {
      for (let k = 1; ; k++) yield k % 3 === 0 ? k / 3 : undefined;
    })();
    expect(await seen(breathing, 1e9, 2, still)).toEqual({ values: [1, 2], ended: 'more' });
  });

  it('may end in a breath, and says so', async () => {
    const breathing = (function* () {
      yield 1;
      for (;;) yield undefined;
    })();
    expect(await seen(breathing, 4, 1e9)).toEqual({ values: [1], ended: 'breath' });
  });

  it('says that the solver ended by itself, also when asked again', async () => {
    const solver = counting(2);
    expect(await seen(solver, 1e9, 10)).toEqual({ values: [1, 2], ended: 'ended' });
    expect(await seen(solver, 1e9, 10)).toEqual({ values: [], ended: 'ended' });
  });

  it('ends at once when the observer has seen enough, before the next pull', async () => {
    let pulled = 0;
    const solver = (function* () {
      for (;;) yield ++pulled;
    })();
    expect(await advance(solver, { budgetMs: 1e9, maxSteps: 1e9, now: still }, (value) => value < 3)).toBe('more');
    expect(pulled).toBe(3);
  });

  it('waits for an observer that takes its time', async () => {
    const order: string[] = [];
    const solver = (function* () {
      for (let k = 1; k <= 2; k++) {
        order.push(`pull ${k}`);
        yield k;
      }
    })();
    await advance(solver, { budgetMs: 1e9, maxSteps: 2, now: still }, async (value) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      order.push(`seen ${value}`);
      return true;
    });
    expect(order).toEqual(['pull 1', 'seen 1', 'pull 2', 'seen 2']);
  });

  it('drives an asynchronous solver the same way', async () => {
    const solver = (async function* () {
      for (let k = 1; k <= 3; k++) {
        yield undefined;
        yield k;
      }
    })();
    expect(await seen(solver, 1e9, 2, still)).toEqual({ values: [1, 2], ended: 'more' });
    expect(await seen(solver, 1e9, 2, still)).toEqual({ values: [3], ended: 'ended' });
  });

  it('passes on what the solver or the observer throws', async () => {
    const failing = (function* (): Generator<number> {
      yield 1;
      throw new Error('the solver broke');
    })();
    await expect(seen(failing, 1e9, 5)).rejects.toThrow('the solver broke');
    const refusing = () => {
      throw new Error('the observer broke');
    };
    await expect(advance(counting(), { budgetMs: 1, maxSteps: 1, now: still }, refusing)).rejects.toThrow(
      'the observer broke',
    );
  });
});

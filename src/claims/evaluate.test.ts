import { describe, expect, it } from 'vitest';
import {
  at,
  type Claim,
  type ClaimForm,
  difference,
  fallsTo,
  final,
  type Measure,
  maximum,
  mean,
  minimum,
  ratio,
  stepsTo,
  workTo,
} from './claim.ts';
import { evaluate, type Measured, measureClaim, meets, runsOf, type Trace } from './evaluate.ts';

const trace = (
  error: readonly number[],
  outcome: Trace['outcome'] = 'converged',
  gap: readonly number[] = error,
): Trace => ({
  step: error.map((_, k) => 10 * (k + 1)),
  work: error.map((_, k) => 1000 * (k + 1)),
  metrics: { error, gap },
  outcome,
});
const exactly = (value: number): Measured => ({ value, atLeast: false });
const stopped = (value: number): Measured => ({ value, atLeast: true });
const NOTHING = exactly(Number.NaN);

const traces = {
  fast: trace([1, 0.1, 0.01]),
  slow: trace([1, 0.9, 0.8, 0.7, 0.1, 0.01]),
  short: trace([1, 0.5], 'exhausted'),
  broken: trace([1, 2, Number.POSITIVE_INFINITY], 'diverged'),
  gapped: trace([Number.NaN, 0.5, Number.NaN, 0.25]),
  empty: trace([], 'exhausted'),
};

describe('The vocabulary of claims', () => {
  it('takes the largest and the smallest value within a window of steps', () => {
    expect(evaluate(maximum('error', 'slow'), traces)).toEqual(exactly(1));
    expect(evaluate(maximum('error', 'slow', { from: 30 }), traces)).toEqual(exactly(0.8));
    expect(evaluate(minimum('error', 'slow', { from: 20, to: 40 }), traces)).toEqual(exactly(0.7));
    expect(evaluate(maximum('gap', 'gapped', { to: 40 }), traces)).toEqual(exactly(0.5));
    expect(evaluate(maximum('gap', 'gapped', { to: 10 }), traces)).toEqual(NOTHING);
    expect(evaluate(maximum('error', 'slow', { from: 1000 }), traces)).toEqual(NOTHING);
  });

  it('reads a value at the first measured step from one on', () => {
    expect(evaluate(at('error', 15, 'fast'), traces)).toEqual(exactly(0.1));
    expect(evaluate(at('error', 31, 'fast'), traces)).toEqual(NOTHING);
  });

  it('finds where a metric has fallen after its maximum, and says when it never did', () => {
    const risen = { rise: trace([0.2, 3, 5, 2, 0.4, 0.9]) };
    expect(evaluate(fallsTo('error', 1, 'rise'), risen)).toEqual(exactly(50));
    expect(evaluate(fallsTo('error', 0.1, 'rise'), risen)).toEqual(stopped(60));
    expect(evaluate(fallsTo('nothing', 1, 'rise'), risen)).toEqual(NOTHING);
  });

  it('averages measures, and is unknown when one of them is', () => {
    expect(evaluate(mean([final('error', 'fast'), final('error', 'short')]), traces)).toEqual(exactly(0.255));
    expect(evaluate(mean([final('error', 'fast'), final('none', 'short')]), traces)).toEqual(NOTHING);
    expect(evaluate(mean([]), traces)).toEqual(NOTHING);
    expect(runsOf(mean([final('error', 'fast'), final('error', 'short'), final('error', 'fast')]))).toEqual([
      'fast',
      'short',
    ]);
  });

  it('bounds the mean or the range over the seeds when a form says so', async () => {
    const claim = (across: 'mean' | 'range', bounds: { atLeast?: number; atMost?: number }): Claim => ({
      id: 'spread',
      says: '',
      where: '',
      unit: '',
      axis: { scale: 'linear', domain: [0, 1] },
      quick: { measure: final('error', 'run'), seeds: [1, 2, 3], setting: '', across, ...bounds },
    });
    const run = (_: string, seed: number) => Promise.resolve(trace([seed]));
    const measured = async (one: Claim) => measureClaim(one, one.quick, run);
    expect(await measured(claim('mean', { atMost: 2 }))).toMatchObject({ verdict: 'holds', worst: exactly(2) });
    expect((await measured(claim('mean', { atMost: 1.9 }))).verdict).toBe('does not hold here');
    expect(await measured(claim('range', { atLeast: 2 }))).toMatchObject({ verdict: 'holds', worst: exactly(2) });
    expect((await measured(claim('range', { atLeast: 2.1 }))).verdict).toBe('does not hold here');
  });

  it('counts the steps and the work to the first measured step at or below a bound', () => {
    expect(evaluate(stepsTo('error', 0.1, 'fast'), traces)).toEqual(exactly(20));
    expect(evaluate(stepsTo('error', 0.05, 'fast'), traces)).toEqual(exactly(30));
    expect(evaluate(stepsTo('error', 5, 'fast'), traces)).toEqual(exactly(10));
    expect(evaluate(workTo('error', 0.1, 'slow'), traces)).toEqual(exactly(5000));
    expect(evaluate(stepsTo('error', 0.5, 'gapped'), traces)).toEqual(exactly(20));
  });

  it('says at least so many when the run was stopped before', () => {
    expect(evaluate(stepsTo('error', 1e-9, 'short'), traces)).toEqual(stopped(20));
    expect(evaluate(workTo('error', 1e-9, 'fast'), traces)).toEqual(stopped(3000));
  });

  it('says never when the run diverged, or measured nothing', () => {
    expect(evaluate(stepsTo('error', 1e-9, 'broken'), traces)).toEqual(exactly(Number.POSITIVE_INFINITY));
    expect(evaluate(stepsTo('error', 1e-9, 'empty'), traces)).toEqual(exactly(Number.POSITIVE_INFINITY));
    expect(evaluate(stepsTo('error', 1, 'broken'), traces)).toEqual(exactly(10));
  });

  it('takes the last value and the least one that exists', () => {
    expect(evaluate(final('error', 'fast'), traces)).toEqual(exactly(0.01));
    expect(evaluate(final('error', 'broken'), traces)).toEqual(exactly(Number.POSITIVE_INFINITY));
    expect(evaluate(minimum('error', 'broken'), traces)).toEqual(exactly(1));
    expect(evaluate(minimum('error', 'gapped'), traces)).toEqual(exactly(0.25));
    expect(evaluate(final('error', 'gapped'), { gapped: trace([1, Number.NaN]) })).toEqual(NOTHING);
    expect(evaluate(minimum('error', 'a'), { a: trace([Number.NaN]) })).toEqual(NOTHING);
    expect(evaluate(final('error', 'empty'), traces)).toEqual(NOTHING);
  });

  it('divides and subtracts', () => {
    const steps = (run: string) => stepsTo('error', 0.1, run);
    expect(evaluate(ratio(steps('slow'), steps('fast')), traces)).toEqual(exactly(2.5));
    expect(evaluate(difference(steps('slow'), steps('fast')), traces)).toEqual(exactly(30));
    expect(evaluate(difference(ratio(steps('slow'), steps('fast')), final('error', 'fast')), traces)).toEqual(
      exactly(2.49),
    );
  });

  it('keeps a lower bound of what is divided, and knows nothing when the divisor is only bounded', () => {
    const never = stepsTo('error', 1e-9, 'short');
    const known = stepsTo('error', 0.1, 'fast');
    expect(evaluate(ratio(never, known), traces)).toEqual(stopped(1));
    expect(evaluate(difference(never, known), traces)).toEqual(stopped(0));
    expect(evaluate(ratio(known, never), traces)).toEqual(NOTHING);
    expect(evaluate(difference(known, never), traces)).toEqual(NOTHING);
    expect(evaluate(ratio(never, never), traces)).toEqual(NOTHING);
  });

  it('does not exist for a run or a metric that is not there', () => {
    const measures: Measure[] = [
      stepsTo('error', 1, 'none'),
      workTo('none', 1, 'fast'),
      final('none', 'fast'),
      minimum('error', 'none'),
      ratio(final('error', 'fast'), final('error', 'none')),
    ];
    for (const measure of measures) expect(evaluate(measure, traces)).toEqual(NOTHING);
  });

  it('names each of its runs once', () => {
    const nested = ratio(difference(final('error', 'a'), minimum('error', 'b')), stepsTo('error', 1, 'a'));
    expect(runsOf(nested)).toEqual(['a', 'b']);
    expect(runsOf(difference(nested, workTo('error', 1, 'c')))).toEqual(['a', 'b', 'c']);
  });
});

describe('A bound', () => {
  const form = (bounds: Pick<ClaimForm, 'atLeast' | 'atMost'>): ClaimForm => ({
    measure: final('error', 'fast'),
    seeds: [1],
    setting: '',
    ...bounds,
  });

  it('is met by what lies on it', () => {
    expect(meets(form({ atMost: 5 }), exactly(5))).toBe(true);
    expect(meets(form({ atLeast: 5 }), exactly(5))).toBe(true);
    expect(meets(form({ atLeast: 5, atMost: 6 }), exactly(6.1))).toBe(false);
    expect(meets(form({ atLeast: 5, atMost: 6 }), exactly(4.9))).toBe(false);
  });

  it('is never met by a number that does not exist', () => {
    for (const bounds of [{ atMost: 5 }, { atLeast: 5 }, {}]) expect(meets(form(bounds), NOTHING)).toBe(false);
  });

  it('from above is not met by a run that was stopped, from below it may be', () => {
    expect(meets(form({ atMost: 5 }), stopped(3))).toBe(false);
    expect(meets(form({ atLeast: 5 }), stopped(7))).toBe(true);
    expect(meets(form({ atLeast: 5 }), stopped(3))).toBe(false);
  });
});

describe('A claim', () => {
  const claim: Claim = {
    id: 'fast',
    says: 'It is fast.',
    where: 'Table 1',
    unit: 'steps',
    axis: { scale: 'linear', domain: [0, 1] },
    quick: { measure: stepsTo('error', 0.1, 'run'), seeds: [1, 2, 3], atMost: 30, setting: '' },
  };
  const measured = (bySeed: Readonly<Record<number, Trace>>, form: ClaimForm = claim.quick) =>
    measureClaim(claim, form, async (_, seed) => bySeed[seed]!);
  const reaching = (steps: number) => trace([...new Array<number>(steps / 10 - 1).fill(1), 0.05]);

  it('holds when every seed meets its bound, and shows the seed that came nearest', async () => {
    expect(await measured({ 1: reaching(10), 2: reaching(30), 3: reaching(20) })).toEqual({
      claim: 'fast',
      measured: [exactly(10), exactly(30), exactly(20)],
      verdict: 'holds',
      worst: exactly(30),
    });
    const atLeast: ClaimForm = { ...claim.quick, atLeast: 10 };
    delete (atLeast as { atMost?: number }).atMost;
    expect((await measured({ 1: reaching(20), 2: reaching(10), 3: reaching(30) }, atLeast)).worst).toEqual(exactly(10));
  });

  it('does not hold here when one seed misses it', async () => {
    expect(await measured({ 1: reaching(10), 2: reaching(50), 3: reaching(20) })).toMatchObject({
      verdict: 'does not hold here',
      worst: exactly(50),
    });
  });

  it('does not hold here when one seed was stopped early or measured nothing, and that seed decides', async () => {
    expect(await measured({ 1: reaching(30), 2: trace([1, 1], 'exhausted'), 3: reaching(20) })).toMatchObject({
      verdict: 'does not hold here',
      worst: stopped(20),
    });
    expect(await measured({ 1: reaching(30), 2: trace([1, 2], 'diverged'), 3: reaching(20) })).toMatchObject({
      verdict: 'does not hold here',
      worst: exactly(Number.POSITIVE_INFINITY),
    });
    const final_: ClaimForm = { ...claim.quick, measure: final('gap', 'run') };
    expect(
      await measured({ 1: reaching(10), 2: trace([1], 'exhausted', [Number.NaN]), 3: reaching(20) }, final_),
    ).toMatchObject({ verdict: 'does not hold here', worst: NOTHING });
  });

  it('without seeds is not measured', async () => {
    expect(await measured({}, { ...claim.quick, seeds: [] })).toEqual({
      claim: 'fast',
      measured: [],
      verdict: 'not measured',
      worst: null,
    });
  });

  it('runs each run of a seed once and reports seed after seed', async () => {
    const ran: string[] = [];
    const heard: number[] = [];
    const form: ClaimForm = {
      ...claim.quick,
      seeds: [4, 5],
      measure: ratio(stepsTo('error', 0.1, 'p'), stepsTo('error', 0.1, 'q')),
    };
    const run = async (name: string, seed: number) => {
      ran.push(`${name} ${seed}`);
      return reaching(name === 'p' ? 40 : 20);
    };
    await measureClaim(claim, form, run, ({ value }) => heard.push(value));
    expect(ran).toEqual(['p 4', 'q 4', 'p 5', 'q 5']);
    expect(heard).toEqual([2, 2]);
  });
});

import { describe, expect, it } from 'vitest';
import { atBudget, behind, type Lane, leaveOf } from './schedule.ts';

const lane = (step: number, work = step, elapsed = step): Lane => ({ step, work, elapsed });

describe('whose turn it is', () => {
  it('is that of the run that has spent least, in the unit of the race', () => {
    const [a, b] = [lane(10, 5, 2), lane(3, 50, 1)];
    expect(behind([a, b], 'steps')).toEqual([b]);
    expect(behind([a, b], 'work')).toEqual([a]);
    expect(behind([a, b], 'seconds')).toEqual([b]);
  });
  it('is that of all who have spent the same', () => {
    expect(behind([lane(0), lane(0), lane(2)], 'steps')).toHaveLength(2);
  });
});

describe('how far a slice goes', () => {
  it('comes exactly to a budget of steps, and measures its last step', () => {
    for (const budget of [1, 2, 7, 100, 1000]) {
      const lanes = [lane(0), lane(0)];
      let turns = 0;
      while (lanes.some((one) => !atBudget(one, { unit: 'steps', budget }))) {
        const mine = behind(
          lanes.filter((one) => !atBudget(one, { unit: 'steps', budget })),
          'steps',
        )[0]!;
        const leave = leaveOf(mine, lanes, { unit: 'steps', budget }, 12);
        const step = mine.step + leave.maxSteps;
        expect(leave.last).toBe(step === budget);
        lanes[lanes.indexOf(mine)] = lane(step);
        expect(Math.abs(lanes[0]!.step - lanes[1]!.step)).toBeLessThanOrEqual(8 + 0.25 * step);
        expect(++turns).toBeLessThan(200);
      }
      expect(lanes.map((one) => one.step)).toEqual([budget, budget]);
    }
  });
  it('goes by the mean cost of a step in operations', () => {
    expect(leaveOf(lane(0, 0), [], { unit: 'work', budget: 500 }, 12).maxSteps).toBe(1);
    expect(leaveOf(lane(10, 1000), [lane(1, 2000)], { unit: 'work', budget: null }, 12).maxSteps).toBe(10);
    expect(leaveOf(lane(10, 1000), [lane(1, 2000)], { unit: 'work', budget: 1500 }, 12).maxSteps).toBe(5);
  });
  it('goes by the clock in seconds', () => {
    expect(leaveOf(lane(5, 5, 1), [lane(5, 5, 1.004)], { unit: 'seconds', budget: 1.002 }, 12).budgetMs).toBeCloseTo(
      2,
      6,
    );
    expect(leaveOf(lane(5, 5, 1), [lane(5, 5, 2)], { unit: 'seconds', budget: null }, 12).budgetMs).toBe(12);
  });
});

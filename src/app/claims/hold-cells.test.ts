import { describe, expect, it } from 'vitest';
import { type Claim, final } from '../../claims/claim.ts';
import { integer, number } from '../../params/descriptor.ts';
import { type HoldAxis, valuesOf } from './hold-axes.ts';
import { type HoldCell, holdWords, shaded } from './hold-cells.ts';

const axis = (to: Partial<HoldAxis>): HoldAxis => ({
  key: 'eta',
  id: 'eta',
  label: 'Rate',
  param: number({ label: 'Rate', symbol: 'η', min: 1e-4, max: 10, scale: 'log', default: 0.1 }),
  runs: ['run'],
  own: 0.1,
  from: 0.025,
  to: 0.4,
  ...to,
});
const cell = (x: number, y: number, state: HoldCell['state'], value = 1): HoldCell => ({
  x,
  y,
  state,
  value,
  over: false,
  distance: 0,
  reason: '',
});
const claim: Claim = {
  id: 'c',
  says: '',
  where: '',
  unit: '',
  axis: { scale: 'log', domain: [1, 1000] },
  quick: { measure: final('error', 'run'), seeds: [1], atMost: 10, setting: '' },
};

describe('The axes of a map', () => {
  it('go from end to end on the parameter’s scale with the claim’s own value in the middle', () => {
    expect(valuesOf(axis({}), 3)).toEqual([0.025, 0.1, 0.4]);
    expect(valuesOf(axis({}), 5)).toEqual([0.025, 0.05, 0.1, 0.2, 0.4]);
    expect(valuesOf(axis({ from: 1, to: 10 }), 3)).toEqual([1, 3.16, 10]);
  });

  it('hold every whole number once', () => {
    const param = integer({ label: 'Depth', min: 1, max: 9, default: 2 });
    expect(valuesOf(axis({ param, own: 2, from: 1, to: 3 }), 7)).toEqual([1, 2, 3]);
  });
});

describe('The sentence under a map', () => {
  const axes = [
    [axis({}), [0.025, 0.1, 0.4]],
    [axis({ param: number({ label: 'Depth', min: 0, max: 9, default: 2 }) }), [1, 2]],
  ] as const;

  it('counts the cells and names the one threshold that parts them', () => {
    const cells = [cell(0, 0, 'holds'), cell(1, 0, 'holds'), cell(2, 0, 'fails'), cell(2, 1, 'fails')];
    expect(holdWords(cells, axes)).toBe('Holds in 2 of 4 cells; fails where η is 0.4 or more.');
    expect(holdWords([cell(0, 0, 'fails'), cell(0, 1, 'holds'), cell(2, 1, 'holds')], axes)).toBe(
      'Holds in 2 of 3 cells; fails where Depth is 1 or less.',
    );
  });

  it('names none where there is none, and says what could not be measured', () => {
    const mixed = [
      cell(0, 0, 'holds'),
      cell(1, 0, 'fails'),
      cell(0, 1, 'fails'),
      cell(1, 1, 'holds'),
      cell(2, 1, 'none'),
    ];
    expect(holdWords(mixed, axes)).toBe('Holds in 2 of 4 cells; not measurable in 1.');
    expect(holdWords([cell(0, 0, 'none')], axes)).toBe('Could not be measured in 1 cell.');
    expect(holdWords([], axes)).toBe('Nothing measured yet.');
  });

  it('shades by decades from the bound where the claim’s axis counts in decades', () => {
    const [near, far, none] = shaded(claim, [
      cell(0, 0, 'holds', 1),
      cell(1, 0, 'fails', 1000),
      cell(2, 0, 'none', Number.NaN),
    ]);
    expect([near!.distance, far!.distance, none!.distance]).toEqual(
      [0.5, 1, 0].map((share) => expect.closeTo(share, 9)),
    );
  });
});

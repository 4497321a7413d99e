import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choice, integer, number, toggle } from './descriptor.ts';
import { accepts, asNumber, changed, fromPosition, readValue, toPosition, writeNumber } from './text.ts';

const eps = number({ label: 'ε', min: 1e-4, max: 10, scale: 'log', default: 0.05 });
const shift = number({ label: 'Shift', min: -5, max: 5, default: 1 });
const n = integer({ label: 'n', min: 1, max: 100, default: 20 });
const cost = choice({ label: 'Cost', options: ['near', 'far'], default: 'near' });
const damped = toggle({ label: 'Damped', default: true });

const number64 = fc.double({ noNaN: true, noDefaultInfinity: true });
const anything = fc.oneof(
  fc.anything({ withBigInt: true, withNullPrototype: true, withObjectString: true }),
  fc.constant(Symbol('a symbol')),
  fc.constant(JSON.parse('{"toString":1,"valueOf":1}')),
);

describe('Reading a number', () => {
  it.each(['', ' ', '\t', 'NaN', 'abc', '1,5', '5 apples', '1e400', '-1e400', 'Infinity', '--3'])(
    'refuses the text "%s" for the default',
    (text) => {
      expect(readValue(shift, text)).toEqual({ ok: false, value: 1, reason: 'must be a number from -5 to 5' });
    },
  );

  it.each([null, undefined, true, false, {}, [3], Number.NaN, Number.POSITIVE_INFINITY, 3n, () => 3])(
    'refuses %s, which is no number, for the default',
    (given) => {
      expect(readValue(shift, given)).toMatchObject({ ok: false, value: 1 });
    },
  );

  it('reads the typographic minus, also in an exponent, and blanks around the number', () => {
    expect(readValue(shift, '−3')).toEqual({ ok: true, value: -3 });
    expect(readValue(shift, '−1e−3')).toEqual({ ok: true, value: -1e-3 });
    expect(readValue(shift, ' 2.5 ')).toEqual({ ok: true, value: 2.5 });
    expect(readValue(shift, 2.5)).toEqual({ ok: true, value: 2.5 });
  });

  it('answers a number out of range with the nearest end, and says which', () => {
    expect(readValue(eps, '0')).toEqual({
      ok: false,
      value: 1e-4,
      reason: 'is below 1e-4; accepted is a number from 1e-4 to 10',
    });
    expect(readValue(eps, 1e300)).toEqual({
      ok: false,
      value: 10,
      reason: 'is above 10; accepted is a number from 1e-4 to 10',
    });
    expect(readValue(eps, 1e-4).ok && readValue(eps, 10).ok).toBe(true);
  });

  it('answers a broken number with the nearest whole one where only those are accepted', () => {
    expect(readValue(n, '2.6')).toEqual({ ok: false, value: 3, reason: 'must be a whole number from 1 to 100' });
    expect(readValue(n, '99.9')).toMatchObject({ ok: false, value: 100 });
    expect(readValue(n, '3.0')).toEqual({ ok: true, value: 3 });
    expect(readValue(n, '1e2')).toEqual({ ok: true, value: 100 });
  });

  it('of an unknown kind never throws, and always gives a value that is accepted', () => {
    fc.assert(
      fc.property(anything, (given) => {
        for (const param of [eps, shift, n, cost, damped])
          expect(readValue(param, readValue(param, given).value).ok).toBe(true);
        expect(typeof asNumber(given)).toBe('number');
      }),
    );
  });
});

describe('Reading a choice or a toggle', () => {
  it('takes the options as they are written, and nothing near them', () => {
    expect(readValue(cost, 'far')).toEqual({ ok: true, value: 'far' });
    for (const given of ['Far', 'far ', '', null, 0, 'toString'])
      expect(readValue(cost, given)).toEqual({ ok: false, value: 'near', reason: 'must be one of near, far' });
  });

  it('takes true, false, 1 and 0', () => {
    for (const given of [true, 'true', '1']) expect(readValue(damped, given)).toEqual({ ok: true, value: true });
    for (const given of [false, 'false', '0']) expect(readValue(damped, given)).toEqual({ ok: true, value: false });
    for (const given of ['yes', '', null, 2])
      expect(readValue(damped, given)).toMatchObject({ ok: false, value: true });
  });
});

describe('Writing a number', () => {
  it.each([
    [1e-12, '1e-12'],
    [1200, '1200'],
    [0.05, '0.05'],
    [1e5, '1e5'],
    [-1e21, '-1e21'],
    [0, '0'],
    [-0, '0'],
  ])('gives the shorter of the plain and the exponential form: %d is %s', (value, text) => {
    expect(writeNumber(value)).toBe(text);
  });

  it('is undone by reading, for every finite number', () => {
    const wide = number({ label: 'x', min: -Number.MAX_VALUE, max: Number.MAX_VALUE, default: 0 });
    fc.assert(
      fc.property(number64, (value) => {
        expect(readValue(wide, writeNumber(value))).toEqual({ ok: true, value: value === 0 ? 0 : value });
        expect(writeNumber(value).length).toBeLessThanOrEqual(String(value).length);
      }),
    );
  });
});

describe('A slider', () => {
  it('has its ends at 0 and 1 and the geometric mean in the middle of a logarithmic scale', () => {
    expect([toPosition(eps, eps.min), toPosition(eps, eps.max)]).toEqual([0, 1]);
    expect(toPosition(eps, Math.sqrt(eps.min * eps.max))).toBeCloseTo(0.5, 12);
    expect(toPosition(shift, 0)).toBe(0.5);
  });

  it('keeps values out of range at its ends, and a range of one value at 0', () => {
    expect([toPosition(shift, -9), toPosition(shift, 9), toPosition(eps, 0)]).toEqual([0, 1, 0]);
    expect(toPosition({ min: 3, max: 3, scale: 'linear' }, 3)).toBe(0);
  });

  it('gives back a value of three digits at the position of that value', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 999 }), fc.integer({ min: -5, max: -3 }), (digits, exponent) => {
        const value = Number(`${digits}e${exponent}`);
        expect(fromPosition(eps, toPosition(eps, value))).toBe(Math.min(10, Math.max(1e-4, value)));
      }),
    );
    for (let whole = 1; whole <= 100; whole++) expect(fromPosition(n, toPosition(n, whole))).toBe(whole);
  });

  it('never leaves the range, wherever it is dragged', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (position) => {
        for (const param of [eps, shift, n]) expect(readValue(param, fromPosition(param, position)).ok).toBe(true);
      }),
    );
  });
});

describe('A parameter set', () => {
  it('names what differs from the defaults in its own order', () => {
    expect(changed({ eps, n, cost }, { cost: 'far', n: 20, eps: 1 })).toEqual([
      ['eps', 1],
      ['cost', 'far'],
    ]);
    expect(changed({ eps, n, cost }, {})).toEqual([]);
  });

  it('says in words what each parameter accepts', () => {
    expect([eps, n, cost, damped].map(accepts)).toEqual([
      'a number from 1e-4 to 10',
      'a whole number from 1 to 100',
      'one of near, far',
      'true or false',
    ]);
  });
});

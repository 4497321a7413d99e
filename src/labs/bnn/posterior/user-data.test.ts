import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../../../math/random.ts';
import { readData, userProblem } from './user-data.ts';

const random = mulberry32(1);
const rows = (n: number) => Array.from({ length: n }, (_, i) => [i % 7, 10 * random(), i % 2 === 0 ? 'yes' : 'no']);
const problem = (data: unknown, kind: 'classification' | 'regression' = 'classification') =>
  userProblem(data, kind, 0.3, { hidden: [8, 8], activation: 'relu' }, 1);

describe('a reader’s table', () => {
  it('is standardised on the rows to learn from, a fifth held out', () => {
    const { train, test, classes, features, notes } = problem({ rows: rows(100) });
    expect([train.count, test.count, classes, features]).toEqual([80, 20, ['no', 'yes'], 2]);
    for (let c = 0; c < 2; c++) {
      const column = Array.from({ length: 80 }, (_, i) => train.inputs[2 * i + c]!);
      expect(column.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 9);
      expect(column.reduce((a, b) => a + b * b, 0) / 80).toBeCloseTo(1, 9);
    }
    expect(notes.join(' ')).toMatch(/standardised/);
  });

  it('finds its class by name, and takes values where asked', () => {
    const named = { header: ['Label', 'a', 'b'], rows: rows(40).map(([a, b, c]) => [c!, a!, b!]) };
    expect(problem(named).classes).toEqual(['no', 'yes']);
    const values = problem({ rows: rows(40).map(([a, b]) => [b!, a!]) }, 'regression');
    expect([values.kind, values.outputs, values.line]).toEqual(['regression', 1, { from: -3.5, to: 3.5 }]);
  });

  it('keeps a constant feature as zeros and says so', () => {
    const { train, notes } = problem({ rows: rows(40).map(([, b, c]) => [5, b!, c!]) });
    expect(train.inputs.filter((_, k) => k % 2 === 0).every((value) => value === 0)).toBe(true);
    expect(notes.at(-1)).toBe('column 1 is constant and tells nothing: it enters as 0.');
  });

  it.each([
    ['one class', { rows: rows(30).map(([a, b]) => [a, b, 'same']) }, /All rows are of the class same; at least two/],
    [
      'an empty cell',
      { rows: rows(30).map((row, i) => (i === 4 ? ['', 1, 'no'] : row)) },
      /Row 5, column 1: the cell is empty/,
    ],
    [
      'NaN',
      { rows: rows(30).map((row, i) => (i === 2 ? [1, Number.NaN, 'no'] : row)) },
      /Row 3, column 2: “NaN” is not/,
    ],
    ['a word among numbers', { rows: rows(30).map((row, i) => (i === 2 ? [1, 'many', 'no'] : row)) }, /“many” is not/],
    [
      'a class of 1.5',
      { rows: rows(30).map(([a, b], i) => [a, b, i === 3 ? 1.5 : 1]) },
      /Row 4, column 3: 1.5 is not a class/,
    ],
    ['too many classes', { rows: rows(30).map(([a, b], i) => [a, b, i]) }, /30 different classes; at most 20/],
    ['too few rows', { rows: rows(5) }, /5 rows; 20 to 5000 are accepted/],
    [
      'rows of different length',
      { rows: rows(30).map((row, i) => (i === 9 ? [1, 'no'] : row)) },
      /Row 10 does not have 3/,
    ],
    ['no table', 'hello', /The data has no rows/],
  ])('refuses %s with one sentence', (_, data, sentence) => {
    expect(() => problem(data)).toThrow(sentence);
  });

  it('is checked before it is handed on', () => {
    const data = { rows: rows(30) };
    expect(readData(data)).toBe(data);
    expect(() => readData({ rows: rows(30).map(([, b, c]) => ['x', b, c]) })).toThrow(/is not a finite number/);
  });
});

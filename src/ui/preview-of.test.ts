import { describe, expect, it } from 'vitest';
import { previewOf, rowNamed } from './preview-of.ts';

describe('what is shown of data before it is used', () => {
  it('is points with their weights', () => {
    const found = previewOf({
      points: [
        [0, 1],
        [2, -3.5],
      ],
      weights: [1, 3],
    });
    expect(found.facts).toEqual(['2 rows of 2 columns', 'beside them weights', 'values from −3.5 to 2']);
    expect(found.table).toEqual({
      head: ['column 1', 'column 2', 'weights'],
      rows: [
        ['0', '1', '1'],
        ['2', '−3.5', '3'],
      ],
    });
    expect(found.points).toEqual([
      [0, 1],
      [2, -3.5],
    ]);
  });

  it('is the side that a file of both sides begins with', () => {
    expect(previewOf({ source: { points: [[0, 1]] }, target: { points: [[1, 1]] } }).points).toEqual([[0, 1]]);
  });

  it('is a table of words and numbers, with its header', () => {
    const found = previewOf({
      rows: [
        ['1', 'a'],
        ['2', 'b'],
      ],
      header: ['x', 'class'],
    });
    expect(found.table!.head).toEqual(['x', 'class']);
    expect(found.points).toBeNull();
  });

  it('is four digits and a typographic minus of numbers kept as text; whole numbers and words as they are', () => {
    const rows = [['-0.12345678901234567', '-3', 'a-b', '', '1e-7', '10000000', ' ']];
    expect(previewOf({ rows }).table!.rows[0]).toEqual(['−0.1235', '−3', 'a-b', '', '10⁻⁷', '10000000', ' ']);
  });

  it('is the row that cannot be used too, marked and numbered', () => {
    const points = Array.from({ length: 9 }, (_, k) => [k, -k]);
    expect(previewOf({ points }, rowNamed('source.points row 8, column 2 is -7')).table).toEqual({
      head: ['row', 'column 1', 'column 2'],
      rows: [
        ['1', '0', '0'],
        ['2', '1', '−1'],
        ['3', '2', '−2'],
        ['4', '3', '−3'],
        ['5', '4', '−4'],
        ['8', '7', '−7'],
      ],
      bad: 5,
    });
    expect(previewOf({ points }, rowNamed('Point 2, column 1, is 1')).table).toMatchObject({ bad: 1 });
    expect(previewOf({ points }, rowNamed('The number of points is 9')).table!.bad).toBeUndefined();
    expect(previewOf({ points }, 12).table!.head).toHaveLength(2);
  });

  it('draws no points whose range is no number', () => {
    const far = {
      points: [
        [-1e308, 0],
        [1e308, 1],
      ],
    };
    expect(previewOf(far).points).toBeNull();
    expect(previewOf(far).table!.rows).toHaveLength(2);
  });

  it('is images, the first of many, and matrices as rows', () => {
    const image = Array.from({ length: 4 }, () => 0.5);
    expect(previewOf({ images: Array.from({ length: 20 }, () => image), width: 2, height: 2 }).image).toHaveLength(12);
    expect(previewOf({ image: [[0, 1]] }).image).toEqual([{ width: 2, height: 1, values: [0, 1] }]);
    expect(
      previewOf({
        matrices: [
          [
            [2, 0],
            [0, 2],
          ],
        ],
      }).facts[0],
    ).toBe('1 row of 4 columns');
  });

  it('is two lists where there is no table, and nothing of nothing', () => {
    expect(previewOf({ p: [0.5, 0.5], q: [1] }).table!.rows[0]).toEqual(['0.5', '0.5']);
    expect(previewOf(null).table).toBeNull();
  });
});

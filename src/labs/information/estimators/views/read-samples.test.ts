import { describe, expect, it } from 'vitest';
import { readSamples } from './read-samples.ts';

describe('samples from a CSV', () => {
  it('takes the last column as y, whatever the separator, and leaves names out', () => {
    expect(readSamples('a,b,label\n1,2,0\n3,4.5,1\n', 'f.csv')).toEqual({
      data: {
        x: [
          [1, 2],
          [3, 4.5],
        ],
        y: [0, 1],
      },
      says: '2 samples, 2 columns of x, y read as classes, one line of names left out',
    });
    expect(readSamples('1;-0.5\r\n\r\n2;1e-3\r\n', 'f.csv').data).toEqual({ x: [[1], [2]], y: [-0.5, 0.001] });
  });

  it('takes quoted cells', () => {
    expect(readSamples('"1","0"\n"2","1"', 'f.csv').data).toEqual({ x: [[1], [2]], y: [0, 1] });
  });

  it('names row and column of what it cannot read', () => {
    expect(() => readSamples('1,2\n3,x\n', 'f.csv')).toThrow('f.csv, row 2, column 2: “x” is not a number.');
    expect(() => readSamples('1,2\n\n3\n', 'f.csv')).toThrow('row 3: 1 columns where 2');
    expect(() => readSamples('', 'f.csv')).toThrow('empty');
    expect(() => readSamples('1\n2\n', 'f.csv')).toThrow('one column');
    expect(() => readSamples('1,2\n'.repeat(5001), 'f.csv')).toThrow('5001 rows');
    expect(() => readSamples('1,NaN\n2,3\n', 'f.csv')).toThrow('row 1, column 2');
  });
});

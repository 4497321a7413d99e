import { describe, expect, it } from 'vitest';
import { readTable } from './read-table.ts';

describe('A reader’s table', () => {
  it('is rows of cells as they stand, with names where the first line has them', () => {
    expect(readTable('a;b;label\n1;2.5;yes\n\n3;-4e1;no\n', 'The text').data).toEqual({
      header: ['a', 'b', 'label'],
      rows: [
        ['1', '2.5', 'yes'],
        ['3', '-4e1', 'no'],
      ],
    });
    expect(readTable('1,2,0\n3,,1', 'The text').data).toEqual({
      rows: [
        ['1', '2', '0'],
        ['3', '', '1'],
      ],
    });
  });

  it('says what it understood, and that nothing is there', () => {
    expect(readTable('x,y\n1,2\n', 'a.csv').says).toBe('1 row of 2 columns, named x, y');
    expect(() => readTable(' \n', 'a.csv')).toThrow(/^a\.csv is empty; accepted is a CSV/);
  });
});

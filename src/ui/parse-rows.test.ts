import { expect, it } from 'vitest';
import { looksLikeNumbers, noNumber, parseNumbers, parseRows } from './parse-rows.ts';
import { readPoints } from './read-points-file.ts';

const read = (text: string) => parseNumbers(text, 'a.csv', 'a CSV of points');

it('reads decimal commas where semicolons or tabs separate, in the first row too, and says so', () => {
  const both = [
    [1.5, 2.5],
    [-3, 0.25],
  ];
  expect(read('1,5;2,5\n-3;,25\n')).toMatchObject({
    values: both,
    names: null,
    says: ', decimal commas read as points',
  });
  expect(read('1,5\t2,5\n-3\t0,25').values).toEqual(both);
  expect(readPoints('1,5;2,5\n3;4', 'a.csv').says).toBe('2 points, decimal commas read as points');
});

it('names row, column and decimal comma where commas separate', () => {
  expect(() => read('"1,5","2,5"\n')).toThrow('a.csv, row 1, column 1: “1,5” has a decimal comma');
  expect(() => read('x,y\n\n1,"2,5"\n')).toThrow('a.csv, row 3, column 2: “2,5” has a decimal comma');
  expect(noNumber('a.csv', 2, 1, 'x')).toBe('a.csv, row 2, column 1: “x” is not a number.');
});

it('reads quoted cells and names', () => {
  expect(read('"1","2"\n"3","4"').values).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(parseRows('"a, b",c\n1,2')).toMatchObject({ names: ['a, b', 'c'], says: ', one line of names left out' });
});

it('tells words from numbers', () => {
  expect(() => read('hello world')).toThrow(
    'a.csv holds no numbers: it begins “hello world”; accepted is a CSV of points.',
  );
  expect(() => read(' \n')).toThrow('a.csv is empty');
  for (const text of ['1,2', '1,5;2,5', '1 2\n3 4', '5\n6', 'x,y\n1,2', '[[[1,0],[0,1]]]', '"1","2"', '5.1,3.5,iris'])
    expect(looksLikeNumbers(text), text).toBe(true);
  for (const text of [
    'hello world',
    'hello, world',
    'In 2020 came 3',
    'Dear all,\n1, 2 and 3 are',
    '',
    '{"a":1}',
    'a\n5',
  ])
    expect(looksLikeNumbers(text), text).toBe(false);
});

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

it('reads columns separated by blanks, as numpy.savetxt writes them', () => {
  const rows = [
    [1, 2],
    [3, 4],
    [5, 6],
  ];
  expect(read('1 2\n3 4\n5 6')).toMatchObject({ values: rows, names: null, says: '' });
  const savetxt = '1.000000000000000000e+00 2.000000000000000000e+00\r\n 3.0e0   4.0e0\n\n5 6\n';
  expect(read(savetxt).values).toEqual(rows);
  expect(read('# x y\n1 2\n3 4\n5 6\n')).toMatchObject({ values: rows, names: ['x', 'y'] });
  expect(readPoints('1 2 0.5\n3 4 1', 'a.txt').says).toBe('2 points with weights');
  expect(() => read('1 2\n\n3 x')).toThrow('a.csv, row 3, column 2: “x” is not a number.');
  expect(() => read('1, 2\n3 4, 5')).toThrow('a.csv, row 2, column 1: “3 4” is more than one number; one mark');
  expect(() => read('NaN NaN\n1 2')).toThrow('a.csv, row 1, column 1: “NaN” is not a number.');
});

it('reads a JSON list of rows, and says what separates where it is none', () => {
  expect(read('[[1,2],\n [3e0,4]]').values).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(() => read('[[1,2],[3,null]]')).toThrow('a.csv, row 2, column 2: “null” is not a number.');
  for (const text of ['[[1,2],[3,4', '[[1. 2.]\n [3. 4.]]', '[1,2,3]', '[[[1],[2]]]'])
    expect(() => read(text), text).toThrow(
      'a.csv begins like a list and is no JSON list of rows; accepted are [[1,2],[3,4]], or a row a line, its columns separated by commas',
    );
});

it('names row and column of a coordinate or weight out of range', () => {
  const cases = [
    [
      '0,0,1\n1,1,-2',
      'a.csv, row 2, column 3: −2 is not a weight that can be used; accepted are numbers from 0 to 1e100.',
    ],
    [
      '0,0\n1e308,1',
      'a.csv, row 2, column 1: 1e+308 is not a coordinate that can be used; accepted are numbers from −1e100 to 1e100.',
    ],
    ['0,0,0\n1,1,0', 'a.csv has no mass: all weights, in column 3, are 0.'],
  ] as const;
  for (const [text, sentence] of cases) expect(() => readPoints(text, 'a.csv')).toThrow(sentence);
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
  for (const text of [
    '1,2',
    '1,5;2,5',
    '1 2\n3 4',
    '5\n6',
    'x,y\n1,2',
    '[[[1,0],[0,1]]]',
    '"1","2"',
    '5.1,3.5,iris',
    '# x y\n1 2\n3 4',
    '[\n  [1,2],\n  [3,4]\n]',
  ])
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

import { expect, it } from 'vitest';
import { readLaws } from './read-laws.ts';

it('reads two lines or two columns', () => {
  expect(readLaws('0.7, 0.2, 0.1\n0.5 0.5\n', 'a').data).toEqual({ p: [0.7, 0.2, 0.1], q: [0.5, 0.5] });
  expect(readLaws('0.5,0.2\n0.25,0.3\n0.25,0.5', 'a').data).toEqual({ p: [0.5, 0.25, 0.25], q: [0.2, 0.3, 0.5] });
});

it('reads a JSON list of two lists', () => {
  expect(readLaws('[[0.7, 0.3],\n [0.5, 0.25, 0.25]]', 'a').data).toEqual({ p: [0.7, 0.3], q: [0.5, 0.25, 0.25] });
});

it('reads quoted cells, and decimal commas between semicolons', () => {
  expect(readLaws('"0.7","0.3"\n"0.5","0.5"', 'a').data).toEqual({ p: [0.7, 0.3], q: [0.5, 0.5] });
  expect(readLaws('0,7;0,3\n0,5;0,25;0,25', 'a').data).toEqual({ p: [0.7, 0.3], q: [0.5, 0.25, 0.25] });
});

it('names row and column of what is no number, and what is accepted', () => {
  expect(() => readLaws('0.5,0.5\n0.5,x', 'a.csv')).toThrow('a.csv, row 2, column 2: “x” is not a number.');
  expect(() => readLaws('1', 'a.csv')).toThrow('a.csv has 1 line of masses; accepted are two lines');
});

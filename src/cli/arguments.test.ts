import { describe, expect, it } from 'vitest';
import { readArguments, UsageError } from './arguments.ts';

const read = (...argv: string[]) => readArguments(argv, ['seed', 'until', 'link'], ['list']);

describe('The arguments of a command', () => {
  it('are options, flags, pairs and the rest, in any order', () => {
    expect(read('a/b/c', '--seed', '7', 'eps=0.1', '--list', 'n=5')).toEqual({
      positional: ['a/b/c'],
      pairs: [
        ['eps', '0.1'],
        ['n', '5'],
      ],
      options: { seed: '7', list: true },
    });
    expect(read()).toEqual({ positional: [], pairs: [], options: {} });
  });

  it('may carry an option and its value in one word, with any sign in the value', () => {
    expect(read('--seed=7', '--until=error<1e-9').options).toEqual({ seed: '7', until: 'error<1e-9' });
    expect(read('--link=#/a/b/c?eps=1&n=2').options).toEqual({ link: '#/a/b/c?eps=1&n=2' });
    expect(read('--link', '#/a/b/c?eps=1&n=2').options).toEqual({ link: '#/a/b/c?eps=1&n=2' });
    expect(read('--seed=').options).toEqual({ seed: '' });
  });

  it('take the word after an option as its value, even when it begins with a dash', () => {
    expect(read('--seed', '-1').options).toEqual({ seed: '-1' });
  });

  it('split a pair at its first equals sign only', () => {
    expect(read('data=a=b=c', 'eps=').pairs).toEqual([
      ['data', 'a=b=c'],
      ['eps', ''],
    ]);
  });

  it('take what begins with an equals sign or a digit for no pair', () => {
    expect(read('=3', '3=4', 'x y=1')).toEqual({ positional: ['=3', '3=4', 'x y=1'], pairs: [], options: {} });
  });

  it('that are not known or have no value are refused by name', () => {
    expect(() => read('--speed', '3')).toThrow(
      new UsageError('--speed is not an option; accepted are --seed --until --link --list.'),
    );
    expect(() => read('--seed')).toThrow(new UsageError('--seed needs a value.'));
    expect(() => read('--toString')).toThrow(UsageError);
    expect(() => read('--')).toThrow(UsageError);
  });
});

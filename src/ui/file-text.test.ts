import { expect, it } from 'vitest';
import { fileText } from './file-text.ts';
import { writeNpy } from './write-npy.ts';

const file = (content: BlobPart, name: string, type = '') => new File([content], name, { type });
const read = (given: File, most = 1000) => fileText(given, most, 'a CSV of points');

it('is the text of a CSV and the lines of an array', async () => {
  expect(await read(file('1,2\n', 'a.csv'))).toBe('1,2\n');
  expect(await read(file(writeNpy(Float64Array.of(0.1, 2, Number.NaN, 4), [2, 2]), 'a.npy'))).toBe('0.1,2\nNaN,4');
  expect(await read(file(writeNpy(Uint8Array.of(1, 2, 3, 4), [1, 2, 2]), 'a.npy'))).toBe('1,2,3,4');
});

it('names the file and what is accepted where it is something else', async () => {
  const cases: [File, string][] = [
    [file('', 'a.csv'), 'a.csv is empty, with no bytes at all; accepted is a CSV of points.'],
    [file('x', 'a.npy'), 'a.npy is not an NPY file'],
    [file(Uint8Array.of(0x89, 0x50, 0x4e, 0x47), 'a.csv'), 'a.csv is an image'],
    [file('words', 'a.png', 'image/png'), 'a.png is an image'],
    [file(Uint8Array.of(1, 0, 2), 'a.csv'), 'a.csv is not text but a binary file; accepted is a CSV of points.'],
    [file('PK\u0003\u0004', 'a.zip'), 'a.zip is a ZIP archive, damaged or with no run of this page in it; accepted'],
    [file('words', 'a.zip'), 'a.zip is a ZIP archive, damaged'],
    [file('<!doctype html><p>1,2', 'a.csv'), 'a.csv is an HTML page; accepted'],
    [file('<?xml version="1.0"?><svg/>', 'a.txt'), 'a.txt is an SVG drawing with no run'],
    [file('<svg/>', 'a.svg', 'image/svg+xml'), 'a.svg is an SVG drawing with no run'],
    [file('<?xml version="1.0"?><a/>', 'a.csv'), 'a.csv is markup, not numbers'],
    [
      file(writeNpy(Float64Array.of(1), [1]), 'a.npy'),
      'a.npy has the shape (1); accepted is an array of rows and columns.',
    ],
    [
      file(writeNpy(new Float64Array(0), [0, 2]), 'a.npy'),
      'a.npy has the shape (0, 2), with no number in it; accepted is an array of rows and columns.',
    ],
  ];
  for (const [given, words] of cases) await expect(read(given)).rejects.toThrow(words);
  await expect(read(file('x'.repeat(2_000_000), 'a.csv'), 1_000_000)).rejects.toThrow(
    'a.csv has 2 MB, and at most 1 MB',
  );
});

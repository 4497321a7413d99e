import { expect, it } from 'vitest';
import { readPointsFile } from './read-points-file.ts';
import { writeNpy } from './write-npy.ts';

const array = (values: number[], shape: number[], name = 'a.npy') =>
  new File([writeNpy(Float64Array.from(values), shape)], name);

it('averages an array down to 32 × 32, the largest mean to 1', async () => {
  // Every pixel of the picture is the mean of 2 × 2 numbers, of which the first is 0.
  const mean = (r: number, c: number) => (r * 32 + c) % 7;
  const values = Array.from({ length: 64 * 64 }, (_, k) => {
    const [y, x] = [Math.floor(k / 64), k % 64];
    const share = y % 2 === 0 ? (x % 2 === 0 ? 0 : 1) : x % 2 === 0 ? 2 : 1;
    return share * mean(Math.floor(y / 2), Math.floor(x / 2));
  });
  const { data, says } = await readPointsFile(array(values, [64, 64]), true);
  expect(says).toBe('an image of 32 × 32 masses, averaged from 64 × 64, scaled to at most 1');
  const { image } = data as { image: number[][] };
  expect(image).toEqual(
    Array.from({ length: 32 }, (_, r) =>
      Array.from({ length: 32 }, (_, c) => Number((mean(r, c) / 6 + 0.001).toFixed(4))),
    ),
  );
});

it('keeps the shape of an array that is wider than tall', async () => {
  const { data } = await readPointsFile(
    array(
      Array.from({ length: 16 * 64 }, (_, k) => k % 64),
      [16, 64],
    ),
    true,
  );
  const { image } = data as { image: number[][] };
  expect([image.length, image[0]!.length]).toEqual([8, 32]);
  expect(image[3]![31]).toBe(1.001);
  expect(image[3]![0]).toBeCloseTo(0.5 / 62.5 + 0.001, 4);
});

it('refuses an array by its size before it reads it, and by row, column and value after', async () => {
  const large = array([], [0, 4], 'large.npy');
  Object.defineProperty(large, 'size', { value: 256_000_000 });
  Object.defineProperty(large, 'arrayBuffer', { value: () => Promise.reject(new Error('it was read')) });
  await expect(readPointsFile(large, true)).rejects.toThrow(
    'large.npy has 256 MB, and at most 4 MB are read; accepted is a CSV or NPY array with two columns',
  );
  await expect(readPointsFile(array([0, 0, 0, 0, 0, 1, -2.5, 0], [2, 4]), true)).rejects.toThrow(
    'a.npy, row 2, column 3: −2.5 is not a mass that can be used; accepted are numbers from 0 to 1e100.',
  );
  await expect(readPointsFile(array([0, 0, 1, 1, 1, -1], [2, 3]), true)).rejects.toThrow('a.npy, row 2, column 3: −1');
  await expect(readPointsFile(array([0, 0, 0, 0], [1, 4]), true)).rejects.toThrow('a.npy has no mass');
});

it('takes a JSON list of rows as points, and any other JSON as both sides', async () => {
  const read = (text: string) => readPointsFile(new File([text], 'a.json'), true);
  expect((await read('[[1,2],[3,4]]')).data).toEqual({
    points: [
      [1, 2],
      [3, 4],
    ],
  });
  expect((await read('{"source":1}')).data).toEqual({ whole: { source: 1 } });
});

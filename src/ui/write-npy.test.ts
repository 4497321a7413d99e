import { describe, expect, it } from 'vitest';
import { readNpy } from './read-npy.ts';
import { writeNpy } from './write-npy.ts';

describe('writeNpy', () => {
  it.each([
    ['<f8', Float64Array.of(0.1, -1e-300, Number.NaN, 4, 5, Number.POSITIVE_INFINITY), [2, 3]],
    ['<f4', Float32Array.of(0.5, -2, 3, 4), [4]],
    ['<i4', Int32Array.of(-1, 2, 2 ** 30, 7), [1, 2, 2]],
    ['|u1', Uint8Array.of(0, 128, 255), [3]],
  ])('writes %s so that it is read back', (descr, values, shape) => {
    const file = writeNpy(values, shape);
    expect(new TextDecoder('latin1').decode(file.subarray(10, 90))).toContain(`'descr': '${descr}'`);
    const back = readNpy(file, 'a.npy');
    expect(back.shape).toEqual(shape);
    expect([...back.values]).toEqual([...values]);
  });

  it('begins its numbers at a multiple of 64 bytes', () => {
    for (const shape of [[1], [1, 1, 1, 1], [1, 1]])
      expect((writeNpy(Float64Array.of(1), shape).length - 8) % 64).toBe(0);
  });

  it('writes a part of a larger buffer', () => {
    expect([...readNpy(writeNpy(Float64Array.of(1, 2, 3).subarray(1), [2]), 'b').values]).toEqual([2, 3]);
  });
});

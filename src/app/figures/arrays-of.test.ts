import { expect, it } from 'vitest';
import { readNpy } from '../../ui/read-npy.ts';
import { arraysOf, npyFiles } from './arrays-of.ts';

it('finds typed arrays and nested lists, with their shapes', () => {
  const found = arraysOf({
    plan: { rows: 2, cols: 3, values: new Float32Array(6), note: 'x' },
    points: [
      [1, 2],
      [3, 4],
    ],
    ragged: [[1], [2, 3]],
    layers: [{ weights: Float64Array.of(1) }],
    count: 3,
    none: null,
  });
  expect(found.map(({ name, shape }) => [name, shape])).toEqual([
    ['plan.values', [2, 3]],
    ['points', [2, 2]],
    ['ragged.0', [1]],
    ['ragged.1', [2]],
    ['layers.0.weights', [1]],
  ]);
});

it('takes a stack of images apart by their height and width', () => {
  expect(arraysOf({ width: 2, height: 3, pixels: new Uint8Array(12) })[0]!.shape).toEqual([2, 3, 2]);
});

it('writes files that read back', () => {
  const [[name, bytes]] = npyFiles(arraysOf({ points: [[1, 2.5]] })) as [[string, Uint8Array]];
  expect(name).toBe('points.npy');
  expect([...readNpy(bytes, name).values]).toEqual([1, 2.5]);
});

import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { expect, test } from 'vitest';
import { mulberry32, philox } from '../../math/random.ts';
import { liveTensors, openBackend } from '../backend.ts';
import { drawNormals, normalsTwin, openNoise, pairsOf } from './device-noise.ts';

const wasmPaths = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')) + sep;
const open = (asked: 'cpu' | 'wasm') =>
  openBackend({ asked, gpu: undefined, wasmPaths, onLost: () => {}, timeoutMs: 20_000, strict: true });

test('moments of 200,000 are those of the standard normal, to four standard errors', () => {
  const count = 200_000;
  const numbers = normalsTwin({ key: 7, stream: 3, counter: 0 }, count);
  const average = (of: (one: number) => number) => numbers.reduce((sum, one) => sum + of(one), 0) / count;
  // Variances of x, x², x³, x⁴ of a standard normal: 1, 2, 15, 96.
  for (const [power, mean, variance] of [
    [1, 0, 1],
    [2, 1, 2],
    [3, 0, 15],
    [4, 3, 96],
  ] as const) {
    const found = average((one) => one ** power);
    expect(Math.abs(found - mean)).toBeLessThan(4 * Math.sqrt(variance / count));
  }
  let together = 0;
  for (let k = 0; k < count; k += 2) together += (2 * numbers[k]! * numbers[k + 1]!) / count;
  expect(Math.abs(together)).toBeLessThan(4 / Math.sqrt(count / 2));
});

test('a pair comes from the two words of its counter, the high word moving on after 2³² of them', () => {
  const place = { key: 11, stream: 3, counter: 2 ** 32 - 1 };
  const words = [philox(11, 2 ** 32 - 1, 3), philox(11, 0, 3 + 256)];
  const expected = words.flatMap(([first, second]) => {
    const radius = Math.sqrt(-2 * Math.log((first + 0.5) / 2 ** 32));
    const angle = 2 * Math.PI * ((second + 0.5) / 2 ** 32);
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
  normalsTwin(place, 4).forEach((found, k) => {
    expect(found).toBeCloseTo(expected[k]!, 14);
  });
});

test.each(['cpu', 'wasm'] as const)(
  'draws of a run on %s follow one another, and another run has the same',
  async (asked) => {
    await open(asked);
    const before = liveTensors();
    const shapes = [
      [1, 1],
      [3, 21],
      [5, 13],
      [2, 4],
    ] as const;
    const runs = [openNoise(mulberry32(5)), openNoise(mulberry32(5))];
    const key = Math.floor(mulberry32(5)() * 2 ** 32);
    let counter = 0;
    for (const shape of shapes) {
      const count = shape[0] * shape[1];
      const expected = Float32Array.from(normalsTwin({ key, stream: 3, counter }, count));
      for (const run of runs) {
        const drawn = run(shape);
        expect(drawn.shape).toEqual([...shape]);
        expect(drawn.dataSync()).toEqual(expected);
        drawn.dispose();
      }
      counter += pairsOf(count);
    }
    const again = drawNormals({ key, stream: 3, counter: 0 }, [1, 1]);
    expect(again.dataSync()).toEqual(Float32Array.from(normalsTwin({ key, stream: 3, counter: 0 }, 1)));
    again.dispose();
    expect(liveTensors()).toBe(before);
  },
);

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../../../math/random.ts';
import { codeUsage } from '../../../math/vector-quantisation.ts';
import { digits } from './instances.ts';
import { distortionOf, metrics, rateOf } from './metrics.ts';
import type { Images, Quantised } from './problem.ts';
import { scalarQuantiser } from './solvers/scalar-quantiser.ts';
import { trainCodebooks } from './train-codebooks.ts';

const whole = digits.make(
  {},
  { seed: 1, assets: { 'digits8.bin': new Uint8Array(readFileSync('public/data/digits8.bin')) }, data: null },
);
const few = (images: Images, count: number): Images => ({
  ...images,
  train: { count, images: images.train.images.slice(0, count * 64) },
  test: { count: 20, images: images.test.images.slice(0, 20 * 64) },
});
const problem = few(whole, 150);
const run = () => ({ random: mulberry32(3), noise: mulberry32(2), count: () => undefined, backend: 'cpu' }) as const;
function all(images: Images, sizes: Parameters<typeof trainCodebooks>[1], most = 40): number[] {
  const found: number[] = [];
  for (const one of trainCodebooks(images, sizes, run())) {
    if (!one) continue;
    found.push(distortionOf(images, one, 'train'));
    if (found.length === most) break;
  }
  return found;
}
function last(images: Images, sizes: Parameters<typeof trainCodebooks>[1], most = 60): Quantised {
  let found: Quantised | undefined;
  let step = 0;
  for (const one of trainCodebooks(images, sizes, run())) {
    found = one ?? found;
    if (one && ++step === most) break;
  }
  return found!;
}

describe('Lloyd’s iteration', () => {
  it.each([1, 2, 8])('never raises the training distortion of %i codebooks, and comes to rest', (groups) => {
    const path = all(problem, { groups, codes: 8, depth: 1 });
    for (let k = 1; k < path.length; k++) expect(path[k]!).toBeLessThanOrEqual(path[k - 1]! + 1e-12);
    expect(path.length).toBeLessThan(40);
  });

  it('ends at means of nearest vectors', () => {
    const { levels, codes, changed } = last(problem, { groups: 1, codes: 6, depth: 1 });
    expect(changed).toBe(0);
    const { codebooks, train } = levels[0]!;
    for (let c = 0; c < codes; c++) {
      const own = [...train.keys()].filter((i) => train[i] === c);
      for (let p = 0; p < 64; p++) {
        const mean = own.reduce((sum, i) => sum + problem.train.images[i * 64 + p]!, 0) / own.length;
        expect(Math.abs(codebooks[c * 64 + p]! - mean)).toBeLessThan(1e-12);
      }
    }
  });

  it('reproduces every training image when there are as many codewords', () => {
    const tiny = few(whole, 12);
    expect(distortionOf(tiny, last(tiny, { groups: 1, codes: 12, depth: 1 }), 'train')).toBeLessThan(1e-20);
  });
});

describe('Levels', () => {
  it('are one quantiser when there is one, and each takes something away', () => {
    const one = last(problem, { groups: 4, codes: 6, depth: 1 });
    const three = last(problem, { groups: 4, codes: 6, depth: 3 });
    expect(distortionOf(problem, three, 'train', 1)).toBeCloseTo(distortionOf(problem, one, 'train'), 9);
    for (let l = 1; l <= 3; l++)
      expect(distortionOf(problem, three, 'train', l)).toBeLessThan(distortionOf(problem, three, 'train', l - 1));
  });
});

describe('The rate', () => {
  it('is the sum of the entropies of the numbers, and at most M log₂ K', () => {
    const quantised = last(problem, { groups: 8, codes: 4, depth: 2 });
    let bits = 0;
    for (const { train } of quantised.levels)
      for (let m = 0; m < 8; m++)
        bits += codeUsage(
          train.filter((_, at) => at % 8 === m),
          4,
        ).entropyBits;
    expect(rateOf(quantised, 'train')).toBeCloseTo(bits, 9);
    expect(bits).toBeLessThanOrEqual(32);
    expect(metrics.slack!.measure(problem, quantised)).toBeCloseTo(32 - bits, 9);
  });
});

describe('The uniform quantiser', () => {
  it.each([2, 5, 16])('errs by no more than half an interval of %i', (grades) => {
    for (const quantised of scalarQuantiser.solve(problem, { grades }, run()) as Iterable<Quantised>) {
      const { codebooks, train } = quantised.levels[0]!;
      train.forEach((code, at) => {
        const error = Math.abs(codebooks[(at % 64) * grades + code]! - problem.train.images[at]!);
        expect(error).toBeLessThanOrEqual(0.5 / grades + 1e-12);
      });
    }
  });
});

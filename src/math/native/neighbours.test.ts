import { afterEach, describe, expect, it } from 'vitest';
import { finish } from '../breaths.ts';
import { countWithin, neighbourDistances } from '../nearest-neighbours.ts';
import { mulberry32 } from '../random.ts';
import { awkwardNumbers } from './awkward-numbers.ts';
import { treeShape } from './neighbour-tree.ts';
import { openLine, openNeighbours } from './neighbours.ts';

const SIZES = [
  [2, 1],
  [3, 2],
  [5, 3],
  [63, 1],
  [64, 4],
  [65, 7],
  [173, 2],
  [200, 20],
] as const;

const KINDS = {
  ...awkwardNumbers,
  // Many equal coordinates, and equal points.
  whole: (random: () => number) => Math.floor(3 * random()),
  equal: () => 1.5,
};

const both = <Result>(work: (twins: boolean) => Result): Result[] =>
  [false, true].map((twins) => {
    if (twins) process.env.PAPERSCOPE_TWINS = '1';
    else delete process.env.PAPERSCOPE_TWINS;
    return work(twins);
  });

afterEach(() => {
  delete process.env.PAPERSCOPE_TWINS;
});

function drawn(n: number, d: number, draw: (random: () => number) => number): Float64Array {
  const random = mulberry32(100 * n + d);
  return Float64Array.from({ length: n * d }, () => draw(random));
}

/** Every kernel once; what it leaves. */
function pass(n: number, d: number, points: Float64Array, twins: boolean) {
  const shape = treeShape(n, d);
  const { slots, leaves } = shape;
  const k = Math.min(5, n - 1);
  const answers: number[] = [];
  for (const many of [k, 0]) {
    const { run, floats, integers, native } = openNeighbours(n, d, many, shape);
    expect(native).toBe(!twins);
    const { leaf, box, near, query, key, radius } = floats;
    const { row, stack, counts } = integers;
    floats.points.set(points);
    run.plant(floats.points, leaf, box, row, key, stack, n, d, slots, leaves);
    if (many > 0) answers.push(...leaf, ...box, ...row);
    for (let k = 0; k < radius.length; k++) radius[k] = Math.abs(points[k]!);
    for (const euclidean of many > 0 ? [0, 1] : []) {
      let own = 0;
      while (own < leaves) {
        own = run.nearest(leaf, box, row, near, query, stack, n, d, many, slots, leaves, euclidean, own, 5000);
        answers.push(own);
      }
      answers.push(...near);
    }
    for (let own = 0; many === 0 && own < leaves; ) {
      own = run.within(leaf, box, row, radius, counts, query, stack, n, d, slots, leaves, own, 5000);
      answers.push(own, ...counts);
    }
  }
  const line = openLine(n);
  line.floats.x.set(points.subarray(0, n));
  line.floats.sorted.set(points.subarray(0, n).slice().sort());
  line.floats.radius.set(points.subarray(points.length - n));
  line.run.onLine(line.floats.x, line.floats.sorted, line.floats.radius, line.integers.counts, n);
  return [...answers, ...line.integers.counts];
}

/** Distances of every point to all others, sorted, as the definition says. */
function allDistances(points: Float64Array, n: number, d: number, norm: 'euclidean' | 'max'): Float64Array[] {
  return Array.from({ length: n }, (_, i) => {
    const others = new Float64Array(n - 1);
    for (let j = 0; j < n; j++) {
      let total = 0;
      for (let c = 0; c < d; c++) {
        const apart = points[i * d + c]! - points[j * d + c]!;
        total = norm === 'max' ? Math.max(total, Math.abs(apart)) : total + apart * apart;
      }
      if (i !== j) others[j < i ? j : j - 1] = norm === 'max' ? total : Math.sqrt(total);
    }
    return others.sort();
  });
}

describe('Searches in a k-d tree', () => {
  for (const [n, d] of SIZES)
    for (const [kind, draw] of Object.entries(KINDS)) {
      const points = drawn(n, d, draw);

      it(`equal their twins to the bit, ${n} × ${d}, ${kind} numbers`, () => {
        const [native, twin] = both((twins) => pass(n, d, points, twins));
        const differs = native!.findIndex((value, k) => !Object.is(value, twin![k]));
        expect([differs, native![differs], twin![differs]]).toEqual([-1, undefined, undefined]);
      });

      if (kind === 'infinite' || kind === 'undefined') continue;
      it(`find what all pairs give, ${n} × ${d}, ${kind} numbers`, () => {
        const k = Math.min(4, n - 1);
        for (const norm of ['max', 'euclidean'] as const) {
          const wanted = allDistances(points, n, d, norm).flatMap((row) => [...row.subarray(0, k)]);
          expect(Array.from(finish(neighbourDistances(points, n, d, k, norm)))).toEqual(wanted);
        }
        const max = allDistances(points, n, d, 'max');
        // A radius that is a distance to the bit, and one that is not.
        for (const factor of [1, 1.3]) {
          const radii = max.map((row) => factor * row[k - 1]!);
          const counts = max.map((row, i) => row.filter((distance) => distance < radii[i]!).length);
          expect(Array.from(finish(countWithin(points, n, d, radii)))).toEqual(counts);
        }
      });
    }

  it('breathe in a long search', () => {
    const points = drawn(3000, 20, (random) => random());
    expect(neighbourDistances(points, 3000, 20, 3, 'max').next().done).toBe(false);
    expect(countWithin(points, 3000, 20, new Float64Array(3000).fill(0.9)).next().done).toBe(false);
  });
});

import { panelOf } from '../../src/math/native/single-products.ts';
import { openSingleTraining } from '../../src/math/native/single-training.ts';
import { mulberry32 } from '../../src/math/random.ts';
import { measureLimits } from './limits.ts';
import { cpuMs, type Measurement, type NotMeasured, paired, shareOfLimit, type Work } from './paired.ts';

interface Options {
  readonly quick: boolean;
  readonly pairs: number;
  readonly sampleMs: number;
}

/** The kernels of one layer, natively or by their twins, on the same numbers. */
function layerOf(rows: number, n: number, m: number, twins: boolean) {
  const before = process.env.PAPERSCOPE_TWINS;
  if (twins) process.env.PAPERSCOPE_TWINS = '1';
  else delete process.env.PAPERSCOPE_TWINS;
  const weights = n * m;
  const { run, singles, native } = openSingleTraining({
    ...{ x: rows * n, y: rows * m, back: rows * n, weights, slopes: weights, means: weights, squares: weights },
    ...{ bias: m, zeros: n, panel: panelOf(rows, Math.max(n, m)) },
    ...{ logits: rows * m, pixels: rows * m, moved: weights },
  });
  if (before === undefined) delete process.env.PAPERSCOPE_TWINS;
  else process.env.PAPERSCOPE_TWINS = before;
  const { x, y, back, slopes, means, squares, bias, zeros, panel, logits, pixels, moved } = singles;
  const random = mulberry32(1);
  for (const array of [x, y, singles.weights, logits, pixels])
    for (let k = 0; k < array.length; k++) array[k] = 0.1 * (random() - 0.3);
  const product = 2 * rows * weights;
  const numbers = 4 * (rows * (n + m) + weights);
  const kernels: Record<string, { go: () => void; work: Work; gives: Float32Array }> = {
    'forward through a rectified layer': {
      go: () => run.product(x, rows, n, singles.weights, m, 0, bias, 1, y, y, panel),
      work: { flops: product, bytes: numbers },
      gives: y,
    },
    'gradient in the weights': {
      go: () => run.outerProduct(x, y, rows, n, m, slopes, panel),
      work: { flops: product, bytes: numbers },
      gives: slopes,
    },
    'gradient in the inputs': {
      go: () => run.product(y, rows, m, singles.weights, n, 1, zeros, 3, x, back, panel),
      work: { flops: product, bytes: numbers },
      gives: back,
    },
    Adam: {
      go: () => run.adam(moved, slopes, means, squares, weights, Math.fround(1e-3), 1),
      work: { flops: 16 * weights, bytes: 28 * weights },
      gives: moved,
    },
    'gradient of the Bernoulli likelihood': {
      go: () => run.bernoulliSlopes(logits, pixels, rows * m, 1),
      work: { flops: 27 * rows * m, bytes: 12 * rows * m },
      gives: logits,
    },
  };
  return { native, kernels };
}

/** Each float32 kernel of a training step against its twin in TypeScript, with the share of the machine's limit that it reaches. */
export async function measureTraining({ quick, pairs, sampleMs }: Options): Promise<(Measurement | NotMeasured)[]> {
  const results: (Measurement | NotMeasured)[] = [];
  const sizes: readonly (readonly [number, number])[] = quick
    ? [[64, 64]]
    : [
        [784, 256],
        [64, 64],
      ];
  const rows = 128;
  for (const [n, m] of sizes) {
    const [ours, twin] = [layerOf(rows, n, m, false), layerOf(rows, n, m, true)];
    for (const [name, { go, work, gives }] of Object.entries(ours.kernels)) {
      const other = twin.kernels[name]!;
      go();
      other.go();
      const apart = gives.findIndex((value, k) => !Object.is(value, other.gives[k]));
      if (!ours.native || apart >= 0) {
        const why = ours.native ? 'kernel and twin differ' : 'no SIMD here';
        results.push({ id: 'training', notMeasured: `${name}, ${n} × ${m}: ${why}` });
        continue;
      }
      const repeat = (step: () => void) => (count: number) => {
        for (let k = 0; k < count; k++) step();
      };
      const limits = measureLimits(work.bytes!, true);
      const times = await paired({ pairs, sampleMs, clock: cpuMs, ours: repeat(go), anchor: repeat(other.go) });
      results.push({
        id: 'training',
        ours: `${name}, WebAssembly`,
        anchor: `${name}, TypeScript`,
        size: `${n} × ${m}, ${rows} rows`,
        backend: 'cpu-float32',
        clock: 'CPU',
        ...times,
        oursWork: work,
        anchorWork: work,
        check: 'both agree to the bit',
        limit: shareOfLimit(work, times.oursMs.median, limits),
      });
    }
  }
  return results;
}

import type { Snapshot } from '../../../engine/bench.ts';
import { entropyOfCounts } from '../../../math/discrete-information.ts';
import { classSizes } from './check-samples.ts';
import type { Estimate, Samples } from './problem.ts';

/** Most points of a picture, and bars of a histogram. */
const POINTS = 1500;
const BARS = 96;
const IMAGES = 12;

/** Entropy of the classes, bits: no estimate should be above it. NaN for real y. */
export function labelEntropy({ n, y }: Samples): number {
  return y.kind === 'classes' ? entropyOfCounts(classSizes(y.labels, y.count, n)) : Number.NaN;
}

/** Facts of the problem for the page. */
export function problemFacts(problem: Samples): Snapshot {
  const { n, dx, y, truth, truthSource, image } = problem;
  return {
    samples: n,
    coordinatesOfX: dx,
    coordinatesOfY: y.kind === 'real' ? y.dy : 0,
    classes: y.kind === 'classes' ? y.count : 0,
    truth,
    truthSource,
    labelEntropy: labelEntropy(problem),
    isImage: image !== null,
  };
}

function convergence(_: Samples, { sizes, estimates, errors, quantity }: Estimate): Snapshot {
  return { sizes: sizes.slice(), estimates: estimates.slice(), errors: errors.slice(), quantity };
}

/** Column c of the first n rows, at most 1,500 of them. */
const column = (values: Float64Array, d: number, c: number, n: number): Float32Array =>
  Float32Array.from({ length: Math.min(n, POINTS) }, (_, i) => values[i * d + c]!);

/** The samples so far: first coordinates of x and y; the first two of x, coloured by class; or some of the images. */
function samples({ dx, x, y, image }: Samples, { n }: Estimate): Snapshot {
  const shown = Math.min(n, POINTS);
  const classes = y.kind === 'classes' ? Int32Array.from(y.labels.subarray(0, shown)) : null;
  const first = column(x, dx, 0, n);
  const across = y.kind === 'real' ? column(y.values, y.dy, 0, n) : column(x, dx, dx > 1 ? 1 : 0, n);
  const pictures = image
    ? {
        width: image.width,
        height: image.height,
        x: Float32Array.from(x.subarray(0, Math.min(n, IMAGES) * dx)),
        y: y.kind === 'real' ? Float32Array.from(y.values.subarray(0, Math.min(n, IMAGES) * y.dy)) : null,
      }
    : null;
  return { n, first, across, acrossName: y.kind === 'real' ? 'y' : dx > 1 ? 'x2' : 'x', classes, pictures };
}

/** Pooled coordinates of x counted in narrow bars, to lay the estimator's own bins over. */
function histogram(values: Float64Array): { at: Float32Array; count: Float32Array } {
  if (values.length === 0) return { at: new Float32Array(0), count: new Float32Array(0) };
  let low = Infinity;
  let high = -Infinity;
  for (const v of values) {
    if (v < low) low = v;
    if (v > high) high = v;
  }
  const width = (high - low || 1) / BARS;
  const count = new Float32Array(BARS);
  for (const v of values) {
    const bar = Math.min(BARS - 1, Math.floor((v - low) / width));
    count[bar] = count[bar]! + 1;
  }
  return { at: Float32Array.from(count, (_, k) => low + (k + 0.5) * width), count };
}

/** What the method itself made of the samples. */
function inside({ dx, x, y }: Samples, { n, inside, largestWeight }: Estimate): Snapshot {
  const weight = largestWeight ?? Number.NaN;
  switch (inside.kind) {
    case 'bins':
      return { kind: 'bins', edges: Float32Array.from(inside.edgesX), ...histogram(x.subarray(0, n * dx)), weight };
    case 'kernels':
      return {
        kind: 'kernels',
        widthX: Math.sqrt(inside.varianceX),
        widthY: Math.sqrt(inside.varianceY),
        ...histogram(x.subarray(0, n * dx)),
        weight,
      };
    case 'distances':
      return { kind: 'distances', k: inside.k, ...histogram(inside.radii.slice().map(Math.log10)), weight };
    case 'codes':
      return {
        kind: 'codes',
        first: column(inside.x, inside.dx, 0, n),
        across: inside.y ? column(inside.y, inside.dy, 0, n) : column(inside.x, inside.dx, inside.dx > 1 ? 1 : 0, n),
        real: inside.y !== null,
        classes: y.kind === 'classes' ? Int32Array.from(y.labels.subarray(0, Math.min(n, POINTS))) : null,
        weight,
      };
    case 'spectrum':
      return {
        kind: 'spectrum',
        eigenvalues: Float64Array.from(inside.eigenvalues),
        time: inside.time,
        rows: inside.rows,
        weight,
      };
  }
}

export const snapshots = { convergence, samples, inside };

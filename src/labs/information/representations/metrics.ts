import type { Metric } from '../../../engine/bench.ts';
import { finish } from '../../../math/breaths.ts';
import { createTape, forward, type Mlp } from '../../../math/mlp.ts';
import { ridgeRegression } from '../../../math/ridge-regression.ts';
import { accuracyOf } from '../../../math/softmax-cross-entropy.ts';
import { symmetricEigenvalues } from '../../../math/symmetric-eigenvalues.ts';
import type { Codes, Images, LabelledImages, Representation } from './problem.ts';

type Measured = Metric<Representation, Codes>;

/** Penalty of the probe, a row. */
const RIDGE = 1e-3;

/** Unit codes of the views looked at: the free ones, or those of the fixed views. batch × views × codeSize. */
export function unitCodes(
  { batch, views, codeSize: d, images }: Representation,
  { free, encoder }: Codes,
): Float64Array {
  const rows = batch * views;
  const z = (images ? forward(encoder!, images.fixed, rows, createTape(encoder!, rows)) : free!).slice();
  for (let r = 0; r < rows; r++) {
    const norm = Math.hypot(...z.subarray(r * d, (r + 1) * d));
    for (let k = r * d; k < (r + 1) * d; k++) z[k] = z[k]! / norm;
  }
  return z;
}

/** Singular values of A (rows × columns), largest first, from the eigenvalues of the smaller Gram matrix. */
export function singularValues(A: Float64Array, rows: number, columns: number): Float64Array {
  const byRows = rows < columns;
  const size = Math.min(rows, columns);
  const length = Math.max(rows, columns);
  const entry = (i: number, k: number) => (byRows ? A[i * columns + k]! : A[k * columns + i]!);
  const gram = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) for (let k = 0; k < length; k++) gram[i * size + j]! += entry(i, k) * entry(j, k);
  return finish(symmetricEigenvalues(gram, size)).map((value) => Math.sqrt(Math.max(0, value)));
}

/** What the paper measures of unit codes, batch × views × d. */
export interface Shape {
  readonly singular: Float64Array;
  readonly global: number;
  /** Sum over the images of the nuclear norm of their views. */
  readonly local: number;
  readonly centroidNorm: number;
  readonly radius: number;
}

export function shapeOf(unit: Float64Array, batch: number, views: number, d: number): Shape {
  const C = new Float64Array(batch * d);
  let local = 0;
  let centroidNorm = 0;
  let radius = 0;
  for (let b = 0; b < batch; b++) {
    const own = unit.subarray(b * views * d, (b + 1) * views * d);
    own.forEach((value, k) => {
      C[b * d + (k % d)]! += value / views;
    });
    local += total(singularValues(own, views, d));
    const norm = Math.hypot(...C.subarray(b * d, (b + 1) * d));
    centroidNorm += norm / batch;
    radius += Math.sqrt(Math.max(0, 1 - norm * norm)) / batch;
  }
  const singular = singularValues(C, batch, d);
  return { singular, global: total(singular), local, centroidNorm, radius };
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

/** √(B min(B, C)): no centroids of unit codes have a larger nuclear norm. */
export const boundOf = (batch: number, codeSize: number): number => Math.sqrt(batch * Math.min(batch, codeSize));

const measured = new WeakMap<Codes, Shape>();
const probed = new WeakMap<Codes, number>();

/** Every step yields an iterate of its own, so what was measured is kept with it. */
export function measuredShape(problem: Representation, codes: Codes): Shape {
  const known = measured.get(codes);
  if (known) return known;
  const shape = shapeOf(unitCodes(problem, codes), problem.batch, problem.views, problem.codeSize);
  measured.set(codes, shape);
  return shape;
}

/** Share of test views whose class a ridge regression on the representation, before the projector, finds. */
function probe({ classes, probe: fit, test }: Images, encoder: Mlp): number {
  const width = encoder.sizes.at(-2)!;
  const features = ({ x, count }: LabelledImages) => {
    const tape = createTape(encoder, count);
    forward(encoder, x, count, tape);
    return tape.activations.at(-2)!;
  };
  const targets = new Float64Array(fit.count * classes);
  fit.y.forEach((label, i) => {
    targets[i * classes + label] = 1;
  });
  const { weights, intercepts } = ridgeRegression(features(fit), targets, fit.count, width, classes, RIDGE * fit.count);
  const own = features(test);
  const scores = new Float64Array(test.count * classes);
  for (let i = 0; i < test.count; i++)
    for (let c = 0; c < classes; c++) {
      let sum = intercepts[c]!;
      for (let k = 0; k < width; k++) sum += own[i * width + k]! * weights[k * classes + c]!;
      scores[i * classes + c] = sum;
    }
  return accuracyOf(scores, test.count, classes, test.y);
}

const loss: Measured = {
  label: 'MMCR loss',
  scale: 'linear',
  better: 'lower',
  help: 'Minus the nuclear norm of the centroids, for every method; the price λ is left out.',
  measure: (problem, codes) => -measuredShape(problem, codes).global,
};

const globalNuclear: Measured = {
  label: 'Nuclear norm of the centroids',
  scale: 'linear',
  better: 'higher',
  help: 'Sum of their singular values, at most √(B min(B, C)).',
  measure: (problem, codes) => measuredShape(problem, codes).global,
};

const boundShare: Measured = {
  label: 'Share of the bound',
  scale: 'linear',
  better: 'higher',
  help: 'That norm divided by √(B min(B, C)): 1 when all views agree and the centroids fill all directions alike.',
  measure: (problem, codes) => measuredShape(problem, codes).global / boundOf(problem.batch, problem.codeSize),
};

const evenness: Measured = {
  label: 'Smallest to largest singular value',
  scale: 'linear',
  better: null,
  help: '1 when the centroids fill all directions alike, 0 when a direction is unused.',
  measure: (problem, codes) => {
    const { singular } = measuredShape(problem, codes);
    return singular.at(-1)! / singular[0]!;
  },
};

const centroidNorm: Measured = {
  label: 'Length of a centroid',
  scale: 'linear',
  better: 'higher',
  help: 'Mean over the images: 1 when all views of an image have the same code.',
  measure: (problem, codes) => measuredShape(problem, codes).centroidNorm,
};

const radius: Measured = {
  label: 'Radius within an image',
  scale: 'linear',
  better: 'lower',
  help: 'Mean over the images of √(1 − |c|²): how far the views lie from their centroid.',
  measure: (problem, codes) => measuredShape(problem, codes).radius,
};

const probeAccuracy: Measured = {
  label: 'Accuracy of a linear probe',
  scale: 'linear',
  better: 'higher',
  help: 'Share of 512 views of new images whose shape a ridge regression on the 32 units before the projector tells; fitted on 512 others.',
  measure: ({ images }, codes) => {
    if (!images || !codes.encoder) return Number.NaN;
    const known = probed.get(codes) ?? probe(images, codes.encoder);
    probed.set(codes, known);
    return known;
  },
};

export const metrics = { loss, globalNuclear, boundShare, evenness, centroidNorm, radius, probeAccuracy };

import { ProblemError } from '../../../engine/bench.ts';
import { isRecord, LARGEST_COORDINATE, readMatrix, valueName } from '../../../engine/reader-clouds.ts';
import { count, matrixProblem, type OriginalAtoms, pointProblem } from './make-problem.ts';
import { DENSE_LIMIT, type PointCost, type Shape, type Transport } from './problem.ts';

/** Most points a side of the reader's data may have, empty ones not counted for images. */
const MOST_POINTS = 16_384;

const EXPECTED =
  'accepted are {"source":{"points":[[x,y],...],"weights":[...]},"target":{...}}, images {"source":{"image":[[...],...]},"target":{...}}, or {"cost":[[...],...],"sourceWeights":[...],"targetWeights":[...]}';

/** One side as read: atoms of positive weight, with their place in what was given. */
interface Side {
  readonly points: Float64Array;
  readonly dimension: number;
  readonly weights: Float64Array;
  readonly kept: Int32Array;
  readonly size: number;
  readonly image: { readonly width: number; readonly height: number } | null;
}

/** Checks the reader's data and hands it on as it was given. Throws a ProblemError that names what cannot be used. */
export function readData(data: unknown): unknown {
  userProblem(data, 'squaredEuclidean', 'none');
  return data;
}

/** The problem stated by the reader's data: weights normalised and empty atoms left out, each with a note. */
export function userProblem(data: unknown, ground: PointCost['ground'], scale: 'none' | 'max'): Transport {
  if (!isRecord(data)) throw new ProblemError(`The data is ${valueName(data)}; ${EXPECTED}.`);
  const notes: string[] = [];
  if ('cost' in data) return costMatrix(data, scale, notes);
  const source = readSide(data.source, 'source', notes);
  const target = readSide(data.target, 'target', notes);
  if (source.dimension !== target.dimension) {
    throw new ProblemError(
      `Source points have ${source.dimension} coordinates and target points ${target.dimension}; both must have as many.`,
    );
  }
  return pointProblem({
    x: source.points,
    y: target.points,
    dimension: source.dimension,
    a: source.weights,
    b: target.weights,
    ground,
    scale,
    shape: shapeOf(source, target),
    notes,
    original: numbering(source, target),
  });
}

function shapeOf(source: Side, target: Side): Shape {
  if (!source.image || !target.image) return { kind: source.dimension === 1 ? 'line' : 'points' };
  const { width, height } = source.image;
  if (width !== target.image.width || height !== target.image.height) {
    const other = `${target.image.width} × ${target.image.height}`;
    throw new ProblemError(
      `The source image is ${width} × ${height} pixels and the target image ${other}; both must have one size.`,
    );
  }
  return { kind: 'image', width, height, sourcePixels: source.kept, targetPixels: target.kept };
}

function numbering(
  source: { readonly kept: Int32Array; readonly size: number },
  target: { readonly kept: Int32Array; readonly size: number },
): OriginalAtoms | undefined {
  if (source.kept.length === source.size && target.kept.length === target.size) return undefined;
  return { n: source.size, m: target.size, source: source.kept, target: target.kept };
}

function readSide(given: unknown, side: 'source' | 'target', notes: string[]): Side {
  if (!isRecord(given)) throw new ProblemError(`${side} is ${valueName(given)}; ${EXPECTED}.`);
  if ('image' in given) return readImage(given, side, notes);
  const { points } = given;
  if (!Array.isArray(points))
    throw new ProblemError(`${side}.points is ${valueName(points)}; a list of points [[x, y], ...] is accepted.`);
  if (points.length === 0) throw new ProblemError(`${side}.points is empty; at least one point is needed.`);
  if (points.length > MOST_POINTS) throw new ProblemError(tooMany(side, points.length));
  const all = readMatrix(points, `${side}.points`);
  const dimension = all.length / points.length;
  const weights =
    given.weights === undefined || given.weights === null
      ? new Float64Array(points.length).fill(1 / points.length)
      : readWeights(given.weights, `${side}.weights`, side, points.length, notes);
  const kept = positive(weights, side, notes);
  const chosen = new Float64Array(kept.length * dimension);
  kept.forEach((k, i) => {
    chosen.set(all.subarray(k * dimension, (k + 1) * dimension), i * dimension);
  });
  return { points: chosen, dimension, weights: pick(weights, kept), kept, size: points.length, image: null };
}

/** A density image: rows of pixels, or one list of pixels with `width` and `height`; pixel centres over the longer side. */
function readImage(given: Record<string, unknown>, side: 'source' | 'target', notes: string[]): Side {
  const rows = unflattened(given, side);
  const values = readMatrix(rows, `${side}.image`);
  const height = rows.length;
  const width = values.length / height;
  const weights = readWeights(Array.from(values), `${side}.image`, side, values.length, notes, 'pixels');
  const kept = positive(weights, side, notes);
  if (kept.length > MOST_POINTS) throw new ProblemError(tooMany(side, kept.length));
  const points = new Float64Array(2 * kept.length);
  const unit = Math.max(width, height);
  kept.forEach((k, i) => {
    points[2 * i] = ((k % width) + 0.5) / unit;
    points[2 * i + 1] = (Math.floor(k / width) + 0.5) / unit;
  });
  return { points, dimension: 2, weights: pick(weights, kept), kept, size: values.length, image: { width, height } };
}

function unflattened(given: Record<string, unknown>, side: string): unknown[] {
  const { image, width, height } = given;
  if (!Array.isArray(image) || image.length === 0) {
    throw new ProblemError(`${side}.image is ${valueName(image)}; rows of pixels [[...], ...] are accepted.`);
  }
  if (width === undefined || Array.isArray(image[0])) return image;
  const whole = Number.isInteger(width) && (width as number) > 0 && image.length % (width as number) === 0;
  if (!whole || (height !== undefined && (height as number) * (width as number) !== image.length)) {
    throw new ProblemError(
      `${side}.image has ${count(image.length)} pixels, which is not width × height = ${valueName(width)} × ${valueName(height)}.`,
    );
  }
  const rows = image.length / (width as number);
  return Array.from({ length: rows }, (_, k) => image.slice(k * (width as number), (k + 1) * (width as number)));
}

function costMatrix(data: Record<string, unknown>, scale: 'none' | 'max', notes: string[]): Transport {
  const { cost } = data;
  if (!Array.isArray(cost) || cost.length === 0)
    throw new ProblemError(`cost is ${valueName(cost)}; rows of numbers [[...], ...] are accepted.`);
  const columns = Array.isArray(cost[0]) ? cost[0].length : 0;
  if (cost.length > MOST_POINTS) throw new ProblemError(tooMany('source', cost.length));
  if (columns > MOST_POINTS) throw new ProblemError(tooMany('target', columns));
  if (cost.length * columns > DENSE_LIMIT) {
    throw new ProblemError(
      `cost has ${count(cost.length)} × ${count(columns)} entries; at most ${count(DENSE_LIMIT)} are accepted.`,
    );
  }
  const C = readMatrix(cost, 'cost');
  const weightsOf = (side: 'source' | 'target', length: number) => {
    const given = data[`${side}Weights`];
    if (given === undefined || given === null) return new Float64Array(length).fill(1 / length);
    return readWeights(given, `${side}Weights`, side, length, notes);
  };
  const sourceWeights = weightsOf('source', cost.length);
  const targetWeights = weightsOf('target', columns);
  const source = { kept: positive(sourceWeights, 'source', notes), size: cost.length };
  const target = { kept: positive(targetWeights, 'target', notes), size: columns };
  const chosen = new Float64Array(source.kept.length * target.kept.length);
  source.kept.forEach((i, row) => {
    target.kept.forEach((j, column) => {
      chosen[row * target.kept.length + column] = C[i * columns + j]!;
    });
  });
  return matrixProblem({
    C: chosen,
    a: pick(sourceWeights, source.kept),
    b: pick(targetWeights, target.kept),
    scale,
    notes,
    original: numbering(source, target),
  });
}

/** Weights that sum to 1; a note says by what they were divided. */
function readWeights(
  given: unknown,
  what: string,
  side: 'source' | 'target',
  length: number,
  notes: string[],
  noun = 'weights',
): Float64Array {
  if (!Array.isArray(given))
    throw new ProblemError(`${what} is ${valueName(given)}; a list of ${count(length)} numbers is accepted.`);
  if (given.length !== length) {
    throw new ProblemError(
      `${what} has ${count(given.length)} entries for ${count(length)} atoms; one for each is accepted.`,
    );
  }
  given.forEach((value: unknown, k) => {
    if (typeof value !== 'number' || !(value >= 0 && value <= LARGEST_COORDINATE)) {
      throw new ProblemError(`${what}, entry ${k + 1}, is ${valueName(value)}; a number of at least 0 is accepted.`);
    }
  });
  const total = (given as number[]).reduce((sum, w) => sum + w, 0);
  const weights = Float64Array.from(given as number[], (w) => w / total);
  if (!(total > 0)) throw new ProblemError(`${what} sum to 0; a positive total is needed.`);
  if (Math.abs(total - 1) > 1e-9) {
    const said = Number(total.toPrecision(6));
    notes.push(`${side === 'source' ? 'Source' : 'Target'} ${noun} summed to ${said} and were divided by it.`);
  }
  return weights;
}

/** Indices of the atoms that have mass. */
function positive(weights: Float64Array, side: 'source' | 'target', notes: string[]): Int32Array {
  const kept = Int32Array.from(weights.keys()).filter((k) => weights[k]! > 0);
  const empty = weights.length - kept.length;
  if (empty > 0)
    notes.push(
      `${count(empty)} ${side} ${empty === 1 ? 'atom' : 'atoms'} of zero weight ${empty === 1 ? 'was' : 'were'} left out.`,
    );
  return kept;
}

const pick = (values: Float64Array, kept: Int32Array): Float64Array => Float64Array.from(kept, (k) => values[k]!);

const tooMany = (side: string, points: number): string =>
  `${side} has ${count(points)} points; at most ${count(MOST_POINTS)} are accepted.`;

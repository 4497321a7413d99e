import type { Snapshot } from '../../../engine/bench.ts';
import { largestEntries } from './largest-entries.ts';
import { isDense, planRow, spread } from './plan-rows.ts';
import type { Coupling, Transport } from './problem.ts';
import { supportSnapshot } from './support-snapshot.ts';

/** Most cells a side, and most rows a side read of a plan of more than about a million entries. */
const CELLS = 256;
const ROWS_READ = 1024;
const THREADS = 100;
const THREAD_BINS = 128;
const POTENTIALS = 512;

type Side = 'source' | 'target';

/** First coordinate of every atom (k = 1: the second); the index where no points are known. */
export function coordinates(problem: Transport, side: Side, k = 0): Float64Array {
  const { cost, n, m } = problem;
  const size = side === 'source' ? n : m;
  if (cost.kind === 'points') {
    const points = side === 'source' ? cost.x : cost.y;
    if (k >= cost.dimension) return new Float64Array(size);
    return Float64Array.from({ length: size }, (_, i) => points[i * cost.dimension + k]!);
  }
  // A cost matrix alone: the two sides stand on two vertical lines.
  if (k === 0) return new Float64Array(size).fill(side === 'source' ? 0 : 1);
  return Float64Array.from({ length: size }, (_, i) => (i + 0.5) / size);
}

/** Along this the atoms are sorted and placed in one dimension: the first coordinate, or the index in [0, 1]. */
const positions = (problem: Transport, side: Side): Float64Array =>
  coordinates(problem, side, problem.cost.kind === 'points' ? 0 : 1);

/** Atoms in the order of the matrix picture: by position for points, as they are for images and cost matrices. */
function ordered(problem: Transport, side: Side): Int32Array {
  const position = positions(problem, side);
  const order = Int32Array.from(position.keys());
  const sorts = problem.shape?.kind === 'points' || problem.shape?.kind === 'line';
  return sorts ? order.sort((i, j) => position[i]! - position[j]! || i - j) : order;
}

/** Atoms that share a cell: as many in each, so that a smooth marginal stays smooth. */
const perCell = (atoms: number): number => Math.ceil(atoms / CELLS);

/** Cell of each atom, in that order. */
function cells(order: Int32Array): Int32Array {
  const out = new Int32Array(order.length);
  order.forEach((atom, rank) => {
    out[atom] = Math.floor(rank / perCell(order.length));
  });
  return out;
}

/** The plan summed into at most 256 × 256 cells; above a million entries summed from 1,024 evenly spaced rows and columns. */
function plan(problem: Transport, iterate: Coupling): Snapshot {
  const { n, m, a, b } = problem;
  const rows = Math.ceil(n / perCell(n));
  const cols = Math.ceil(m / perCell(m));
  const rowCell = cells(ordered(problem, 'source'));
  const colCell = cells(ordered(problem, 'target'));
  const values = new Float32Array(rows * cols);
  const rowSums = new Float32Array(rows);
  const colSums = new Float32Array(cols);
  const add = (i: number, j: number, mass: number) => {
    const r = rowCell[i]!;
    const c = colCell[j]!;
    values[r * cols + c] = values[r * cols + c]! + mass;
    rowSums[r] = rowSums[r]! + mass;
    colSums[c] = colSums[c]! + mass;
  };
  if (iterate.plan.kind === 'arcs') {
    const { count, from, to, mass } = iterate.plan;
    for (let k = 0; k < count; k++) add(from[k]!, to[k]!, mass[k]!);
  } else {
    const whole = n * m <= ROWS_READ * ROWS_READ;
    const readRows = spread(n, whole ? n : ROWS_READ);
    const readCols = spread(m, whole ? m : ROWS_READ);
    const share = (n / readRows.length) * (m / readCols.length);
    const row = new Float64Array(m);
    for (const i of readRows) {
      planRow(problem, iterate, i, row);
      for (const j of readCols) if (row[j]! > 0) add(i, j, share * row[j]!);
    }
  }
  const lines = problem.shape?.kind === 'line';
  return {
    rows,
    cols,
    values,
    a: binned(a, rowCell, rows),
    b: binned(b, colCell, cols),
    rowSums,
    colSums,
    kept: keptCells(iterate, rowCell, colCell, rows, cols),
    rowPosition: lines ? meanPosition(positions(problem, 'source'), rowCell, rows) : null,
    colPosition: lines ? meanPosition(positions(problem, 'target'), colCell, cols) : null,
    order: orderNote(problem),
  };
}

function binned(weights: Float64Array, cell: Int32Array, count: number): Float32Array {
  const out = new Float32Array(count);
  weights.forEach((w, k) => {
    out[cell[k]!] = out[cell[k]!]! + w;
  });
  return out;
}

function meanPosition(position: Float64Array, cell: Int32Array, count: number): Float32Array {
  const total = binned(position, cell, count);
  const atoms = binned(new Float64Array(position.length).fill(1), cell, count);
  return total.map((sum, k) => sum / atoms[k]!);
}

function keptCells(
  { newton }: Coupling,
  rowCell: Int32Array,
  colCell: Int32Array,
  rows: number,
  cols: number,
): Uint8Array | null {
  if (!newton) return null;
  const mask = new Uint8Array(rows * cols);
  for (let k = 0; k < newton.keptEntries; k++)
    mask[rowCell[newton.rows[k]!]! * cols + colCell[newton.columns[k]!]!] = 1;
  return mask;
}

function orderNote({ shape }: Transport): string {
  if (shape?.kind === 'image') return 'pixels row by row';
  if (shape) return 'sorted by the first coordinate';
  return 'as in the cost matrix';
}

/** The heaviest entries of the plan, at most three a point and 4,096, with where they start and end. */
function edges(problem: Transport, iterate: Coupling): Snapshot {
  const { n, m, a, b } = problem;
  const { from, to, mass } = largestEntries(problem, iterate, Math.min(3 * Math.max(n, m), 4096));
  const plane = (side: Side): Float32Array => {
    const first = coordinates(problem, side, 0);
    const second = coordinates(problem, side, 1);
    return Float32Array.from({ length: 2 * first.length }, (_, k) => (k % 2 === 0 ? first : second)[k >> 1]!);
  };
  return { x: plane('source'), y: plane('target'), a: Float32Array.from(a), b: Float32Array.from(b), from, to, mass };
}

/**
 * A hundred threads of equal mass on the line: thread q starts at the quantile q of the source, and ends at the
 * quantile of its atom's row of the plan that the thread's place within the atom gives.
 */
function threads(problem: Transport, iterate: Coupling): Snapshot {
  const { n, m, a, b } = problem;
  const x = positions(problem, 'source');
  const y = positions(problem, 'target');
  let low = Infinity;
  let high = -Infinity;
  for (const at of [x, y]) {
    for (const v of at) {
      low = Math.min(low, v);
      high = Math.max(high, v);
    }
  }
  const unit = (v: number): number => (high > low ? (v - low) / (high - low) : 0.5);
  const density = (at: Float64Array, weights: Float64Array): Float32Array =>
    spreadOver(Float64Array.from(at, unit), weights, THREAD_BINS);
  const source = Int32Array.from(x.keys()).sort((i, j) => x[i]! - x[j]! || i - j);
  const target = Int32Array.from(y.keys()).sort((i, j) => y[i]! - y[j]! || i - j);
  const out = new Float32Array(2 * THREADS);
  const row = new Float64Array(m);
  let rank = 0;
  let before = 0;
  let filled = -1;
  for (let t = 0; t < THREADS; t++) {
    const q = (t + 0.5) / THREADS;
    while (rank < n - 1 && before + a[source[rank]!]! <= q) before += a[source[rank++]!]!;
    const i = source[rank]!;
    if (filled !== i) planRow(problem, iterate, (filled = i), row);
    const within = Math.min(1, Math.max(0, (q - before) / a[i]!));
    out[2 * t] = unit(x[i]!);
    out[2 * t + 1] = unit(y[quantile(row, target, within)]!);
  }
  return { source: density(x, a), target: density(y, b), threads: out };
}

/** Masses over bins of [0, 1], each spread over its share 1/n of the interval, so that n need not fit the bins. */
function spreadOver(at: Float64Array, weights: Float64Array, bins: number): Float32Array {
  const out = new Float32Array(bins);
  const width = bins / at.length;
  at.forEach((u, k) => {
    const low = Math.min(bins - width, Math.max(0, u * bins - width / 2));
    for (let bin = Math.floor(low); bin < Math.min(bins, low + width); bin++) {
      const overlap = Math.min(bin + 1, low + width) - Math.max(bin, low);
      out[bin] = out[bin]! + (weights[k]! * overlap) / width;
    }
  });
  return out;
}

/** The atom at which the masses, summed in that order, pass the share of their total. */
function quantile(masses: Float64Array, order: Int32Array, share: number): number {
  let total = 0;
  for (const j of order) total += masses[j]!;
  let sum = 0;
  for (const j of order) {
    sum += masses[j]!;
    if (sum > 0 && sum >= share * total) return j;
  }
  return order[order.length - 1]!;
}

/** The two potentials over the first coordinate, at most 512 atoms a side, in the gauge g = 0 at the first target atom. */
function potentials(problem: Transport, { f, g, tau }: Coupling): Snapshot {
  const shift = tau === undefined ? g[0]! : 0;
  const side = (which: Side, values: Float64Array, sign: number) => {
    const position = positions(problem, which);
    const order = Int32Array.from(position.keys()).sort((i, j) => position[i]! - position[j]! || i - j);
    const taken = spread(order.length, POTENTIALS);
    return {
      at: Float32Array.from(taken, (k) => position[order[k]!]!),
      value: Float32Array.from(taken, (k) => values[order[k]!]! + sign * shift),
    };
  };
  const source = side('source', f, 1);
  const target = side('target', g, -1);
  const { shape } = problem;
  const onPixels = (values: Float64Array, pixels: Int32Array, sign: number, count: number): Float32Array => {
    const image = new Float32Array(count).fill(Number.NaN);
    pixels.forEach((pixel, k) => {
      image[pixel] = values[k]! + sign * shift;
    });
    return image;
  };
  const images =
    shape?.kind === 'image'
      ? {
          width: shape.width,
          height: shape.height,
          f: onPixels(f, shape.sourcePixels, 1, shape.width * shape.height),
          g: onPixels(g, shape.targetPixels, -1, shape.width * shape.height),
        }
      : null;
  return { source: source.at, f: source.value, target: target.at, g: target.value, images };
}

/** The two densities as images; empty ones when the problem is not about images. */
function images({ a, b, shape }: Transport): Snapshot {
  if (shape?.kind !== 'image') return { width: 0, height: 0, source: new Float32Array(0), target: new Float32Array(0) };
  const { width, height } = shape;
  const filled = (weights: Float64Array, pixels: Int32Array): Float32Array => {
    const image = new Float32Array(width * height);
    pixels.forEach((pixel, k) => {
      image[pixel] = weights[k]!;
    });
    return image;
  };
  return { width, height, source: filled(a, shape.sourcePixels), target: filled(b, shape.targetPixels) };
}

/** What the page shows of the problem itself. */
export function problemFacts(problem: Transport): Snapshot {
  const { n, m, a, b, cost, shape } = problem;
  return {
    n,
    m,
    pairs: n * m,
    shape: shape?.kind ?? 'matrix',
    dimension: cost.kind === 'points' ? cost.dimension : 0,
    ground: cost.kind === 'points' ? cost.ground : 'matrix',
    costFactor: cost.kind === 'points' ? cost.factor : 1,
    held: isDense(problem),
    sourceX: Float32Array.from(coordinates(problem, 'source', 0)),
    sourceY: Float32Array.from(coordinates(problem, 'source', 1)),
    targetX: Float32Array.from(coordinates(problem, 'target', 0)),
    targetY: Float32Array.from(coordinates(problem, 'target', 1)),
    sourceWeights: Float32Array.from(a),
    targetWeights: Float32Array.from(b),
    ...images(problem),
  };
}

const support = (problem: Transport, iterate: Coupling): Snapshot => supportSnapshot(problem, iterate, ordered);

export const snapshots = { plan, edges, threads, potentials, support, images: (problem: Transport) => images(problem) };

import type { RunContext } from '../../../engine/bench.ts';
import { exchangeRate, keptAt, pruneAndGrow, randomMask } from '../../../math/prune-and-grow.ts';
import { normals } from '../../../math/random.ts';
import { integer, number } from '../../../params/descriptor.ts';
import type { Factors, Feedback, Table } from './problem.ts';

export const trainingParams = {
  width: integer({ label: 'Coordinates of a vector', symbol: 'd', min: 2, max: 128, default: 32, scale: 'log' }),
  learningRate: number({ label: 'Learning rate', min: 1e-3, max: 0.1, default: 0.02, scale: 'log' }),
  decay: number({ label: 'Weight decay', min: 0, max: 1e-2, default: 1e-4, help: 'On the vectors of a batch.' }),
  batch: integer({ label: 'Batch', min: 16, max: 2048, default: 512, scale: 'log' }),
  epochs: integer({ label: 'Epochs', min: 1, max: 200, default: 60 }),
};

export interface TrainingValues {
  readonly width: number;
  readonly learningRate: number;
  readonly decay: number;
  readonly batch: number;
  readonly epochs: number;
}

/** How the masks move: `null` leaves them as they were drawn. */
export interface Exchange {
  /** Batches between two exchanges. */
  readonly every: number;
  /** Share of the active entries exchanged at first. */
  readonly rate: number;
  readonly growth: 'gradient' | 'momentum' | 'random';
}

interface Growing extends Table {
  readonly gradient: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
  dropped: readonly number[];
  grown: readonly number[];
}

/** Standard deviation of the entries at first. */
const START = 0.1;
const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-8];

function createTable(rows: number, width: number, density: number, random: () => number): Growing {
  const n = rows * width;
  const mask = randomMask(n, keptAt(density, n), random);
  const values = normals(random, n).map((value, i) => START * value * mask[i]!);
  const room = () => new Float64Array(n);
  return { rows, values, mask, gradient: room(), first: room(), second: room(), dropped: [], grown: [] };
}

/** Adam on the active entries; moments of the others are zero. */
function adam({ values, mask, gradient, first, second }: Growing, rate: number, step: number): void {
  const c1 = 1 / (1 - BETA1 ** step);
  const c2 = 1 / (1 - BETA2 ** step);
  for (let i = 0; i < values.length; i++) {
    if (mask[i] === 0) continue;
    const g = gradient[i]!;
    const m = BETA1 * first[i]! + (1 - BETA1) * g;
    const v = BETA2 * second[i]! + (1 - BETA2) * g * g;
    first[i] = m;
    second[i] = v;
    values[i] = values[i]! - (rate * c1 * m) / (Math.sqrt(c2 * v) + EPSILON);
  }
}

/** The smallest entries die; those with the largest gradient (or by chance) grow, and moments outside are forgotten. */
function exchange(table: Growing, rate: number, growth: Exchange['growth'], random: () => number): void {
  const { values, mask, gradient, first, second } = table;
  const active = mask.reduce((sum, one) => sum + one, 0);
  const chance = growth === 'random' ? Float64Array.from(values, random) : null;
  const score = { gradient, momentum: first, random: chance }[growth]!;
  const moved = pruneAndGrow(
    values,
    mask,
    (i) => Math.abs(values[i]!),
    (i) => Math.abs(score[i]!),
    Math.ceil(rate * active),
  );
  table.dropped = moved.dropped;
  table.grown = moved.grown;
  // Momentum of the inactive is what grows there, when it is asked for.
  for (let i = 0; i < mask.length; i++)
    if (mask[i] === 0) {
      first[i] = growth === 'momentum' ? first[i]! : 0;
      second[i] = 0;
    }
}

/** Adds the gradient of −ln σ(u·i⁺ − u·i⁻) over a batch of triples to both tables; returns the mean loss. */
function addGradient(users: Growing, items: Growing, triples: Int32Array, width: number, decay: number): number {
  const count = triples.length / 3;
  let loss = 0;
  for (let t = 0; t < triples.length; t += 3) {
    const [u, i, j] = [triples[t]! * width, triples[t + 1]! * width, triples[t + 2]! * width];
    let margin = 0;
    for (let k = 0; k < width; k++) margin += users.values[u + k]! * (items.values[i + k]! - items.values[j + k]!);
    const wrong = 1 / (1 + Math.exp(margin));
    loss += margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin;
    for (let k = 0; k < width; k++) {
      const [a, b, c] = [users.values[u + k]!, items.values[i + k]!, items.values[j + k]!];
      users.gradient[u + k] = users.gradient[u + k]! + (decay * a - wrong * (b - c)) / count;
      items.gradient[i + k] = items.gradient[i + k]! + (decay * b - wrong * a) / count;
      items.gradient[j + k] = items.gradient[j + k]! + (decay * c + wrong * a) / count;
    }
  }
  return loss / count;
}

/**
 * Matrix factorisation by Bayesian personalised ranking (Rendle et al. 2009) with Adam, tables of a given density from the
 * start, and masks that move or do not. Yields after every batch.
 */
export function* factorise(
  problem: Feedback,
  given: TrainingValues,
  density: number,
  moving: Exchange | null,
  run: RunContext,
): Generator<Factors | undefined> {
  const { width, batch, epochs } = given;
  const users = createTable(problem.users, width, density, run.random);
  const items = createTable(problem.items, width, density, run.random);
  const pairs = problem.likes.flatMap((liked, u) => Array.from(liked, (i) => [u, i] as const));
  const size = Math.min(batch, pairs.length);
  const batches = Math.floor(pairs.length / size);
  const triples = new Int32Array(3 * size);
  const active = users.mask.reduce((sum, one) => sum + one, 0) / users.mask.length;
  let step = 0;
  let updates = 0;
  for (let epoch = 1; epoch <= epochs; epoch++) {
    for (let k = pairs.length - 1; k > 0; k--) {
      const j = Math.floor(run.noise() * (k + 1));
      [pairs[k], pairs[j]] = [pairs[j]!, pairs[k]!];
    }
    for (let b = 0; b < batches; b++) {
      for (let t = 0; t < size; t++) {
        const [u, i] = pairs[b * size + t]!;
        let j = Math.floor(run.noise() * problem.items);
        while (problem.known[u * problem.items + j] === 1) j = Math.floor(run.noise() * problem.items);
        triples.set([u, i, j], 3 * t);
      }
      users.gradient.fill(0);
      items.gradient.fill(0);
      const { learningRate, decay } = given;
      const loss = addGradient(users, items, triples, width, decay);
      step++;
      if (moving && step % moving.every === 0 && step < epochs * batches) {
        const rate = exchangeRate(step / (epochs * batches), moving.rate);
        for (const table of [users, items]) exchange(table, rate, moving.growth, run.noise);
      } else {
        updates++;
        for (const table of [users, items]) adam(table, learningRate, updates);
      }
      // What a product over the entries that exist would take: a share of the coordinates of both vectors.
      run.count('multiply-add', Math.round(9 * size * width * active));
      yield { width, users, items, loss, epoch };
    }
  }
}

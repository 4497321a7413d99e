import { finish } from '../../../math/breaths.ts';
import { levelCurves } from '../../../math/level-curves.ts';
import { principalComponents, projected } from '../../../math/principal-components.ts';
import type { Chains, Learned, Predictor, TaskStream } from './problem.ts';

export interface PlaneSnapshot {
  readonly side: number;
  /** The square is from −reach to reach. */
  readonly reach: number;
  /** Chance of the second class, rows from the bottom; now and after each finished task. */
  readonly now: Float64Array;
  readonly after: readonly Float64Array[];
  /** Curves of probability 0.5 after each finished task, and now where a task is on its way. */
  readonly boundaries: readonly (readonly { readonly x: Float64Array; readonly y: Float64Array }[])[];
  /** Training points of the tasks so far. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly labels: Uint8Array;
  readonly task: number;
}

export interface ChainsSnapshot {
  /** Along the two directions of largest variance: kept draws, chains, and the components of the prior. */
  readonly drawX: Float64Array;
  readonly drawY: Float64Array;
  readonly chainX: Float64Array;
  readonly chainY: Float64Array;
  readonly components: readonly {
    readonly weight: number;
    readonly centre: Float64Array;
    readonly spread: Float64Array;
  }[];
  /** Potential energy over the chains, trajectory after trajectory. */
  readonly energy: Float64Array;
  readonly energyLow: Float64Array;
  readonly energyHigh: Float64Array;
  readonly acceptance: Float64Array;
  readonly stepSize: number;
  readonly task: number;
}

export interface BeliefSnapshot {
  readonly model: 'mean' | 'line';
  /** Whether every task has numbers of its own, one after another in the mean. */
  readonly own: boolean;
  readonly priorMean: number;
  readonly priorVariance: number;
  readonly mean: Float64Array;
  readonly covariance: Float64Array;
  readonly after: readonly { readonly mean: Float64Array; readonly covariance: Float64Array }[];
  readonly truths: readonly Float64Array[];
  /** What has arrived, by task. */
  readonly places: readonly Float64Array[];
  readonly values: readonly Float64Array[];
  readonly task: number;
}

export interface EmbeddingsSnapshot {
  /** Test inputs of the tasks so far along the two directions of largest variance. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly labels: Uint8Array;
  /** Of every class: the prototype there, its standard deviation, and the examples behind it. */
  readonly centreX: Float64Array;
  readonly centreY: Float64Array;
  readonly deviation: Float64Array;
  readonly counts: Float64Array;
}

export interface ConfusionSnapshot {
  /** Rows of shares: class by class, how often it is called what. */
  readonly rows: readonly Float64Array[];
  readonly classes: readonly number[];
}

type Nothing = Record<string, never>;

const SIDE = 32;
/** Embeddings drawn of a task. */
const DRAWN = 80;

const grids = new Map<number, Float64Array>();

/** Middles of the cells of the square from −reach to reach; the same array each time, so that what is known there is kept. */
function gridOf(reach: number): Float64Array {
  let grid = grids.get(reach);
  if (!grid) {
    grid = Float64Array.from({ length: 2 * SIDE * SIDE }, (_, k) => {
      const cell = k >> 1;
      const along = k % 2 === 0 ? cell % SIDE : Math.floor(cell / SIDE);
      return reach * ((2 * (along + 0.5)) / SIDE - 1);
    });
    grids.set(reach, grid);
  }
  return grid;
}

const known = new WeakMap<Predictor, Float64Array[]>();

function mapOf(predictor: Predictor, reach: number, task: number): Float64Array {
  const kept = known.get(predictor) ?? [];
  known.set(predictor, kept);
  let map = kept[task];
  if (!map) {
    const out = new Float64Array(2 * SIDE * SIDE);
    predictor.predict(gridOf(reach), SIDE * SIDE, task, out);
    map = Float64Array.from({ length: SIDE * SIDE }, (_, k) => out[2 * k + 1]!);
    kept[task] = map;
  }
  return map.slice();
}

const boundaryOf = (map: Float64Array, reach: number) => {
  const place = (cell: number) => reach * ((2 * (cell + 0.5)) / SIDE - 1);
  return levelCurves(map, SIDE, SIDE, 0.5).map(({ x, y }) => ({
    x: Float64Array.from(x, place),
    y: Float64Array.from(y, place),
  }));
};

function plane({ kind, tasks }: TaskStream, { now, after, task }: Learned): PlaneSnapshot | Nothing {
  if (kind !== 'plane' || !now) return {};
  const reach = Math.ceil(
    1.05 * tasks.reduce((most, { train }) => train.inputs.reduce((m, v) => Math.max(m, Math.abs(v)), most), 0),
  );
  const points = tasks
    .slice(0, task + 1)
    .flatMap(({ train }) =>
      Array.from(train.labels, (label, i) => ({ label, x: train.inputs[2 * i]!, y: train.inputs[2 * i + 1]! })),
    );
  const maps = after.map((predictor, t) => mapOf(predictor, reach, t));
  return {
    side: SIDE,
    reach,
    now: mapOf(now, reach, task),
    after: maps,
    boundaries: (maps.length > task ? maps : [...maps, mapOf(now, reach, task)]).map((map) => boundaryOf(map, reach)),
    x: Float64Array.from(points, ({ x }) => x),
    y: Float64Array.from(points, ({ y }) => y),
    labels: Uint8Array.from(points, ({ label }) => label),
    task,
  };
}

const column = (flat: Float64Array, width: number, from: number): Float64Array =>
  Float64Array.from({ length: flat.length / width }, (_, i) => flat[i * width + from]!);

function rowsOf({ draws, positions, mixture }: Chains): Float64Array {
  return Float64Array.from([...draws.flatMap((row) => [...row]), ...positions, ...(mixture?.means ?? [])]);
}

function chains(_: TaskStream, { chains: given, task }: Learned): ChainsSnapshot | Nothing {
  if (!given) return {};
  const { parameters: d, draws, mixture, energies, acceptance, stepSize } = given;
  const all = rowsOf(given);
  const n = all.length / d;
  const found = n > 2 ? finish(principalComponents(all, n, d, 2)) : null;
  const flat = found?.count === 2 ? projected(all, n, found) : new Float64Array(0);
  const part = (from: number, to: number) => flat.slice(2 * from, 2 * to);
  const [drawn, moving] = [part(0, draws.length), part(draws.length, draws.length + given.chains)];
  const centres = part(draws.length + given.chains, n);
  const components =
    mixture && found?.count === 2
      ? Array.from(mixture.weights, (weight, k) => {
          const spread = new Float64Array(3);
          for (let i = 0; i < d; i++) {
            const [a, b, v] = [found.directions[i]!, found.directions[d + i]!, mixture.variances[k * d + i]!];
            [a * a, a * b, b * b].forEach((product, s) => {
              spread[s] = spread[s]! + product * v;
            });
          }
          return { weight, centre: centres.slice(2 * k, 2 * k + 2), spread };
        })
      : [];
  return {
    drawX: column(drawn, 2, 0),
    drawY: column(drawn, 2, 1),
    chainX: column(moving, 2, 0),
    chainY: column(moving, 2, 1),
    components,
    energy: Float64Array.from(energies, (row) => row.reduce((sum, one) => sum + one, 0) / row.length),
    energyLow: Float64Array.from(energies, (row) => Math.min(...row)),
    energyHigh: Float64Array.from(energies, (row) => Math.max(...row)),
    acceptance: Float64Array.from(acceptance),
    stepSize,
    task,
  };
}

function belief({ conjugate }: TaskStream, { belief: given, task, stepInTask }: Learned): BeliefSnapshot | Nothing {
  if (!conjugate || !given) return {};
  const { model, priorMean, priorVariance, truths, places, values } = conjugate;
  const come = (rows: readonly Float64Array[]) =>
    rows.slice(0, task + 1).map((row, t) => row.slice(0, t < task ? row.length : stepInTask));
  return {
    model,
    own: given.mean.length > truths[0]!.length,
    priorMean,
    priorVariance,
    mean: given.mean.slice(),
    covariance: given.covariance.slice(),
    after: given.after.map((one) => ({ mean: one.mean.slice(), covariance: one.covariance.slice() })),
    truths: truths.map((truth) => truth.slice()),
    places: come(places),
    values: come(values),
    task,
  };
}

function embeddings({ tasks, width }: TaskStream, { prototypes, task }: Learned): EmbeddingsSnapshot | Nothing {
  if (!prototypes) return {};
  const { size, means, variances, counts } = prototypes;
  const shown = tasks.slice(0, task + 1).map(({ test }) => ({ test, count: Math.min(DRAWN, test.count) }));
  const inputs = Float64Array.from(shown.flatMap(({ test, count }) => [...test.inputs.subarray(0, count * width)]));
  const n = inputs.length / width;
  const z = new Float64Array(n * size);
  prototypes.embed(inputs, n, z);
  const found = finish(principalComponents(z, n, size, 2));
  if (found.count < 2) return {};
  const [flat, centres] = [projected(z, n, found), projected(means, counts.length, found)];
  return {
    x: column(flat, 2, 0),
    y: column(flat, 2, 1),
    labels: Uint8Array.from(shown.flatMap(({ test, count }) => [...test.labels.subarray(0, count)])),
    centreX: column(centres, 2, 0),
    centreY: column(centres, 2, 1),
    deviation: variances.map(Math.sqrt),
    counts: counts.slice(),
  };
}

const confusions = new WeakMap<Predictor, Float64Array>();

/** Counts of what the test inputs of tasks so far are called, classes × classes; kept by predictor. */
function countsOf({ tasks, classes }: TaskStream, predictor: Predictor, task: number): Float64Array {
  let counts = confusions.get(predictor);
  if (!counts) {
    counts = new Float64Array(classes * classes);
    for (const [t, { test }] of tasks.slice(0, task + 1).entries()) {
      const out = new Float64Array(test.count * classes);
      predictor.predict(test.inputs, test.count, t, out);
      for (let i = 0; i < test.count; i++) {
        const row = out.subarray(i * classes, (i + 1) * classes);
        let best = 0;
        for (let c = 1; c < classes; c++) if (row[c]! > row[best]!) best = c;
        const cell = test.labels[i]! * classes + best;
        counts[cell] = counts[cell]! + 1;
      }
    }
    confusions.set(predictor, counts);
  }
  return counts;
}

function confusion(stream: TaskStream, { now, task }: Learned): ConfusionSnapshot | Nothing {
  const { kind, classes } = stream;
  if (kind !== 'images' || !now) return {};
  const counts = countsOf(stream, now, task);
  const rows = Array.from({ length: classes }, (_, c) => counts.slice(c * classes, (c + 1) * classes));
  const shares = rows.map((row) => {
    const total = row.reduce((sum, one) => sum + one, 0);
    return row.map((one) => (total > 0 ? one / total : Number.NaN));
  });
  return { rows: shares, classes: Array.from({ length: classes }, (_, c) => c) };
}

/** Snapshots are records by their type; these are, by what they hold. */
export const sequentialSnapshots = {
  predictive: (stream: TaskStream, learned: Learned) => ({ ...plane(stream, learned) }),
  chains: (stream: TaskStream, learned: Learned) => ({ ...chains(stream, learned) }),
  belief: (stream: TaskStream, learned: Learned) => ({ ...belief(stream, learned) }),
  embeddings: (stream: TaskStream, learned: Learned) => ({ ...embeddings(stream, learned) }),
  confusion: (stream: TaskStream, learned: Learned) => ({ ...confusion(stream, learned) }),
};

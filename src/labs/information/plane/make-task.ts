import { coinEntropy, ruleInformation } from '../../../data/sphere-patterns.ts';
import { ProblemError } from '../../../engine/bench.ts';
import type { DiscreteJoint } from '../../../math/bottleneck-curve.ts';
import { entropyOfCounts } from '../../../math/discrete-information.ts';
import type { Random } from '../../../math/random.ts';
import type { Task } from './problem.ts';

/** 0..count − 1 in random order (Fisher & Yates). */
export function shuffled(count: number, random: Random): Int32Array {
  const order = Int32Array.from({ length: count }, (_, k) => k);
  shuffle(order, random);
  return order;
}

export function shuffle(order: Int32Array, random: Random): void {
  for (let k = order.length - 1; k > 0; k--) {
    const other = Math.floor(random() * (k + 1));
    const kept = order[k]!;
    order[k] = order[other]!;
    order[other] = kept;
  }
}

/** The first share of the shuffled rows trains, the rest tests; at least one row each. */
export function split(count: number, share: number, random: Random): { train: Int32Array; test: Int32Array } {
  const order = shuffled(count, random);
  const size = Math.min(count - 1, Math.max(1, Math.round(share * count)));
  return { train: order.slice(0, size), test: order.slice(size) };
}

/** Each label is exchanged, with that chance, for one of the other classes. */
export function flipLabels(labels: Int32Array, classes: number, flip: number, random: Random): void {
  for (let k = 0; k < labels.length; k++) {
    const [chance, other] = [random(), random()];
    if (chance < flip) labels[k] = (labels[k]! + 1 + Math.floor(other * (classes - 1))) % classes;
  }
}

export type Given = Pick<Task, 'kind' | 'inputs' | 'labels' | 'train' | 'test' | 'observed' | 'rule' | 'seed'> & {
  readonly classes: number;
  readonly width: number;
  readonly notes: readonly string[];
};

/** Adds what follows from the rows. Throws a ProblemError when training or plane would see one class only. */
export function makeTask(given: Given): Task {
  const { labels, train, observed, rule, classes } = given;
  for (const [rows, where] of [
    [train, 'trained on'],
    [observed, 'in the plane'],
  ] as const) {
    const first = labels[rows[0]!]!;
    if (rows.every((row) => labels[row] === first))
      throw new ProblemError(
        `All ${rows.length} patterns ${where} are of class ${first}; at least one of another class is needed.`,
      );
  }
  const hX = Math.log2(observed.length);
  const count = labels.length;
  if (rule) {
    const seen = Float64Array.from(observed, (row) => rule[row]!);
    const mean = seen.reduce((sum, p) => sum + p, 0) / seen.length;
    return { ...given, count, hX, hY: coinEntropy(mean), ixy: ruleInformation(seen), joint: jointOf(seen) };
  }
  const counts = new Int32Array(classes);
  for (const row of observed) counts[labels[row]!] = counts[labels[row]!]! + 1;
  const hY = entropyOfCounts(counts);
  return { ...given, count, hX, hY, ixy: hY, joint: null };
}

/** p(level, y), levels × 2, of the distinct values of p(y = 1|x) over equally likely x. */
function jointOf(rule: Float64Array): DiscreteJoint {
  const levels = new Map<number, number>();
  for (const p of rule) levels.set(p, (levels.get(p) ?? 0) + 1);
  const masses = new Float64Array(2 * levels.size);
  let level = 0;
  for (const [p, patterns] of levels) {
    masses[2 * level] = ((1 - p) * patterns) / rule.length;
    masses[2 * level + 1] = (p * patterns) / rule.length;
    level++;
  }
  return { masses, rows: levels.size, cols: 2 };
}

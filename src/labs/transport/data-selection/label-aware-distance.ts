import { networkSimplex } from '../../../math/network-simplex.ts';
import { pairwiseCosts } from '../../../math/pairwise-costs.ts';
import type { Sample } from './problem.ts';

/** Optimal transport between samples of equal weights, and its dual potentials. */
export interface Distance {
  readonly cost: number;
  /** One a point of the first sample. */
  readonly potentials: Float64Array;
}

/**
 * Label-aware transport between two labelled samples: c((x, y), (x′, y′)) = |x − x′|² + W₂²(class y here, class y′ there),
 * both distances exact, by the network simplex. Alvarez-Melis & Fusi 2020; Kang et al. 2023, section 3.
 */
export function labelAwareDistance(from: Sample, to: Sample, classes: number, dimension: number): Distance {
  const pairs = pairwiseCosts('squaredEuclidean', from.inputs, to.inputs, dimension, 1);
  const between = new Float64Array(classes * classes);
  const [here, there] = [membersOf(from, classes), membersOf(to, classes)];
  for (let c = 0; c < classes; c++) {
    for (let e = 0; e < classes; e++) {
      const [rows, columns] = [here[c]!, there[e]!];
      if (rows.length === 0 || columns.length === 0) continue;
      const C = new Float64Array(rows.length * columns.length);
      rows.forEach((i, r) => {
        columns.forEach((j, s) => {
          C[r * columns.length + s] = pairs[i * to.count + j]!;
        });
      });
      between[c * classes + e] = transport(C, rows.length, columns.length).cost;
    }
  }
  for (let i = 0, k = 0; i < from.count; i++) {
    const row = from.labels[i]! * classes;
    for (let j = 0; j < to.count; j++, k++) pairs[k] = pairs[k]! + between[row + to.labels[j]!]!;
  }
  return transport(pairs, from.count, to.count);
}

function transport(C: Float64Array, n: number, m: number): Distance {
  const a = new Float64Array(n).fill(1 / n);
  const b = new Float64Array(m).fill(1 / m);
  let last: { f: Float64Array; g: Float64Array } | undefined;
  for (const tree of networkSimplex(C, n, m, a, b)) last = tree;
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const { f, g } = last!;
  return { cost: mean(f) + mean(g), potentials: f };
}

/**
 * ∂ cost / ∂ share of the first source, whose points come first: mean potential of its points less that of the others.
 * NaN for a sample of one source.
 */
export function slopeByShare(potentials: Float64Array, ofFirst: number): number {
  const others = potentials.length - ofFirst;
  if (ofFirst === 0 || others === 0) return Number.NaN;
  let [inside, outside] = [0, 0];
  potentials.forEach((value, i) => {
    if (i < ofFirst) inside += value;
    else outside += value;
  });
  return (inside - (outside * ofFirst) / others) / ofFirst;
}

/** f_i − mean of the other f_j: what moving mass to a point does, potentials being fixed only up to a constant. */
export function calibratedGradient(potentials: ArrayLike<number>): Float64Array {
  const n = potentials.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += potentials[i]!;
  return Float64Array.from(potentials, (value) => value - (sum - value) / (n - 1));
}

const membersOf = ({ labels, count }: Sample, classes: number): number[][] => {
  const members: number[][] = Array.from({ length: classes }, () => []);
  for (let i = 0; i < count; i++) members[labels[i]!]!.push(i);
  return members;
};

import { normalTail } from '../../../math/normal-tail.ts';
import type { Random } from '../../../math/random.ts';
import { normals } from '../../../math/random.ts';
import type { Divergences, LinearNetwork } from './problem.ts';

/** A learned mean W − μ and how the rule learned with it errs on its own examples and on new ones. */
interface TrainingSet {
  readonly offset: Float64Array;
  readonly gap: number;
}

/** Draws n examples times their labels, learns W and measures the 0-1 errors of x ↦ sign⟨A_L W, A_L x⟩. */
function draw(problem: LinearNetwork, random: Random): TrainingSet {
  const { d, n, sigma, mean, layers } = problem;
  const examples = normals(random, n * d);
  const W = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < d; k++) {
      const value = mean[k]! + sigma * examples[i * d + k]!;
      examples[i * d + k] = value;
      W[k] = W[k]! + value / n;
    }
  }
  // ⟨A W, A x⟩ = ⟨AᵀA W, x⟩: the rule is linear in the input.
  const { map, width } = layers.at(-1)!;
  const rule = new Float64Array(d);
  for (let r = 0; r < width; r++) {
    let dot = 0;
    for (let k = 0; k < d; k++) dot += map[r * d + k]! * W[k]!;
    for (let k = 0; k < d; k++) rule[k] = rule[k]! + dot * map[r * d + k]!;
  }
  let wrong = 0;
  for (let i = 0; i < n; i++) {
    let score = 0;
    for (let k = 0; k < d; k++) score += rule[k]! * examples[i * d + k]!;
    if (score <= 0) wrong++;
  }
  let along = 0;
  for (let k = 0; k < d; k++) along += rule[k]! * mean[k]!;
  const testError = normalTail(along / (sigma * Math.hypot(...rule)));
  return { offset: W.map((value, k) => value - mean[k]!), gap: testError - wrong / n };
}

/** One more simulated training set a step; `divergence` is that of one set, given its offset and a layer. */
export function* simulate(
  problem: LinearNetwork,
  random: Random,
  quantity: 'kl' | 'w2',
  closed: Float64Array,
  divergence: (offset: Float64Array, layer: number) => number,
): Generator<Divergences, void> {
  const measured = new Float64Array(problem.layers.length);
  const iterate: Divergences = { draws: 0, measured, closed, quantity, gap: 0, gapError: Number.NaN };
  let squares = 0;
  for (;;) {
    const { offset, gap } = draw(problem, random);
    const k = ++iterate.draws;
    for (let l = 0; l < measured.length; l++) measured[l] = measured[l]! + (divergence(offset, l) - measured[l]!) / k;
    const before = iterate.gap;
    iterate.gap += (gap - before) / k;
    squares += (gap - before) * (gap - iterate.gap);
    iterate.gapError = k > 1 ? Math.sqrt(squares / (k - 1) / k) : Number.NaN;
    yield iterate;
  }
}

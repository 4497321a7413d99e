import { describe, expect, it } from 'vitest';
import { createOptimiser, type OptimiserKind } from './optimisers.ts';
import { accuracyOf, softmaxCrossEntropy, softmaxRows } from './softmax-cross-entropy.ts';

describe('an optimiser', () => {
  it('takes the first steps of its definition', () => {
    const play = (kind: OptimiserKind, slopes: number[]) => {
      const theta = Float64Array.of(1);
      const optimiser = createOptimiser(kind, [theta]);
      for (const slope of slopes) optimiser.step([Float64Array.of(slope)], 0.1);
      return theta[0]!;
    };
    expect(play('sgd', [2, 1])).toBeCloseTo(0.7, 14);
    expect(play('momentum', [2, 1])).toBeCloseTo(1 - 0.2 - 0.1 * (1.8 + 1), 14);
    // Adam's first step is the rate times the sign, whatever the size of the gradient.
    expect(play('adam', [2])).toBeCloseTo(0.9, 8);
    expect(play('adam', [2e-3])).toBeCloseTo(0.9, 5);
    const m = (0.9 * 0.1 * 2 + 0.1) / (1 - 0.81);
    const v = (0.999 * 0.001 * 4 + 0.001) / (1 - 0.999 ** 2);
    expect(play('adam', [2, 1])).toBeCloseTo(0.9 - (0.1 * m) / Math.sqrt(v), 8);
  });

  it.each(['adam', 'sgd', 'momentum'] as const)('%s minimises a quadratic', (kind) => {
    const theta = Float64Array.of(3, -2);
    const optimiser = createOptimiser(kind, [theta]);
    for (let k = 0; k < 3000; k++) optimiser.step([Float64Array.of(theta[0]!, 4 * theta[1]!)], 0.01);
    expect(Math.hypot(theta[0]!, theta[1]!)).toBeLessThan(1e-6);
  });
});

describe('softmax cross-entropy', () => {
  const logits = Float64Array.of(1, 2, 3, -1000, 0, 1000);

  it('is −log of the probability of the label, also far out, and its gradient sums to zero a row', () => {
    const p = new Float64Array(6);
    softmaxRows(logits, 2, 3, p);
    expect(p.slice(0, 3).reduce((sum, v) => sum + v)).toBeCloseTo(1, 15);
    const gradient = new Float64Array(6);
    const loss = softmaxCrossEntropy(logits, 2, 3, [1, 1], gradient);
    expect(loss).toBeCloseTo((-Math.log(p[1]!) + 1000) / 2, 12);
    expect(gradient[0]! + gradient[1]! + gradient[2]!).toBeCloseTo(0, 15);
    expect(gradient[1]).toBeCloseTo((p[1]! - 1) / 2, 15);
  });

  it('counts a row as right when its largest logit is the label’s', () => {
    expect(accuracyOf(logits, 2, 3, [2, 2])).toBe(1);
    expect(accuracyOf(logits, 2, 3, [2, 1])).toBe(0.5);
  });
});

import type { PosteriorProblem } from './problem.ts';

/** Brings training rows into arrays (rows × features; rows × outputs, one-hot or values); a batch of all rows once. */
export function openRows(
  { train, features, outputs, kind }: PosteriorProblem,
  inputs: Float32Array,
  targets: Float32Array,
): (order: Int32Array) => void {
  const rows = inputs.length / features;
  const bring = (order: Int32Array): void => {
    if (kind === 'classification') targets.fill(0);
    for (let r = 0; r < rows; r++) {
      const row = order[r]!;
      for (let i = 0; i < features; i++) inputs[r * features + i] = train.inputs[row * features + i]!;
      const target = train.targets[row]!;
      if (kind === 'classification') targets[r * outputs + target] = 1;
      else targets[r] = target;
    }
  };
  if (rows < train.count) return bring;
  bring(Int32Array.from({ length: rows }, (_, r) => r));
  return () => {};
}

/** Probabilities are not taken below this in a logarithm. */
const FLOOR = 1e-12;
export const ECE_BINS = 15;

export interface Scores {
  readonly accuracy: number;
  readonly negativeLogLikelihood: number;
  /** Σ over bins of their share · |accuracy − confidence|. */
  readonly calibrationError: number;
  /** Squared distance of the probabilities to the class, summed over classes. */
  readonly brier: number;
}

export interface Reliability {
  readonly count: Float64Array;
  readonly confidence: Float64Array;
  readonly accuracy: Float64Array;
}

const winner = (p: Float64Array, row: number, classes: number): number => {
  let best = 0;
  for (let c = 1; c < classes; c++) if (p[row * classes + c]! > p[row * classes + best]!) best = c;
  return best;
};

/** Rows by the largest probability: bin ⌈bins · confidence⌉. Of empty bins confidence and accuracy are NaN. */
export function reliability(p: Float64Array, targets: Float64Array, classes: number, bins = ECE_BINS): Reliability {
  const count = new Float64Array(bins);
  const confidence = new Float64Array(bins);
  const accuracy = new Float64Array(bins);
  targets.forEach((target, row) => {
    const best = winner(p, row, classes);
    const top = p[row * classes + best]!;
    const bin = Math.min(bins, Math.max(1, Math.ceil(bins * top))) - 1;
    count[bin]!++;
    confidence[bin]! += top;
    if (best === target) accuracy[bin]!++;
  });
  return {
    count,
    confidence: confidence.map((x, b) => x / count[b]!),
    accuracy: accuracy.map((x, b) => x / count[b]!),
  };
}

/** Scores of class probabilities (rows × classes) against the classes. */
export function scoresOf(p: Float64Array, targets: Float64Array, classes: number, bins = ECE_BINS): Scores {
  const rows = targets.length;
  let [right, nll, brier] = [0, 0, 0];
  targets.forEach((target, row) => {
    if (winner(p, row, classes) === target) right++;
    nll -= Math.log(Math.max(p[row * classes + target]!, FLOOR));
    for (let c = 0; c < classes; c++) brier += (p[row * classes + c]! - (c === target ? 1 : 0)) ** 2;
  });
  const { count, confidence, accuracy } = reliability(p, targets, classes, bins);
  let calibrationError = 0;
  count.forEach((n, b) => {
    if (n > 0) calibrationError += (n / rows) * Math.abs(accuracy[b]! - confidence[b]!);
  });
  return { accuracy: right / rows, negativeLogLikelihood: nll / rows, calibrationError, brier: brier / rows };
}

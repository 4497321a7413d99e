/**
 * Mean over the rows of −log p of the class that `truth` (one-hot rows) tells, nats, with its gradient in the logits into `slopes`, which
 * may be the logits themselves; arrays are rows × classes.
 */
export function softmaxSlopes(
  logits: Float32Array,
  truth: Float32Array,
  classes: number,
  slopes: Float32Array,
): number {
  const rows = truth.length / classes;
  let total = 0;
  for (let from = 0; from < truth.length; from += classes) {
    const end = from + classes;
    let largest = -Infinity;
    for (let c = from; c < end; c++) largest = Math.max(largest, logits[c]!);
    let sum = 0;
    let right = 0;
    for (let c = from; c < end; c++) {
      const e = Math.exp(logits[c]! - largest);
      sum += e;
      right += truth[c]! * logits[c]!;
      slopes[c] = e;
    }
    total += Math.log(sum) + largest - right;
    for (let c = from; c < end; c++) slopes[c] = (slopes[c]! / sum - truth[c]!) / rows;
  }
  return total / rows;
}

/** The same for values of standard deviation `sd` around the outputs; the mean is of −log p of a whole row. */
export function gaussianLabelSlopes(
  outputs: Float32Array,
  truth: Float32Array,
  columns: number,
  sd: number,
  slopes: Float32Array,
): number {
  const rows = truth.length / columns;
  let sum = 0;
  for (let k = 0; k < truth.length; k++) {
    const away = outputs[k]! - truth[k]!;
    sum += away * away;
    slopes[k] = away / (rows * sd ** 2);
  }
  return sum / (2 * rows * sd ** 2) + columns * (Math.log(sd) + LOG_ROOT_TAU);
}

const LOG_ROOT_TAU = 0.5 * Math.log(2 * Math.PI);

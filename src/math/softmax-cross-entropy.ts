/** Rows of probabilities from rows of logits (rows × classes, row-major); out may be the logits themselves. */
export function softmaxRows(logits: Float64Array, rows: number, classes: number, out: Float64Array): void {
  for (let r = 0; r < rows; r++) {
    const from = r * classes;
    let largest = -Infinity;
    for (let c = from; c < from + classes; c++) largest = Math.max(largest, logits[c]!);
    let sum = 0;
    for (let c = from; c < from + classes; c++) {
      const e = Math.exp(logits[c]! - largest);
      out[c] = e;
      sum += e;
    }
    for (let c = from; c < from + classes; c++) out[c] = out[c]! / sum;
  }
}

/**
 * Mean of −log softmax(logits)[label] over the rows, nats; where asked, gradient receives (softmax − one-hot)/rows,
 * its derivative with respect to the logits.
 */
export function softmaxCrossEntropy(
  logits: Float64Array,
  rows: number,
  classes: number,
  labels: ArrayLike<number>,
  gradient?: Float64Array,
): number {
  let loss = 0;
  for (let r = 0; r < rows; r++) {
    const from = r * classes;
    let largest = -Infinity;
    for (let c = from; c < from + classes; c++) largest = Math.max(largest, logits[c]!);
    let sum = 0;
    for (let c = from; c < from + classes; c++) {
      const e = Math.exp(logits[c]! - largest);
      if (gradient) gradient[c] = e;
      sum += e;
    }
    const truth = from + labels[r]!;
    loss += Math.log(sum) + largest - logits[truth]!;
    if (!gradient) continue;
    const scale = 1 / (sum * rows);
    for (let c = from; c < from + classes; c++) gradient[c] = gradient[c]! * scale;
    gradient[truth] = gradient[truth]! - 1 / rows;
  }
  return loss / rows;
}

/** Share of rows whose largest logit is the label's; the first of equal logits counts. */
export function accuracyOf(logits: Float64Array, rows: number, classes: number, labels: ArrayLike<number>): number {
  let right = 0;
  for (let r = 0; r < rows; r++) {
    let best = 0;
    for (let c = 1; c < classes; c++) if (logits[r * classes + c]! > logits[r * classes + best]!) best = c;
    if (best === labels[r]) right++;
  }
  return right / rows;
}

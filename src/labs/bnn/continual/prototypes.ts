/** Class prototypes: a Gaussian over the mean embedding of every class, and how often the class comes. */
export interface PrototypeModel {
  readonly classes: number;
  readonly size: number;
  /** v₀ and ς: variances of a prototype before any example, and of an embedding about its prototype. */
  readonly priorVariance: number;
  readonly noise: number;
  /** classes × size, classes and classes. */
  readonly means: Float64Array;
  readonly variances: Float64Array;
  readonly concentrations: Float64Array;
  /** Examples behind each prototype. */
  readonly counts: Float64Array;
}

export const createPrototypes = (
  classes: number,
  size: number,
  priorVariance: number,
  noise: number,
): PrototypeModel => ({
  classes,
  size,
  priorVariance,
  noise,
  means: new Float64Array(classes * size),
  variances: new Float64Array(classes),
  concentrations: new Float64Array(classes),
  counts: new Float64Array(classes),
});

/** The posterior given rows of embeddings z and their labels, from prototypes N(0, v₀) and the same α for every class. */
export function fitPrototypes(
  model: PrototypeModel,
  z: Float64Array,
  labels: ArrayLike<number>,
  rows: number,
  alpha: number,
): void {
  const { classes, size, priorVariance, noise, means, variances, concentrations, counts } = model;
  means.fill(0);
  counts.fill(0);
  for (let i = 0; i < rows; i++) {
    const j = labels[i]!;
    counts[j] = counts[j]! + 1;
    for (let d = 0; d < size; d++) means[j * size + d] = means[j * size + d]! + z[i * size + d]! / noise;
  }
  for (let j = 0; j < classes; j++) {
    // v_j = (1/v₀ + n_j/ς)⁻¹, m_j = v_j Σ z/ς
    variances[j] = 1 / (1 / priorVariance + counts[j]! / noise);
    concentrations[j] = alpha + counts[j]!;
    for (let d = 0; d < size; d++) means[j * size + d] = means[j * size + d]! * variances[j]!;
  }
}

/**
 * Logits ln α_j + ln N(z; m_j, (v_j + ς) I) of rows of embeddings, without what all classes share; −∞ for classes that
 * are not admitted.
 */
export function prototypeLogits(
  { classes, size, noise, means, variances, concentrations }: PrototypeModel,
  z: Float64Array,
  rows: number,
  admitted: ArrayLike<number>,
  out: Float64Array,
): void {
  for (let j = 0; j < classes; j++) {
    const spread = variances[j]! + noise;
    const offset = Math.log(concentrations[j]!) - 0.5 * size * Math.log(spread);
    for (let i = 0; i < rows; i++) {
      let square = 0;
      for (let d = 0; d < size; d++) square += (z[i * size + d]! - means[j * size + d]!) ** 2;
      out[i * classes + j] = admitted[j] ? offset - square / (2 * spread) : Number.NEGATIVE_INFINITY;
    }
  }
}

/**
 * Gradients of a loss, given its gradient in the logits of the queries: of the queries, and of the rows that the
 * prototypes were fitted to. Both are overwritten.
 */
export function prototypeBackward(
  { classes, size, noise, means, variances }: PrototypeModel,
  queries: Float64Array,
  delta: Float64Array,
  rows: number,
  supportLabels: ArrayLike<number>,
  supportRows: number,
  ofQueries: Float64Array,
  ofSupport: Float64Array,
): void {
  const ofMeans = new Float64Array(classes * size);
  ofQueries.fill(0, 0, rows * size);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < classes; j++) {
      const scale = delta[i * classes + j]! / (variances[j]! + noise);
      if (scale === 0) continue;
      for (let d = 0; d < size; d++) {
        const pull = scale * (queries[i * size + d]! - means[j * size + d]!);
        ofQueries[i * size + d] = ofQueries[i * size + d]! - pull;
        ofMeans[j * size + d] = ofMeans[j * size + d]! + pull;
      }
    }
  for (let i = 0; i < supportRows; i++) {
    const j = supportLabels[i]!;
    const share = variances[j]! / noise;
    for (let d = 0; d < size; d++) ofSupport[i * size + d] = share * ofMeans[j * size + d]!;
  }
}

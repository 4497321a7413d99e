/** An entry counts as non-zero above this share of what its target takes in all. */
export const NON_ZERO = 1e-9;

/** Non-zeros of a plan: in all, and in the fullest column. */
export interface SupportSize {
  readonly nonZeros: number;
  readonly mostNonZeros: number;
  /** Entries beyond the k allowed a column, summed over the columns; NaN where there is no such limit. */
  readonly beyondLimit: number;
}

export function supportSize(counts: Int32Array, limit: number | undefined): SupportSize {
  let nonZeros = 0;
  let mostNonZeros = 0;
  let beyond = 0;
  for (const count of counts) {
    nonZeros += count;
    mostNonZeros = Math.max(mostNonZeros, count);
    beyond += Math.max(0, count - (limit ?? count));
  }
  return { nonZeros, mostNonZeros, beyondLimit: limit === undefined ? Number.NaN : beyond };
}

export const UNKNOWN_SUPPORT: SupportSize = {
  nonZeros: Number.NaN,
  mostNonZeros: Number.NaN,
  beyondLimit: Number.NaN,
};

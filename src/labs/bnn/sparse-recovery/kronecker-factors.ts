export interface Factors {
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** Passes over the matrix of second moments. */
  readonly sweeps: number;
}

const MOST_SWEEPS = 10_000;

/** Largest change of γ₁ ⊗ γ₂ between two sweeps. */
function changeOf(a: Float64Array, b: Float64Array, c: Float64Array, d: Float64Array): number {
  let worst = 0;
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < b.length; j++) worst = Math.max(worst, Math.abs(a[i]! * b[j]! - c[i]! * d[j]!));
  return worst;
}

function normalise(first: Float64Array, second: Float64Array): void {
  const norm = Math.hypot(...first);
  if (!(norm > 0)) return;
  for (let i = 0; i < first.length; i++) first[i] = first[i]! / norm;
  for (let j = 0; j < second.length; j++) second[j] = second[j]! * norm;
}

/**
 * M-step by alternating minimisation of Σ ln γ₁ᵢ γ₂ⱼ + Λᵢⱼ / (γ₁ᵢ γ₂ⱼ): γ₁ᵢ is the mean of Λᵢⱼ / γ₂ⱼ over j and the other way
 * round (He & Joseph 2024, section III-A), until γ₁ ⊗ γ₂ changes by less than `tolerance`. γ₁ has unit norm. Rows and columns of
 * Λ that are zero keep a factor of zero and are left out of the means.
 */
export function alternatingFactors(Lambda: Float64Array, rows: number, columns: number, tolerance = 1e-5): Factors {
  const rowLives = Array.from({ length: rows }, (_, i) =>
    Lambda.subarray(i * columns, (i + 1) * columns).some((v) => v > 0),
  );
  const columnLives = Array.from({ length: columns }, (_, j) => rowLives.some((_, i) => Lambda[i * columns + j]! > 0));
  const livingRows = rowLives.filter(Boolean).length;
  const livingColumns = columnLives.filter(Boolean).length;
  const first = Float64Array.from(rowLives, Number);
  const second = Float64Array.from(columnLives, Number);
  for (let sweep = 1; ; sweep++) {
    const [oldFirst, oldSecond] = [first.slice(), second.slice()];
    for (let i = 0; i < rows; i++) {
      let sum = 0;
      for (let j = 0; j < columns; j++) if (second[j]! > 0) sum += Lambda[i * columns + j]! / second[j]!;
      first[i] = sum / livingColumns || 0;
    }
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let i = 0; i < rows; i++) if (first[i]! > 0) sum += Lambda[i * columns + j]! / first[i]!;
      second[j] = sum / livingRows || 0;
    }
    normalise(first, second);
    if (sweep === MOST_SWEEPS || changeOf(first, second, oldFirst, oldSecond) < tolerance)
      return { first, second, sweeps: 2 * sweep };
  }
}

/**
 * M-step by the rank-one approximation of Λ: γ₁ = |u₁|, γ₂ = s₁ |v₁| of its leading singular triple (He & Joseph 2024, section
 * III-B), by power iteration, which the non-negative Λ makes converge to non-negative vectors (Perron).
 */
export function singularFactors(Lambda: Float64Array, rows: number, columns: number, tolerance = 1e-10): Factors {
  let first = new Float64Array(rows);
  const second = new Float64Array(columns).fill(1);
  for (let sweep = 1; ; sweep++) {
    const next = new Float64Array(rows);
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) next[i] = next[i]! + Lambda[i * columns + j]! * second[j]!;
    const norm = Math.hypot(...next);
    if (!(norm > 0)) return { first: next, second: second.fill(0), sweeps: 2 * sweep };
    for (let i = 0; i < rows; i++) next[i] = next[i]! / norm;
    second.fill(0);
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) second[j] = second[j]! + Lambda[i * columns + j]! * next[i]!;
    const moved = next.reduce((worst, value, i) => Math.max(worst, Math.abs(value - first[i]!)), 0);
    first = next;
    if (sweep === MOST_SWEEPS || moved < tolerance) return { first, second, sweeps: 2 * sweep };
  }
}

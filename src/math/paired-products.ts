/*
 * Products with two matrices at once, means and variances (out × n), as layers with Gaussian pre-activations need them.
 * They go two rows by two columns, so that their sums stay in registers; where a size is odd the last pair is the last
 * one twice.
 */

/** z = x mᵀ and s = x² vᵀ, rows × out. */
export function pairedForward(
  x: Float64Array,
  squares: Float64Array,
  m: Float64Array,
  v: Float64Array,
  rows: number,
  n: number,
  out: number,
  z: Float64Array,
  s: Float64Array,
): void {
  for (let r = 0; r < rows; r += 2) {
    const next = Math.min(r + 1, rows - 1);
    for (let o = 0; o < out; o += 2) {
      const beside = Math.min(o + 1, out - 1);
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      let e = 0;
      let f = 0;
      let g = 0;
      let h = 0;
      for (let i = 0, p = r * n, q = next * n, k = o * n, j = beside * n; i < n; i++, p++, q++, k++, j++) {
        const x0 = x[p]!;
        const x1 = x[q]!;
        const s0 = squares[p]!;
        const s1 = squares[q]!;
        const m0 = m[k]!;
        const m1 = m[j]!;
        const v0 = v[k]!;
        const v1 = v[j]!;
        a += x0 * m0;
        b += x0 * m1;
        c += x1 * m0;
        d += x1 * m1;
        e += s0 * v0;
        f += s0 * v1;
        g += s1 * v0;
        h += s1 * v1;
      }
      z[r * out + o] = a;
      z[r * out + beside] = b;
      z[next * out + o] = c;
      z[next * out + beside] = d;
      s[r * out + o] = e;
      s[r * out + beside] = f;
      s[next * out + o] = g;
      s[next * out + beside] = h;
    }
  }
}

/** ofMean = pullsᵀ x and ofVariance = spreadsᵀ x², out × n. */
export function pairedWeights(
  x: Float64Array,
  pulls: Float64Array,
  spreads: Float64Array,
  rows: number,
  n: number,
  out: number,
  ofMean: Float64Array,
  ofVariance: Float64Array,
): void {
  for (let o = 0; o < out; o += 2) {
    const beside = Math.min(o + 1, out - 1);
    for (let i = 0; i < n; i += 2) {
      const next = Math.min(i + 1, n - 1);
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      let e = 0;
      let f = 0;
      let g = 0;
      let h = 0;
      for (let r = 0, p = 0, at = 0; r < rows; r++, p += n, at += out) {
        const x0 = x[p + i]!;
        const x1 = x[p + next]!;
        const d0 = pulls[at + o]!;
        const d1 = pulls[at + beside]!;
        const e0 = spreads[at + o]!;
        const e1 = spreads[at + beside]!;
        const s0 = x0 * x0;
        const s1 = x1 * x1;
        a += d0 * x0;
        b += d0 * x1;
        c += d1 * x0;
        d += d1 * x1;
        e += e0 * s0;
        f += e0 * s1;
        g += e1 * s0;
        h += e1 * s1;
      }
      const k = o * n;
      const j = beside * n;
      ofMean[k + i] = a;
      ofVariance[k + i] = e;
      ofMean[k + next] = b;
      ofVariance[k + next] = f;
      ofMean[j + i] = c;
      ofVariance[j + i] = g;
      ofMean[j + next] = d;
      ofVariance[j + next] = h;
    }
  }
}

/** before = pulls m + x ∘ (spreads v), rows × n. */
export function pairedInputs(
  x: Float64Array,
  pulls: Float64Array,
  spreads: Float64Array,
  m: Float64Array,
  v: Float64Array,
  rows: number,
  n: number,
  out: number,
  before: Float64Array,
): void {
  for (let r = 0; r < rows; r += 2) {
    const beside = Math.min(r + 1, rows - 1);
    for (let i = 0; i < n; i += 2) {
      const next = Math.min(i + 1, n - 1);
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      let e = 0;
      let f = 0;
      let g = 0;
      let h = 0;
      for (let o = 0, k = 0, p = r * out, q = beside * out; o < out; o++, k += n, p++, q++) {
        const m0 = m[k + i]!;
        const m1 = m[k + next]!;
        const v0 = v[k + i]!;
        const v1 = v[k + next]!;
        const d0 = pulls[p]!;
        const d1 = pulls[q]!;
        const e0 = spreads[p]!;
        const e1 = spreads[q]!;
        a += d0 * m0;
        b += d0 * m1;
        c += d1 * m0;
        d += d1 * m1;
        e += e0 * v0;
        f += e0 * v1;
        g += e1 * v0;
        h += e1 * v1;
      }
      const k = r * n;
      const j = beside * n;
      before[k + i] = a + x[k + i]! * e;
      before[k + next] = b + x[k + next]! * f;
      before[j + i] = c + x[j + i]! * g;
      before[j + next] = d + x[j + next]! * h;
    }
  }
}

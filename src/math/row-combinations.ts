/**
 * Products of batches with matrices for networks whose hidden units are mostly half zero: rows that count nothing are
 * skipped, four of the others are taken at a time. All matrices are row-major.
 */

/** out[r] += Σ_i values[r, i] W[i] for each of the rows, with W n × m; `bias`, where given, is what out starts from. */
export function rowCombinations(
  values: Float64Array,
  rows: number,
  n: number,
  W: Float64Array,
  m: number,
  bias: Float64Array | null,
  out: Float64Array,
): void {
  const index = new Int32Array(n);
  for (let r = 0; r < rows; r++) {
    let count = 0;
    for (let i = 0; i < n; i++) if (values[r * n + i] !== 0) index[count++] = i;
    const at = r * m;
    if (bias) for (let j = 0; j < m; j++) out[at + j] = bias[j]!;
    else out.fill(0, at, at + m);
    combine(values, r * n, 1, index, count, W, m, out, at);
  }
}

/** out = valuesᵀ deltas, n × m: the gradient of a weight matrix; added to where `add`. */
export function outerProducts(
  values: Float64Array,
  deltas: Float64Array,
  rows: number,
  n: number,
  m: number,
  out: Float64Array,
  add: boolean,
): void {
  const index = new Int32Array(rows);
  for (let i = 0; i < n; i++) {
    let count = 0;
    for (let r = 0; r < rows; r++) if (values[r * n + i] !== 0) index[count++] = r;
    if (!add) out.fill(0, i * m, (i + 1) * m);
    combine(values, i, n, index, count, deltas, m, out, i * m);
  }
}

/** out[at + j] += Σ_c values[from + stride index_c] M[index_c, j]. */
function combine(
  values: Float64Array,
  from: number,
  stride: number,
  index: Int32Array,
  count: number,
  M: Float64Array,
  m: number,
  out: Float64Array,
  at: number,
): void {
  let c = 0;
  for (; c + 3 < count; c += 4) {
    const [i0, i1, i2, i3] = [index[c]!, index[c + 1]!, index[c + 2]!, index[c + 3]!];
    const v0 = values[from + stride * i0]!;
    const v1 = values[from + stride * i1]!;
    const v2 = values[from + stride * i2]!;
    const v3 = values[from + stride * i3]!;
    let a = i0 * m;
    let b = i1 * m;
    let d = i2 * m;
    let e = i3 * m;
    for (let j = at; j < at + m; j++) out[j] = out[j]! + v0 * M[a++]! + v1 * M[b++]! + v2 * M[d++]! + v3 * M[e++]!;
  }
  for (; c < count; c++) {
    const v = values[from + stride * index[c]!]!;
    let a = index[c]! * m;
    for (let j = at; j < at + m; j++) out[j] = out[j]! + v * M[a++]!;
  }
}

/** out[r, i] = ⟨deltas[r], W[i]⟩ where mask[r, i] is not 0, and 0 elsewhere; everywhere without a mask. */
export function maskedProducts(
  deltas: Float64Array,
  rows: number,
  m: number,
  W: Float64Array,
  n: number,
  mask: Float64Array | null,
  out: Float64Array,
): void {
  const index = new Int32Array(n);
  for (let r = 0; r < rows; r++) {
    let count = 0;
    for (let i = 0; i < n; i++) {
      if (mask === null || mask[r * n + i] !== 0) index[count++] = i;
      else out[r * n + i] = 0;
    }
    let c = 0;
    for (; c + 3 < count; c += 4) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      let a = index[c]! * m;
      let b = index[c + 1]! * m;
      let d = index[c + 2]! * m;
      let e = index[c + 3]! * m;
      for (let j = r * m; j < (r + 1) * m; j++) {
        const delta = deltas[j]!;
        s0 += delta * W[a++]!;
        s1 += delta * W[b++]!;
        s2 += delta * W[d++]!;
        s3 += delta * W[e++]!;
      }
      out[r * n + index[c]!] = s0;
      out[r * n + index[c + 1]!] = s1;
      out[r * n + index[c + 2]!] = s2;
      out[r * n + index[c + 3]!] = s3;
    }
    for (; c < count; c++) {
      let s = 0;
      let a = index[c]! * m;
      for (let j = r * m; j < (r + 1) * m; j++) s += deltas[j]! * W[a++]!;
      out[r * n + index[c]!] = s;
    }
  }
}

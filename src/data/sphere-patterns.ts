/**
 * The 12-bit task of Shwartz-Ziv & Tishby (2017): patterns of lit points on a sphere, and a label that rotations leave
 * alone. Rebuilt from a definition: the twelve points are the vertices of an icosahedron, and the label compares a
 * score of the power spectrum with a threshold. The rule was fitted to the published labels and gives all 4,096 of them;
 * the authors' own formula may differ away from the threshold.
 */

/** Points on the sphere, one a bit. */
export const POINTS = 12;
export const PATTERNS = 4096;
/** θ: the middle of the gap between the scores 7.562777 and 7.701302. */
export const THRESHOLD = 7.63203951947966;
/** γ at which I(X;Y) is 0.99 bit, as in the paper. */
export const PAPER_GAIN = 54.492232;

const GOLDEN = (1 + Math.sqrt(5)) / 2;
const CORNERS = [
  [0, 1, GOLDEN],
  [1, GOLDEN, 0],
  [0, 1, -GOLDEN],
  [-1, GOLDEN, 0],
  [GOLDEN, 0, -1],
  [0, -1, GOLDEN],
  [1, -GOLDEN, 0],
  [-1, -GOLDEN, 0],
  [-GOLDEN, 0, -1],
  [0, -1, -GOLDEN],
  [-GOLDEN, 0, 1],
  [GOLDEN, 0, 1],
] as const;

/** Unit vectors of the points, 12 × 3 row-major, in the order of the bits. */
export const sphereVertices = (): Float64Array =>
  Float64Array.from(CORNERS.flat(), (v) => v / Math.sqrt(1 + GOLDEN * GOLDEN));

const isLit = (pattern: number, bit: number): boolean => ((pattern >> (POINTS - 1 - bit)) & 1) === 1;

/** All patterns, 4096 × 12 row-major: row n is n in binary, most significant bit first. */
export const spherePatterns = (): Float64Array =>
  Float64Array.from({ length: PATTERNS * POINTS }, (_, k) => (isLit(Math.floor(k / POINTS), k % POINTS) ? 1 : 0));

/** f(x) = Σ xᵢ + ‖Σ xᵢ vᵢ‖ = √(4π) (√P₀ + √(P₁/3)) of every pattern. */
export function sphereScores(): Float64Array {
  const vertices = sphereVertices();
  return Float64Array.from({ length: PATTERNS }, (_, pattern) => {
    let lit = 0;
    const sum = [0, 0, 0];
    for (let i = 0; i < POINTS; i++) {
      if (!isLit(pattern, i)) continue;
      lit++;
      for (let k = 0; k < 3; k++) sum[k] = sum[k]! + vertices[3 * i + k]!;
    }
    return lit + Math.hypot(sum[0]!, sum[1]!, sum[2]!);
  });
}

/** P_ℓ = (2ℓ + 1)/4π Σᵢⱼ xᵢ xⱼ Leg_ℓ(vᵢ·vⱼ) of a pattern, for ℓ = 0..most: the power in each spherical harmonic degree. */
export function powerSpectrum(pattern: number, most: number): number[] {
  const vertices = sphereVertices();
  const power = new Array<number>(most + 1).fill(0);
  for (let i = 0; i < POINTS; i++) {
    for (let j = 0; j < POINTS; j++) {
      if (!isLit(pattern, i) || !isLit(pattern, j)) continue;
      let cosine = 0;
      for (let k = 0; k < 3; k++) cosine += vertices[3 * i + k]! * vertices[3 * j + k]!;
      // Bonnet's recursion for the Legendre polynomials.
      let [before, now] = [1, cosine];
      for (let l = 0; l <= most; l++) {
        power[l] = power[l]! + ((2 * l + 1) / (4 * Math.PI)) * before;
        [before, now] = [now, ((2 * l + 3) * cosine * now - (l + 1) * before) / (l + 2)];
      }
    }
  }
  return power;
}

/** y = [f > θ]: the labels as published. */
export const hardLabels = (scores: Float64Array, threshold = THRESHOLD): Int32Array =>
  Int32Array.from(scores, (f) => (f > threshold ? 1 : 0));

/** p(y = 1|x) = σ(γ (f(x) − θ)), the softened rule. */
export const softRule = (scores: Float64Array, gain: number, threshold = THRESHOLD): Float64Array =>
  scores.map((f) => 1 / (1 + Math.exp(-gain * (f - threshold))));

/** Patterns grouped by the value of the score (53 of them), ascending: enough of x for any rule of the score. */
export interface ScoreLevels {
  readonly values: Float64Array;
  /** Patterns at each level. */
  readonly counts: Int32Array;
  /** Level of each pattern. */
  readonly of: Int32Array;
}

/** Scores equal to that many decimals are one level: the sum of a pattern's vectors depends on their order in the last bits. */
export function scoreLevels(scores: Float64Array, decimals = 9): ScoreLevels {
  const scale = 10 ** decimals;
  const keys = Array.from(scores, (f) => Math.round(f * scale));
  const values = [...new Set(keys)].sort((a, b) => a - b);
  const place = new Map(values.map((key, level) => [key, level]));
  const of = Int32Array.from(keys, (key) => place.get(key)!);
  const counts = new Int32Array(values.length);
  for (const level of of) counts[level] = counts[level]! + 1;
  return { values: Float64Array.from(values, (key) => key / scale), counts, of };
}

/** Entropy of a coin, bits. */
export const coinEntropy = (p: number): number =>
  p <= 0 || p >= 1 ? 0 : -p * Math.log2(p) - (1 - p) * Math.log2(1 - p);

/** I(X;Y) in bits of p(y = 1|x) under equally likely x. */
export function ruleInformation(rule: Float64Array): number {
  const mean = rule.reduce((sum, p) => sum + p, 0) / rule.length;
  return coinEntropy(mean) - rule.reduce((sum, p) => sum + coinEntropy(p), 0) / rule.length;
}

/** γ at which the softened rule carries that many bits; by bisection, for I(X;Y) grows with γ. */
export function gainForInformation(scores: Float64Array, bits: number, threshold = THRESHOLD): number {
  const at = (gain: number) => ruleInformation(softRule(scores, gain, threshold));
  let [low, high] = [0, 1];
  while (at(high) < bits) {
    high *= 2;
    if (high > 1e6) throw new RangeError(`bits is ${bits}, more than the rule can carry`);
  }
  for (let k = 0; k < 100; k++) {
    const middle = (low + high) / 2;
    if (at(middle) < bits) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

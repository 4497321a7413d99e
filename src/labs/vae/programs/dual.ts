/** A number and its derivatives by the parameters; without derivatives it does not depend on them. */
export interface Dual {
  readonly value: number;
  readonly tangent: readonly number[];
}

const NONE: readonly number[] = [];

export const constant = (value: number): Dual => ({ value, tangent: NONE });

/** The `at`-th of `count` parameters. */
export const parameter = (value: number, at: number, count: number): Dual => ({
  value,
  tangent: Array.from({ length: count }, (_, p) => Number(p === at)),
});

/** a s + b t of tangents. */
export function blend(a: number, s: readonly number[], b: number, t: readonly number[]): readonly number[] {
  const count = Math.max(s.length, t.length);
  if (count === 0) return NONE;
  // A loop: Array.map takes twice as long here.
  const out: number[] = [];
  for (let p = 0; p < count; p++) out.push((s.length > 0 ? a * s[p]! : 0) + (t.length > 0 ? b * t[p]! : 0));
  return out;
}

export const plus = (a: Dual, b: Dual): Dual => ({
  value: a.value + b.value,
  tangent: blend(1, a.tangent, 1, b.tangent),
});

export const minus = (a: Dual, b: Dual): Dual => ({
  value: a.value - b.value,
  tangent: blend(1, a.tangent, -1, b.tangent),
});

export const times = (a: Dual, b: Dual): Dual => ({
  value: a.value * b.value,
  tangent: blend(b.value, a.tangent, a.value, b.tangent),
});

/** f(a), given its value and its slope there. */
export const through = (a: Dual, value: number, slope: number): Dual => ({
  value,
  tangent: blend(slope, a.tangent, 0, NONE),
});

export const square = (a: Dual): Dual => through(a, a.value * a.value, 2 * a.value);
export const exponential = (a: Dual): Dual => through(a, Math.exp(a.value), Math.exp(a.value));
export const logarithm = (a: Dual): Dual => through(a, Math.log(a.value), 1 / a.value);
export function logistic(a: Dual): Dual {
  const p = 1 / (1 + Math.exp(-a.value));
  return through(a, p, p * (1 - p));
}

const HALF_LOG_TAU = 0.5 * Math.log(2 * Math.PI);

/** log N(x; mean, exp(logSd)²). */
export function logNormal(x: Dual, mean: Dual, logSd: Dual): Dual {
  const scale = Math.exp(-logSd.value);
  const u = (x.value - mean.value) * scale;
  return {
    value: -0.5 * u * u - logSd.value - HALF_LOG_TAU,
    tangent: blend(1, blend(-u * scale, x.tangent, u * scale, mean.tangent), u * u - 1, logSd.tangent),
  };
}

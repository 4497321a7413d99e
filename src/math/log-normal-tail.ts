import { normalTail } from './normal-tail.ts';

const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/** ln Q(t), Q(t) = P(Z > t) of a standard normal, however far into either tail. */
export function logNormalTail(t: number): number {
  if (t < -1) return Math.log1p(-normalTail(-t));
  if (t <= 4) return Math.log(normalTail(t));
  let fraction = t;
  for (let k = 60; k >= 1; k--) fraction = t + k / fraction;
  return -0.5 * t * t - HALF_LOG_TWO_PI - Math.log(fraction);
}

/** φ(t)/Q(t), minus the slope of ln Q: the inverse of Mills' ratio. */
export function inverseMills(t: number): number {
  if (t > 4) {
    let fraction = t;
    for (let k = 60; k >= 1; k--) fraction = t + k / fraction;
    return fraction;
  }
  return Math.exp(-0.5 * t * t - HALF_LOG_TWO_PI) / normalTail(t);
}

const LOW = -40;
const HIGH = 60;
const PER_UNIT = 32;

interface Table {
  readonly logs: Float64Array;
  readonly mills: Float64Array;
}
let table: Table | null = null;

function tabulate(): Table {
  const count = (HIGH - LOW) * PER_UNIT + 2;
  const at = (k: number) => LOW + k / PER_UNIT;
  return {
    logs: Float64Array.from({ length: count }, (_, k) => logNormalTail(at(k))),
    mills: Float64Array.from({ length: count }, (_, k) => inverseMills(at(k))),
  };
}

/**
 * ln Q and φ/Q at many places into `logs` and `mills`, by cubic Hermite pieces of length 1/32 (the slopes are known:
 * −φ/Q and φ/Q (φ/Q − t)), to some 1e-8; beyond −40 and 60 directly.
 */
export function fillLogNormalTail(t: Float64Array, logs: Float64Array, mills: Float64Array): void {
  table ??= tabulate();
  const h = 1 / PER_UNIT;
  for (let i = 0; i < t.length; i++) {
    const x = t[i]!;
    if (!(x > LOW && x < HIGH)) {
      logs[i] = logNormalTail(x);
      mills[i] = inverseMills(x);
      continue;
    }
    const k = Math.floor((x - LOW) * PER_UNIT);
    const left = LOW + k * h;
    const u = (x - left) * PER_UNIT;
    const v = 1 - u;
    // Hermite's four polynomials; the last two times the length of a piece.
    const a = v * v * (1 + 2 * u);
    const b = u * u * (1 + 2 * v);
    const c = h * u * v * v;
    const d = h * u * u * v;
    const [l0, l1, m0, m1] = [table.logs[k]!, table.logs[k + 1]!, table.mills[k]!, table.mills[k + 1]!];
    logs[i] = a * l0 + b * l1 - c * m0 + d * m1;
    mills[i] = a * m0 + b * m1 + c * m0 * (m0 - left) - d * m1 * (m1 - left - h);
  }
}

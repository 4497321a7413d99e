import { normalTail } from '../../../math/normal-tail.ts';

/** Statistics of a weight θ ~ N(μ, σ²) by which it may stay or leave; the lowest leave. */
export const CRITERIA = ['snrAbs', 'snr', 'mean', 'eAbs', 'eExp', 'snrExp', 'q25'] as const;
export type Criterion = (typeof CRITERIA)[number];

const ROOT_TWO_OVER_PI = Math.sqrt(2 / Math.PI);
/** Exponents beyond this are cut: e^60 is as good as any larger number to sort by. */
const LARGEST_EXPONENT = 60;
const BISECTIONS = 50;

/** Φ(x). */
const below = (x: number): number => normalTail(-x);

/** E|θ|/σ for θ/σ ~ N(t, 1). */
const foldedMean = (t: number): number =>
  Math.abs(t) * (1 - 2 * normalTail(Math.abs(t))) + ROOT_TWO_OVER_PI * Math.exp(-0.5 * t * t);

/** E|θ| over the standard deviation of |θ|; a function of |t| alone, strictly increasing. */
function foldedRatio(t: number): number {
  const size = Math.abs(t);
  if (size > 5) return size;
  const mean = foldedMean(size);
  return mean / Math.sqrt(Math.max(1 + size * size - mean * mean, 1 - 2 / Math.PI));
}

/** M(λ) = E e^{λ|θ|}. */
export function exponentialMoment(mean: number, sd: number, lambda: number): number {
  const t = mean / sd;
  const half = 0.5 * (lambda * sd) ** 2;
  const part = (signed: number) =>
    Math.exp(Math.min(half + lambda * signed * mean, LARGEST_EXPONENT)) * below(signed * t + lambda * sd);
  return part(1) + part(-1);
}

function exponentialRatio(mean: number, sd: number, lambda: number): number {
  const first = exponentialMoment(mean, sd, lambda);
  const variance = exponentialMoment(mean, sd, 2 * lambda) - first * first;
  return first / Math.sqrt(Math.max(variance, Number.EPSILON * first * first));
}

/** The z with P(|θ| ≤ z) = ¼. */
function lowerQuartile(mean: number, sd: number): number {
  const t = Math.abs(mean) / sd;
  let [low, high] = [0, t + 1];
  for (let k = 0; k < BISECTIONS && high - low > 1e-12 * high; k++) {
    const middle = 0.5 * (low + high);
    if (below(middle - t) - below(-middle - t) < 0.25) low = middle;
    else high = middle;
  }
  return 0.5 * (low + high) * sd;
}

/** The value of a criterion for one weight. */
export function scoreOf(criterion: Criterion, mean: number, sd: number, lambda: number): number {
  switch (criterion) {
    case 'mean':
      return Math.abs(mean);
    case 'snr':
      return Math.abs(mean) / sd;
    case 'eAbs':
      return sd * foldedMean(mean / sd);
    case 'snrAbs':
      return foldedRatio(mean / sd);
    case 'eExp':
      return exponentialMoment(mean, sd, lambda);
    case 'snrExp':
      return exponentialRatio(mean, sd, lambda);
    case 'q25':
      return lowerQuartile(mean, sd);
  }
}

/**
 * A number that orders weights as the criterion does. That of `snrAbs` is |μ|/σ itself: the two order alike, and near
 * μ = 0 the folded ratio grows like t⁴, too slowly to tell weights apart.
 */
export const rankOf = (criterion: Criterion, mean: number, sd: number, lambda: number): number =>
  scoreOf(criterion === 'snrAbs' ? 'snr' : criterion, mean, sd, lambda);

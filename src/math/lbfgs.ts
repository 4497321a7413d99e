import type { Breathing } from './breaths.ts';

/** Writes the gradient at x and returns the value; breathes where that takes long. */
export type Evaluation = (x: Float64Array, gradient: Float64Array) => Breathing<number>;

/** One iteration. The arrays are reused; the function was evaluated last at `x`. */
export interface LbfgsStep {
  readonly x: Float64Array;
  readonly gradient: Float64Array;
  readonly value: number;
  /** Length of the step along the direction; 0 when no line search succeeded and x stayed where it was. */
  readonly stepLength: number;
}

const SUFFICIENT = 1e-4;
const CURVATURE = 0.9;
/** Share of the value that counts as rounding. Where a step promises hardly more, only the slopes say where the minimum is. */
const ROUNDING = 1e-14;
/** Evaluations after which a line search has failed. */
const MOST_TRIALS = 30;

/**
 * Minimises a smooth function by limited-memory BFGS (Nocedal & Wright 2006, Algorithms 7.4 and 7.5) with a line search
 * for the strong Wolfe conditions (Algorithms 3.5 and 3.6, c₁ = 1e-4, c₂ = 0.9, cubic interpolation). Moves x in place, one
 * iteration a step. A failed line search is tried again along the negative gradient with an empty memory; when that fails
 * too, or the gradient is zero, a last step of length 0 is yielded and the generator ends: on a function with kinks that
 * is how it usually ends, near a minimum or not.
 */
export function* lbfgs(
  x: Float64Array,
  evaluate: Evaluation,
  memory = 10,
): Generator<LbfgsStep | undefined, void, unknown> {
  const size = x.length;
  const gradient = new Float64Array(size);
  const direction = new Float64Array(size);
  const from = { x: new Float64Array(size), gradient: new Float64Array(size) };
  const moves = Array.from({ length: memory }, () => new Float64Array(size));
  const changes = Array.from({ length: memory }, () => new Float64Array(size));
  const inverses = new Float64Array(memory);
  const weights = new Float64Array(memory);
  let held = 0;
  let newest = -1;
  let value = yield* evaluate(x, gradient);
  const at = function* (t: number): Breathing<Trial> {
    for (let k = 0; k < size; k++) x[k] = from.x[k]! + t * direction[k]!;
    const reached = yield* evaluate(x, gradient);
    return { t, value: reached, slope: dot(gradient, direction) };
  };

  for (;;) {
    // Two-loop recursion: direction = −H ∇.
    for (let k = 0; k < size; k++) direction[k] = -gradient[k]!;
    for (let back = 0; back < held; back++) {
      const p = (newest - back + memory) % memory;
      weights[p] = inverses[p]! * dot(moves[p]!, direction);
      add(direction, -weights[p]!, changes[p]!);
    }
    if (held > 0) scale(direction, 1 / (inverses[newest]! * dot(changes[newest]!, changes[newest]!)));
    for (let back = held - 1; back >= 0; back--) {
      const p = (newest - back + memory) % memory;
      add(direction, weights[p]! - inverses[p]! * dot(changes[p]!, direction), moves[p]!);
    }
    from.x.set(x);
    from.gradient.set(gradient);
    const start: Trial = { t: 0, value, slope: dot(gradient, direction) };
    const first = held > 0 ? 1 : Math.min(1, 1 / oneNorm(gradient));
    const found: Trial | null = start.slope < 0 ? yield* strongWolfe(start, first, at) : null;
    if (found === null) {
      x.set(from.x);
      if (held > 0 && start.slope !== 0) {
        gradient.set(from.gradient);
        held = 0;
        continue;
      }
      value = yield* evaluate(x, gradient);
      yield { x, gradient, value, stepLength: 0 };
      return;
    }
    value = found.value;
    newest = (newest + 1) % memory;
    for (let k = 0; k < size; k++) {
      moves[newest]![k] = x[k]! - from.x[k]!;
      changes[newest]![k] = gradient[k]! - from.gradient[k]!;
    }
    const along = dot(moves[newest]!, changes[newest]!);
    if (along > 0) {
      inverses[newest] = 1 / along;
      held = Math.min(memory, held + 1);
    } else {
      held = 0;
    }
    yield { x, gradient, value, stepLength: found.t };
  }
}

/** A point on the line: step, value and directional derivative there. */
interface Trial {
  readonly t: number;
  readonly value: number;
  readonly slope: number;
}

/** A step that meets both conditions, evaluated last; null when none was found. */
function* strongWolfe(start: Trial, first: number, at: (t: number) => Breathing<Trial>): Breathing<Trial | null> {
  const rounding = ROUNDING * Math.abs(start.value);
  const slack = -start.slope <= 100 * rounding ? rounding : 0;
  const tooHigh = ({ t, value }: Trial) => !(value <= start.value + SUFFICIENT * t * start.slope + slack);
  const noLower = ({ value }: Trial) => value >= low.value + slack;
  const flat = ({ slope }: Trial) => Math.abs(slope) <= -CURVATURE * start.slope;
  let low = start;
  let high: Trial | null = null;
  let t = first;
  for (let trials = 0; trials < MOST_TRIALS; trials++) {
    const trial: Trial = yield* at(t);
    if (tooHigh(trial) || ((high || low !== start) && noLower(trial))) {
      high = trial;
    } else {
      if (flat(trial)) return trial;
      // The derivative says on which side of the trial the minimum lies.
      if (trial.slope * ((high?.t ?? Infinity) - low.t) >= 0) high = low;
      low = trial;
    }
    t = high ? between(low, high) : 2 * low.t;
    if (!Number.isFinite(t) || t === low.t || t === high?.t) return null;
  }
  return null;
}

/** Minimiser of the cubic through both ends, kept a tenth of the interval away from them. */
function between(low: Trial, high: Trial): number {
  const width = high.t - low.t;
  const d1 = low.slope + high.slope - (3 * (low.value - high.value)) / (low.t - high.t);
  const root = d1 * d1 - low.slope * high.slope;
  const d2 = Math.sign(width) * Math.sqrt(root);
  const t = high.t - width * ((high.slope + d2 - d1) / (high.slope - low.slope + 2 * d2));
  const near = low.t + 0.1 * width;
  const far = high.t - 0.1 * width;
  const inside = Number.isFinite(t) && (t - near) * (t - far) <= 0;
  return inside ? t : low.t + 0.5 * width;
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < x.length; k++) sum += x[k]! * y[k]!;
  return sum;
}

function oneNorm(x: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < x.length; k++) sum += Math.abs(x[k]!);
  return sum;
}

function add(x: Float64Array, factor: number, y: Float64Array): void {
  for (let k = 0; k < x.length; k++) x[k] = x[k]! + factor * y[k]!;
}

function scale(x: Float64Array, factor: number): void {
  for (let k = 0; k < x.length; k++) x[k] = factor * x[k]!;
}

import { nearIdentity } from '../../../math/bottleneck-curve.ts';
import { BREATH } from '../../../math/breaths.ts';
import { integer, number } from '../../../params/descriptor.ts';
import { finishedPoint } from './curve-point.ts';
import type { Annealing, Bottleneck, CurvePoint } from './problem.ts';

/** Parameters every method of the bench shares. */
export const annealing = {
  betaMax: number({ label: 'Largest β', symbol: 'β₁', min: 2, max: 1000, default: 100, scale: 'log' }),
  betaMin: number({ label: 'Smallest β', symbol: 'β₀', min: 0.1, max: 1.9, default: 0.9, scale: 'log' }),
  betas: integer({ label: 'Values of β', min: 2, max: 200, default: 40, scale: 'log' }),
  maxSweeps: integer({ label: 'Sweeps at one β', min: 10, max: 20_000, default: 500, scale: 'log' }),
};

export interface AnnealingValues {
  readonly betaMax: number;
  readonly betaMin: number;
  readonly betas: number;
  readonly maxSweeps: number;
}

const TOLERANCE = 1e-10;

/** From betaMax down to betaMin, denser towards β = 1 where the transitions are: log(β − 0.9 betaMin) is even. */
export function schedule({ betaMax, betaMin, betas }: AnnealingValues): number[] {
  const origin = 0.9 * betaMin;
  const [high, low] = [Math.log(betaMax - origin), Math.log(betaMin - origin)];
  return Array.from({ length: betas }, (_, k) => origin + Math.exp(high + ((low - high) * k) / (betas - 1)));
}

/** Yields after every sweep; a β is done when no p(t|x) changes by more than 1e-10, or after maxSweeps. */
export function* anneal(
  problem: Bottleneck,
  values: AnnealingValues,
  sweep: (encoder: Float64Array, beta: number, next: Float64Array) => number,
): Generator<Annealing | undefined, void> {
  const { rows, cols } = problem.channel;
  let encoder: Float64Array = nearIdentity(rows);
  let next: Float64Array = new Float64Array(rows * rows);
  const curve: CurvePoint[] = [];
  for (const beta of schedule(values)) {
    const { maxSweeps } = values;
    let change = Number.POSITIVE_INFINITY;
    let sweeps = 0;
    while (change >= TOLERANCE && sweeps < maxSweeps) {
      change = sweep(encoder, beta, next);
      [encoder, next] = [next, encoder];
      sweeps++;
      // One sweep of 256 values takes longer than a frame: half of it is the point computed below.
      if (rows * rows * cols > BREATH) yield undefined;
      const done = change < TOLERANCE || sweeps === maxSweeps;
      if (done) curve.push(finishedPoint(problem, encoder, beta, sweeps));
      yield { beta, encoder, letters: rows, change, sweeps, curve };
    }
  }
}

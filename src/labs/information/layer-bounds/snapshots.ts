import type { Snapshot } from '../../../engine/bench.ts';
import { dropoutContraction } from './contraction.ts';
import { expectedKl, klBound } from './divergence-formulas.ts';
import type { Divergences, LinearNetwork } from './problem.ts';

/** One row a layer: the simulated divergence, its closed form and the bound on the gap. */
export interface LayersSnapshot {
  readonly quantity: 'kl' | 'w2';
  readonly draws: number;
  readonly widths: readonly number[];
  readonly ranks: readonly number[];
  readonly measured: Float64Array;
  readonly closed: Float64Array;
  readonly bounds: Float64Array;
  readonly contracted: Float64Array;
  readonly gap: number;
  readonly gapError: number;
}

function layers({ layers: all, n }: LinearNetwork, iterate: Divergences): LayersSnapshot {
  return {
    quantity: iterate.quantity,
    draws: iterate.draws,
    widths: all.map(({ width }) => width),
    ranks: all.map(({ rank }) => rank),
    measured: iterate.measured.slice(),
    closed: iterate.closed.slice(),
    bounds: Float64Array.from(all, ({ rank }) => klBound(expectedKl(rank, n))),
    contracted: Float64Array.from(all, ({ rank, contraction }) => klBound(contraction * expectedKl(rank, n))),
    gap: iterate.gap,
    gapError: iterate.gapError,
  };
}

export const CONTRACTION_WIDTHS = [1, 2, 4, 8, 16, 32, 64] as const;
export const CONTRACTION_RATES = Array.from({ length: 20 }, (_, k) => (0.95 * k) / 19);

/** Contraction of one dropout layer, rows by width from 1 to 64, columns by rate from 0 to 0.95. */
export const contractionMap = (): Float32Array =>
  Float32Array.from(
    CONTRACTION_WIDTHS.flatMap((width) => CONTRACTION_RATES.map((rate) => dropoutContraction(rate, width))),
  );

export const snapshots = {
  layers: layers as (problem: LinearNetwork, iterate: Divergences) => Snapshot & LayersSnapshot,
};

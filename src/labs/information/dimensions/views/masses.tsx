import { useSyncExternalStore } from 'react';
import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';

/** Eigenvalues below are not drawn. */
const LEAST = 1e-6;

interface MassesSnapshot {
  readonly masses: Float64Array;
  readonly kind: 'spectrum' | 'cells';
  readonly dimension: number;
}

/** What the entropy is of: the eigenvalues of the diffusion, or the shares of the cells, in falling order. */
export function Masses({ picture, name, colour }: ViewProps) {
  const now = () => picture.get()?.snapshots.masses as MassesSnapshot | undefined;
  const source = useDerived(picture, (): PlotData => {
    const own = now();
    const shown = (own?.masses ?? new Float64Array(0)).filter((v) => v > LEAST);
    const spectrum = own?.kind !== 'cells';
    return {
      x: { label: 'rank', scale: 'log' },
      y: spectrum
        ? { label: 'eigenvalue', scale: 'log', domain: [LEAST, 1.2] }
        : { label: 'share of the points', scale: 'log' },
      series: own
        ? [
            {
              name: spectrum ? 'λ' : 'cells',
              x: Float64Array.from(shown, (_, k) => k + 1),
              y: shown,
              form: 'line',
              colour,
            },
          ]
        : [],
      empty: 'Press Run, or Space.',
    };
  });
  const follow = (listener: () => void) => picture.subscribe(listener);
  const kind = useSyncExternalStore(follow, () => now()?.kind ?? null);
  const dimension = useSyncExternalStore(follow, () => now()?.dimension ?? null);
  return (
    <ChartFigure
      title={kind === 'cells' ? 'Cells' : 'Spectrum'}
      unit={dimension === null ? '' : `d = ${dimension}`}
      name="masses"
      mount={mountPlot}
      source={source}
      height={280}
      summary={() => {
        const own = now();
        if (!own) return 'Eigenvalues or cells, once something has run.';
        return own.kind === 'cells'
          ? `${name}: ${own.masses.length} cells are taken in ${own.dimension} dimensions.`
          : `${name}: eigenvalues in ${own.dimension} dimensions, ${own.masses.filter((v) => v > 0.01).length} of them above 0.01.`;
      }}
      table={() => ({
        head: ['Rank', 'Value'],
        rows: Array.from(now()?.masses ?? [], (v, k) => [k + 1, formatNumber(v)]),
      })}
    />
  );
}

import { useSyncExternalStore } from 'react';
import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import { dotsByClass } from './data.tsx';
import type { InsideSnapshot } from './snapshot-shapes.ts';

/** Eigenvalues below are not drawn. */
const LEAST = 1e-6;
const WARNING = 'The weights of this estimate are as large as';

const TITLES: Readonly<Record<InsideSnapshot['kind'], string>> = {
  bins: 'Bins over the data',
  kernels: 'Kernel width against the data',
  distances: 'Distances to neighbours',
  codes: 'Codes',
  spectrum: 'Diffusion spectrum',
};

function plotOf(now: InsideSnapshot, colour: number): PlotData {
  switch (now.kind) {
    case 'bins':
      return {
        x: { label: 'coordinates of x', scale: 'linear' },
        y: { label: 'samples', scale: 'linear' },
        series: [{ name: 'coordinates of x', x: now.at, y: now.count, form: 'bars', colour }],
        lines: Array.from(now.edges, (at) => ({ axis: 'x', at, label: '' })),
      };
    case 'kernels': {
      const most = now.count.reduce((high, v) => Math.max(high, v), 1);
      const middle = now.at.length > 0 ? (now.at[0]! + now.at.at(-1)!) / 2 : 0;
      const at = Float64Array.from({ length: 121 }, (_, k) => middle + now.widthX * (k / 20 - 3));
      return {
        x: { label: 'coordinates of x', scale: 'linear' },
        y: { label: 'samples', scale: 'linear' },
        series: [
          { name: 'coordinates of x', x: now.at, y: now.count, form: 'bars', faint: true },
          {
            name: 'kernel',
            x: at,
            y: at.map((v) => most * Math.exp(-0.5 * ((v - middle) / now.widthX) ** 2)),
            form: 'line',
            colour,
          },
        ],
      };
    }
    case 'distances':
      return {
        x: { label: 'log₁₀ distance', scale: 'linear' },
        y: { label: 'samples', scale: 'linear' },
        series: [{ name: 'distances', x: now.at, y: now.count, form: 'bars', colour }],
      };
    case 'codes':
      return {
        x: { label: 'first code of x', scale: 'linear' },
        y: { label: now.real ? 'first code of y' : 'second code of x', scale: 'linear' },
        series: dotsByClass(now.first, now.across, now.classes),
      };
    case 'spectrum': {
      const sizes = Array.from(now.eigenvalues, Math.abs).filter((v) => v > LEAST);
      const powers = sizes.map((v) => v ** now.time).filter((v) => v > LEAST);
      const rank = sizes.map((_, k) => k + 1);
      return {
        x: { label: 'rank', scale: 'log' },
        y: { label: 'eigenvalue', scale: 'log', domain: [LEAST, 1.2] },
        series: [
          ...(now.time > 1 ? [{ name: 'λ', x: rank, y: sizes, form: 'line' as const, faint: true }] : []),
          {
            name: now.time > 1 ? `λ to the power ${now.time}` : 'λ',
            x: rank,
            y: powers,
            form: 'line',
            colour,
          },
        ],
      };
    }
  }
}

function words(now: InsideSnapshot): string {
  switch (now.kind) {
    case 'bins':
      return `${now.edges.length} edges over all coordinates of x, from ${formatNumber(now.edges[0]!, 3)} to ${formatNumber(now.edges.at(-1)!, 3)}`;
    case 'kernels':
      return `kernels of width ${formatNumber(now.widthX, 3)} on x`;
    case 'distances':
      return `distances of the samples to neighbour ${now.k}`;
    case 'codes':
      return now.real ? 'first code of x against first code of y' : 'first two codes of x, by class';
    case 'spectrum':
      return `eigenvalues of the diffusion operator of ${now.rows} samples`;
  }
}

/** What the method itself makes of the samples: bins, kernels, distances, codes or a spectrum. */
export function Inside({ picture, name, colour }: ViewProps) {
  const now = () => picture.get()?.snapshots.inside as InsideSnapshot | undefined;
  const source = useDerived(picture, (): PlotData => {
    const inside = now();
    if (inside) return { ...plotOf(inside, colour), empty: 'Too few samples of a class so far.' };
    return {
      x: { label: '', scale: 'linear' },
      y: { label: '', scale: 'linear' },
      series: [],
      empty: 'Press Run, or Space.',
    };
  });
  // What stands around the drawing changes with the method's picture, and React has to hear of it.
  const follow = (listener: () => void) => picture.subscribe(listener);
  const kind = useSyncExternalStore(follow, () => now()?.kind ?? null);
  const weight = useSyncExternalStore(follow, () => Number((now()?.weight ?? 0).toPrecision(2)) || 0);
  return (
    <ChartFigure
      title={kind ? TITLES[kind] : 'Inside the estimator'}
      name="inside"
      mount={mountPlot}
      source={source}
      height="min(90cqi, 300px)"
      caption={
        weight > 5 ? `${WARNING} ${formatNumber(weight, 2)}: it is mostly variance. Use fewer coordinates.` : undefined
      }
      summary={() => {
        const inside = now();
        return inside ? `${name}: ${words(inside)}.` : 'What the method makes of the samples, once something has run.';
      }}
      table={() => {
        const inside = now();
        if (!inside) return { head: ['At', 'Value'], rows: [] };
        if (inside.kind === 'spectrum')
          return {
            head: ['Rank', 'Eigenvalue'],
            rows: Array.from(inside.eigenvalues, (v, k) => [k + 1, formatNumber(v)]),
          };
        if (inside.kind === 'codes')
          return {
            head: ['First', 'Second'],
            rows: Array.from(inside.first.subarray(0, 200), (v, i) => [
              formatNumber(v, 3),
              formatNumber(inside.across[i]!, 3),
            ]),
          };
        return {
          head: ['At', 'Samples'],
          rows: Array.from(inside.at, (v, k) => [formatNumber(v, 3), formatNumber(inside.count[k]!)]),
        };
      }}
    />
  );
}

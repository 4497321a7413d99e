import { useRef } from 'react';
import { formatNumber } from '../../../../charts/format.ts';
import { mountLine } from '../../../../charts/line.ts';
import type { LineData } from '../../../../charts/line-data.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';

interface PotentialsSnapshot {
  readonly source: Float32Array;
  readonly f: Float32Array;
  readonly target: Float32Array;
  readonly g: Float32Array;
}

/** The two dual potentials over the first coordinate: what a unit of mass is worth there. */
export function Potentials({ picture, facts, name, colour }: ViewProps) {
  const look = useRef<Pick<LineData, 'crosshair' | 'zoom'>>({ crosshair: null, zoom: null });
  const source = useDerived(picture, (now): LineData => {
    const potentials = now?.snapshots.potentials as PotentialsSnapshot | undefined;
    const series = (id: string, label: string, xs: Float32Array, ys: Float32Array, dash: number | null) => ({
      id,
      label,
      colour,
      dash,
      weight: 'other' as const,
      xs,
      ys,
      marker: false,
    });
    return {
      series: potentials
        ? [
            series('f', 'f, source', potentials.source, potentials.f, null),
            series('g', 'g, target', potentials.target, potentials.g, 4),
          ]
        : [],
      x: { label: facts.shape === 'matrix' ? 'index / n' : 'first coordinate', scale: 'linear' },
      y: { label: 'cost', scale: 'linear' },
      references: [],
      ...look.current,
      onCrosshair(x) {
        look.current.crosshair = x;
        source.redraw();
      },
      onZoom(range) {
        look.current.zoom = range;
        source.redraw();
      },
      empty: 'Press Run, or Space.',
    };
  });
  const now = () => picture.get()?.snapshots.potentials as PotentialsSnapshot | undefined;
  return (
    <ChartFigure
      title="Potentials"
      unit="in the unit of the cost, g = 0 at the first target"
      name="potentials"
      mount={mountLine}
      source={source}
      height={200}
      summary={() => {
        const potentials = now();
        return potentials
          ? `${name}: f from ${formatNumber(Math.min(...potentials.f), 3)} to ${formatNumber(Math.max(...potentials.f), 3)}.`
          : 'The dual potentials, once something has run.';
      }}
      table={() => {
        const potentials = now();
        return {
          head: ['Side', 'At', 'Potential'],
          rows: potentials
            ? [
                ...Array.from(potentials.f, (v, k) => [
                  'source',
                  formatNumber(potentials.source[k]!, 3),
                  formatNumber(v),
                ]),
                ...Array.from(potentials.g, (v, k) => [
                  'target',
                  formatNumber(potentials.target[k]!, 3),
                  formatNumber(v),
                ]),
              ]
            : [],
        };
      }}
    />
  );
}

import { useRef } from 'react';
import { formatNumber } from '../../../../charts/format.ts';
import { mountLine } from '../../../../charts/line.ts';
import type { LineData } from '../../../../charts/line-data.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import { PotentialImages } from './potential-images.tsx';
import type { PotentialsSnapshot } from './potentials-snapshot.ts';

const unit = 'in the unit of the cost, g = 0 at the first target';

/** The two dual potentials: what a unit of mass is worth where it lies. As images, over a line, or by rank. */
export function Potentials(props: ViewProps) {
  return props.facts.shape === 'image' ? <PotentialImages {...props} /> : <PotentialLines {...props} />;
}

function PotentialLines({ picture, facts, name, colour }: ViewProps) {
  const look = useRef<Pick<LineData, 'crosshair' | 'zoom'>>({ crosshair: null, zoom: null });
  const onLine = facts.shape === 'line';
  const source = useDerived(picture, (now): LineData => {
    const potentials = now?.snapshots.potentials as PotentialsSnapshot | undefined;
    const series = (id: string, label: string, at: Float32Array, values: Float32Array, dash: number | null) => ({
      id,
      label,
      colour,
      dash,
      weight: 'other' as const,
      // Points of the plane and bare costs have no order of their own: by rank, the curve is their distribution.
      xs: onLine ? at : Float32Array.from(values, (_, k) => (k + 0.5) / values.length),
      ys: onLine ? values : values.slice().sort(),
      marker: false,
    });
    return {
      series: potentials
        ? [
            series('f', 'f, source', potentials.source, potentials.f, null),
            series('g', 'g, target', potentials.target, potentials.g, 4),
          ]
        : [],
      x: { label: onLine ? 'place' : 'rank', scale: 'linear' },
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
  const range = (values: Float32Array) =>
    `from ${formatNumber(Math.min(...values), 3)} to ${formatNumber(Math.max(...values), 3)}`;
  return (
    <ChartFigure
      title="Potentials"
      unit={onLine ? unit : `sorted, ${unit}`}
      name="potentials"
      mount={mountLine}
      source={source}
      height={200}
      summary={() => {
        const potentials = now();
        return potentials
          ? `${name}: f ${range(potentials.f)}, g ${range(potentials.g)}.`
          : 'The dual potentials, once something has run.';
      }}
      table={() => {
        const potentials = now();
        const rows = (side: string, at: Float32Array, values: Float32Array) =>
          Array.from(values, (value, k) => [side, formatNumber(at[k]!, 3), formatNumber(value)]);
        return {
          head: ['Side', 'At', 'Potential'],
          rows: potentials
            ? [...rows('source', potentials.source, potentials.f), ...rows('target', potentials.target, potentials.g)]
            : [],
        };
      }}
    />
  );
}

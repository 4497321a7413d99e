import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';

interface MassesSnapshot {
  readonly mass: Float32Array;
  readonly t: Int32Array;
  readonly y: Int32Array;
}

/** The masses of the coupling in the order in which they were placed. */
export function Masses({ picture, name, colour }: ViewProps) {
  const now = () => picture.get()?.snapshots.masses as MassesSnapshot | undefined;
  const source = useDerived(picture, (): PlotData => {
    const masses = now();
    return {
      x: { label: 'mass number', scale: 'linear' },
      y: { label: 'mass', scale: 'linear' },
      series: masses?.mass.length
        ? [
            {
              name: 'placed',
              x: Array.from(masses.mass, (_, k) => k + 1),
              y: masses.mass,
              form: 'bars',
              colour,
              labels: Array.from(masses.mass, (_, k) => `T ${masses.t[k]! + 1} with Y ${masses.y[k]! + 1}`),
            },
          ]
        : [],
      empty: 'No mass is placed yet.',
    };
  });
  return (
    <ChartFigure
      title="Masses placed"
      unit="in their order; greedy coupling takes the largest left"
      name="masses"
      mount={mountPlot}
      source={source}
      height={200}
      summary={() => {
        const masses = now();
        return masses?.mass.length
          ? `${name}: ${masses.mass.length} masses placed, from ${formatNumber(masses.mass[0]!, 3)} to ${formatNumber(masses.mass.at(-1)!, 3)}.`
          : 'The masses of the coupling, once they are placed.';
      }}
      table={() => {
        const masses = now();
        return {
          head: ['Number', 'T', 'Y', 'Mass'],
          rows: Array.from(masses?.mass ?? [], (mass, k) => [
            k + 1,
            masses!.t[k]! + 1,
            masses!.y[k]! + 1,
            formatNumber(mass),
          ]),
        };
      }}
    />
  );
}

import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { ReadingSnapshot } from '../snapshots.ts';

const NAMES = ['order 1', 'order 2', 'order 3', 'order 4'];

/** Complexity of each target against the update at which the network had learned it. */
export function Learned({ picture, peers }: ViewProps) {
  const read = () => picture.get()?.snapshots.reading as ReadingSnapshot | undefined;
  const source = useDerived(picture, (): PlotData => {
    const shown = read();
    const seeds = peers.filter(({ role }) => role === 'seed');
    return {
      x: { label: 'learned after updates', scale: 'log' },
      y: { label: 'complexity', scale: 'linear', domain: [0, 1] },
      series: shown
        ? NAMES.map((name, t) => {
            const all = [
              shown,
              ...seeds.map((seed) => seed.picture.get()?.snapshots.reading as ReadingSnapshot | undefined),
            ];
            const known = all.filter((one) => one !== undefined);
            return {
              name,
              form: 'dots' as const,
              colour: t + 1,
              x: known.map((one) => one.learned[t]!),
              y: known.map((one) => one.complexity[t]!),
            };
          })
        : [],
      empty: read() ? 'Nothing is learned yet.' : 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="Complexity and learning"
      unit="one dot a target and seed"
      name="learned"
      mount={mountPlot}
      source={source}
      height={320}
      summary={() => {
        const shown = read();
        return shown
          ? `Learned after ${Array.from(shown.learned, (value) => (Number.isNaN(value) ? 'not yet' : formatNumber(value))).join(', ')} updates, from one sign to the product of four.`
          : 'When each target was learned, against its complexity, once something has run.';
      }}
      table={() => {
        const shown = read();
        return {
          head: ['Target', 'Learned after', 'Complexity'],
          rows: shown
            ? NAMES.map((name, t) => [name, formatNumber(shown.learned[t]!), formatNumber(shown.complexity[t]!, 3)])
            : [],
        };
      }}
    />
  );
}

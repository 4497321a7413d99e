import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { SnrSnapshot } from '../snapshots.ts';
import { readSnapshot } from './read-snapshot.ts';

/** Where the axis begins. */
const LEAST = 1e-3;

/** How far the means are from 0, in standard deviations: of the weights there are, and of those that left last. */
export function Signal({ picture, colour }: ViewProps) {
  const now = () => readSnapshot<SnrSnapshot>(picture, 'snr');
  const middles = ({ edges }: SnrSnapshot) =>
    Array.from({ length: edges.length - 1 }, (_, k) => Math.sqrt(edges[k]! * edges[k + 1]!));
  const left = ({ removed }: SnrSnapshot) => removed.reduce((all, one) => all + one, 0);
  const source = useDerived(picture, (): PlotData => {
    const shown = now();
    const x = shown ? middles(shown) : [];
    // Both in one bar: what left last stands on top of what is there.
    const both = shown ? shown.counts.map((count, k) => count + shown.removed[k]!) : [];
    return {
      x: { label: '|*μ*| / *σ*', scale: 'log', domain: [LEAST, 1e3] },
      y: { label: 'weights', scale: 'linear' },
      series: shown
        ? [
            ...(left(shown) > 0
              ? [{ name: 'removed at the last exchange', form: 'bars' as const, colour: 0, x, y: both }]
              : []),
            { name: 'kept', form: 'bars' as const, colour, x, y: shown.counts },
          ]
        : [],
      lines: shown ? [{ axis: 'x', at: Math.max(shown.tenth, LEAST), label: 'cut of a tenth' }] : [],
      empty: picture.get() ? 'The weights of this method are points.' : 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="Signal to noise of the weights"
      unit="|mean| over standard deviation; the outer bars hold what lies beyond"
      name="signal-to-noise"
      mount={mountPlot}
      source={source}
      height={260}
      summary={() => {
        const shown = now();
        return shown
          ? `${formatNumber(shown.active)} weights; a tenth of them has |μ|/σ below ${formatNumber(shown.tenth, 3)}; ${formatNumber(left(shown))} left at the last exchange.`
          : 'The distribution of |μ|/σ over the weights, once something has run.';
      }}
      table={() => {
        const shown = now();
        return {
          head: ['|μ|/σ from', 'to', 'Kept', 'Removed last'],
          rows: Array.from(shown?.counts ?? [], (count, k) => [
            formatNumber(shown!.edges[k]!, 3),
            formatNumber(shown!.edges[k + 1]!, 3),
            String(count),
            String(shown!.removed[k]!),
          ]),
        };
      }}
    />
  );
}

import { useMemo } from 'react';
import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import type { GradientSnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.gradients as GradientSnapshot | undefined;

/** Variance of one gradient, estimator beside estimator. */
export function Variances({ picture, peers, name, colour }: ViewProps) {
  const all = useMemo(
    () =>
      alongside(
        picture,
        peers.map((peer) => peer.picture),
      ),
    [picture, peers],
  );
  const runs = () =>
    [
      { label: name, colour, shown: read(picture) },
      ...peers
        .filter((peer) => peer.role !== 'seed')
        .map((peer) => ({ label: peer.label, colour: peer.colour, shown: read(peer.picture) })),
    ].flatMap(({ label, colour: hue, shown }) => (shown ? [{ label, hue, shown }] : []));
  const source = useDerived(all, (): PlotData => {
    const drawn = runs();
    return {
      x: { label: 'estimator', scale: 'linear', domain: [0.4, Math.max(3, drawn.length) + 0.6] },
      y: { label: 'variance', scale: 'linear' },
      series: drawn.flatMap(({ label, hue, shown }, k): PlotSeries[] => {
        const said = [`variance ${formatNumber(shown.variance, 3)}`];
        const at = { colour: hue, x: [k + 1], y: [shown.variance], labels: said };
        // The second bar, of no height, sets the width of the first.
        const wide = { ...at, x: [k + 1, k + 1.6], y: [shown.variance, 0], labels: [...said, ...said] };
        // A variance of 0 has no bar to be seen: every estimator has a mark at its top.
        return [
          { name: '', form: 'bars', ...wide },
          { name: label, form: 'dots', ...at },
        ];
      }),
    };
  });
  return (
    <ChartFigure
      title="Variance of a gradient"
      unit="one sample, this run and those beside it"
      name="variances"
      mount={mountPlot}
      source={source}
      height={240}
      summary={() => {
        const drawn = runs();
        return drawn.length > 0
          ? `${drawn.map(({ label, shown }) => `${label} ${formatNumber(shown.variance, 3)}`).join(', ')}.`
          : 'Variances of the estimators, once something has run.';
      }}
      table={() => ({
        head: ['Estimator', 'Mean', 'Variance', 'Samples'],
        rows: runs().map(({ label, shown }) => [
          label,
          formatNumber(shown.mean, 3),
          formatNumber(shown.variance, 3),
          String(shown.samples),
        ]),
      })}
    />
  );
}

import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import { accuracyDomain } from './accuracy-domain.ts';
import { curvesOfMethods } from './curves-of-methods.ts';
import { qualityRuns } from './quality-runs.ts';

/** What a training costs and what it reaches, over all runs on the page. */
export function CostQuality(props: ViewProps) {
  const { picture, peers } = props;
  const runs = () => qualityRuns(props);
  const source = useDerived(
    alongside(
      picture,
      peers.map((peer) => peer.picture),
    ),
    (): PlotData => ({
      x: { label: 'work over dense VI', scale: 'log' },
      y: {
        label: '',
        said: 'accuracy',
        scale: 'linear',
        domain: accuracyDomain(runs().map(({ accuracy }) => accuracy)),
      },
      series: curvesOfMethods(
        runs(),
        ({ work }) => work,
        ({ accuracy }) => accuracy,
      ),
      lines: [{ axis: 'x', at: 1, label: 'dense VI' }],
      empty: 'Press Run, or Space.',
    }),
  );
  return (
    <ChartFigure
      title="Accuracy and cost"
      unit="share of test rows that is right, against the multiply-adds of the training"
      name="cost-quality"
      mount={mountPlot}
      source={source}
      height={220}
      summary={() => {
        const all = runs();
        if (all.length === 0) return 'Accuracy against the cost of training, once something has run.';
        return `${all.map(({ label, work, accuracy }) => `${label}: accuracy ${formatNumber(accuracy, 3)} for ${formatNumber(100 * work, 3)} % of the work of dense inference`).join('; ')}.`;
      }}
      table={() => ({
        head: ['Run', 'Work over dense VI', 'Accuracy'],
        rows: runs().map(({ label, work, accuracy }) => [label, formatNumber(work, 3), formatNumber(accuracy, 4)]),
      })}
    />
  );
}

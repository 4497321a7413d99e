import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import { accuracyDomain } from './accuracy-domain.ts';
import { curvesOfMethods } from './curves-of-methods.ts';
import { qualityRuns } from './quality-runs.ts';

interface Props extends ViewProps {
  readonly quantity: {
    readonly id: 'accuracy' | 'negativeLogLikelihood' | 'calibrationError';
    readonly title: string;
    readonly unit: string;
  };
}

/** Accuracies up to 1, errors from 0 on. */
const domainFor = (id: Props['quantity']['id'], values: readonly number[]): readonly [number, number] =>
  id === 'accuracy' ? accuracyDomain(values) : [1.15 * Math.min(0, ...values), 1.15 * Math.max(1e-3, ...values)];

/** One measure of quality against the share of weights that do not exist, over all runs on the page. */
export function AgainstSparsity(props: Props) {
  const { picture, peers, quantity } = props;
  const { id, title, unit } = quantity;
  const runs = () => qualityRuns(props);
  const source = useDerived(
    alongside(
      picture,
      peers.map((peer) => peer.picture),
    ),
    (): PlotData => ({
      x: { label: 'sparsity', scale: 'linear', domain: [-0.03, 1.03] },
      y: {
        label: '',
        scale: 'linear',
        domain: domainFor(
          id,
          runs().map((run) => run[id]),
        ),
      },
      series: curvesOfMethods(
        runs(),
        ({ sparsity }) => sparsity,
        (run) => run[id],
      ),
      empty: 'Press Run, or Space.',
    }),
  );
  return (
    <ChartFigure
      title={title}
      unit={unit}
      name={`sparsity-${id}`}
      mount={mountPlot}
      source={source}
      height={220}
      summary={() => {
        const all = runs();
        if (all.length === 0) return `${title} against sparsity, once something has run.`;
        return `${all.length} run${all.length === 1 ? '' : 's'}: ${all.map((run) => `${run.label} ${formatNumber(run[id], 3)} at ${formatNumber(100 * run.sparsity, 3)} %`).join('; ')}.`;
      }}
      table={() => ({
        head: ['Run', 'Sparsity', title],
        rows: runs().map((run) => [run.label, formatNumber(run.sparsity, 3), formatNumber(run[id], 4)]),
      })}
    />
  );
}

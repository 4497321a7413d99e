import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import { type DriftSnapshot, symbolOf } from './pictures.ts';
import styles from './plane.module.css';

const read = (snapshots: Readonly<Record<string, unknown>> | undefined) =>
  snapshots?.drift as DriftSnapshot | undefined;

/** Where the gradients' mean falls below their spread: drift becomes diffusion. */
export function Drift({ picture }: ViewProps) {
  const signal = useDerived(picture, (now): PlotData => {
    const drift = read(now?.snapshots);
    const layers = drift?.layerNames.length ?? 0;
    return {
      x: { label: 'epoch', scale: 'log' },
      y: { label: '', said: 'share of the norm', scale: 'log' },
      series: drift
        ? drift.layerNames.flatMap((_, l) => [
            { name: symbolOf(l, layers), form: 'line' as const, colour: l + 1, x: drift.epochs, y: drift.mean[l]! },
            {
              name: '',
              form: 'line' as const,
              colour: l + 1,
              x: drift.epochs,
              y: drift.spread[l]!,
              dashed: true,
              faint: true,
            },
          ])
        : [],
      lines: transition(drift),
    };
  });
  const ratio = useDerived(picture, (now): PlotData => {
    const drift = read(now?.snapshots);
    return {
      x: { label: 'epoch', scale: 'log' },
      y: { label: '', said: 'ratio', scale: 'log' },
      series: drift
        ? [
            ...drift.snr.map((y) => ({ name: '', form: 'line' as const, x: drift.epochs, y, faint: true })),
            { name: 'all weights', form: 'line' as const, colour: 1, x: drift.epochs, y: drift.total },
          ]
        : [],
      lines: [...transition(drift), { axis: 'y', at: 1, label: 'mean = spread' }],
    };
  });
  const summary = () => {
    const drift = read(picture.get()?.snapshots);
    if (!drift || drift.epochs.length === 0) return 'Mean and spread of the gradients, once something has run.';
    const now = formatNumber(drift.total.at(-1)!, 2);
    return Number.isFinite(drift.transition)
      ? `The gradients’ signal to noise fell below 1 at epoch ${formatNumber(drift.transition)} and is ${now} now.`
      : `The gradients’ signal to noise is ${now}; it has not fallen below 1 after its maximum.`;
  };
  const table = () => {
    const drift = read(picture.get()?.snapshots);
    const every = Math.max(1, Math.ceil((drift?.epochs.length ?? 0) / 60));
    return {
      head: ['Epoch', ...(drift?.layerNames.flatMap((name) => [`${name}, mean`, 'spread']) ?? []), 'All, ratio'],
      rows: drift
        ? Array.from(drift.epochs, (epoch, e) => [
            formatNumber(epoch),
            ...drift.layerNames.flatMap((_, l) => [
              formatNumber(drift.mean[l]![e]!, 3),
              formatNumber(drift.spread[l]![e]!, 3),
            ]),
            formatNumber(drift.total[e]!, 3),
          ]).filter((_, e) => e % every === 0)
        : [],
    };
  };
  return (
    <div className={styles.multiples}>
      <ChartFigure
        title="Gradient mean and spread"
        unit="share of the weights’ norm; spread dashed"
        name="gradients"
        mount={mountPlot}
        source={signal}
        height={240}
        summary={summary}
        table={table}
      />
      <ChartFigure
        title="Signal to noise"
        unit="mean over spread; faint: each layer"
        name="signal-to-noise"
        mount={mountPlot}
        source={ratio}
        height={240}
        summary={summary}
        table={table}
      />
    </div>
  );
}

const transition = (drift: DriftSnapshot | undefined): NonNullable<PlotData['lines']> =>
  drift && Number.isFinite(drift.transition)
    ? [{ axis: 'x', at: drift.transition, label: `drift | diffusion, epoch ${formatNumber(drift.transition)}` }]
    : [];

import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import { read, type SplitSnapshot } from './shapes.ts';

/** What a held-out image costs, in two parts one upon the other: the reconstruction and the KL. */
export function Split({ picture }: ViewProps) {
  const now = () => read<SplitSnapshot>(picture, 'split');
  const source = useDerived(picture, (): PlotData => {
    const shown = now();
    const steps = shown?.steps ?? [];
    const total = shown ? shown.reconstruction.map((value, k) => value + shown.kl[k]!) : [];
    return {
      x: { label: 'steps', scale: 'linear' },
      y: { label: '', said: 'nats', scale: 'linear' },
      series: shown
        ? [
            { name: 'with KL', form: 'line', colour: 2, x: steps, y: total, low: shown.reconstruction, high: total },
            {
              name: 'reconstruction',
              form: 'line',
              colour: 1,
              x: steps,
              y: shown.reconstruction,
              low: shown.reconstruction.map(() => Math.min(0, ...shown.reconstruction)),
              high: shown.reconstruction,
            },
          ]
        : [],
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="The loss in two parts"
      unit="nats per held-out image, KL upon reconstruction, with weight 1"
      name="split"
      symbol="ℒ"
      mount={mountPlot}
      source={source}
      height={240}
      summary={() => {
        const shown = now();
        const last = (values: Float64Array) => formatNumber(values.at(-1)!, 4);
        return shown && shown.steps.length > 0
          ? `Reconstruction ${last(shown.reconstruction)} nats and KL ${last(shown.kl)} nats at step ${shown.steps.at(-1)}.`
          : 'Reconstruction and KL of the held-out images, once something has run.';
      }}
      table={() => {
        const shown = now();
        return {
          head: ['Step', 'Reconstruction, nats', 'KL, nats'],
          rows: Array.from(shown?.steps ?? [], (step, k) => [
            String(step),
            formatNumber(shown!.reconstruction[k]!, 4),
            formatNumber(shown!.kl[k]!, 4),
          ]),
        };
      }}
    />
  );
}

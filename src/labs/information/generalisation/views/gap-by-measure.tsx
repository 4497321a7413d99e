import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { GridSnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.grid as GridSnapshot | undefined;

const MEASURES: Readonly<Record<string, string>> = {
  conditionalInformation: 'I(X;Z|Y), nats',
  information: 'I(X;Z), nats',
  jensenBound: 'upper bound on I(X;Z), nats',
  parameterCount: 'parameters',
};

/** Series colours of the decays, smallest first. */
const COLOURS = [1, 4, 2];

/** One dot a model: its gap against what the method measures of it, coloured by weight decay. */
export function GapByMeasure({ picture, method }: ViewProps) {
  const source = useDerived(picture, (): PlotData => {
    const shown = read(picture);
    const decays = shown ? [...new Set(shown.decay)].sort((a, b) => a - b) : [];
    return {
      x: { label: MEASURES[method] ?? 'measure', scale: method === 'parameterCount' ? 'log' : 'linear' },
      y: { label: '', said: 'gap', scale: 'linear' },
      series: decays.map((decay, c) => {
        const of = Array.from(shown!.decay.keys()).filter((k) => shown!.decay[k] === decay);
        return {
          name: `decay ${formatNumber(decay, 2)}`,
          form: 'dots',
          colour: COLOURS[c % COLOURS.length]!,
          x: of.map((k) => shown!.measure[k]!),
          y: of.map((k) => shown!.gap[k]!),
          labels: of.map((k) => `model ${k + 1}, ${shown!.width[k]} wide, decay ${formatNumber(decay, 2)}`),
        };
      }),
    };
  });
  return (
    <ChartFigure
      title="Gap and measure"
      unit="generalisation gap, nats, one dot a model; decay moves both, so a trend is no proof of a cause"
      name="gap-by-measure"
      mount={mountPlot}
      source={source}
      height={340}
      summary={() => {
        const shown = read(picture);
        return shown
          ? `${shown.gap.length} models with gaps from ${formatNumber(Math.min(...shown.gap), 2)} to ${formatNumber(Math.max(...shown.gap), 2)} nats.`
          : 'The gap of every model against its measure, once something has run.';
      }}
      table={() => {
        const shown = read(picture);
        return {
          head: ['Model', 'Width', 'Decay', MEASURES[method] ?? 'Measure', 'Gap'],
          rows: Array.from(shown?.gap ?? [], (gap, k) => [
            String(k + 1),
            String(shown!.width[k]),
            formatNumber(shown!.decay[k]!),
            formatNumber(shown!.measure[k]!),
            formatNumber(gap),
          ]),
        };
      }}
    />
  );
}

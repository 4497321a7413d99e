import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { SpectrumSnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.spectrum as SpectrumSnapshot | undefined;
const numbers = (values: ArrayLike<number>) => Array.from(values, (_, k) => k + 1);
/** Series that stay the same for all methods: theory is a dash, a collapsed direction a down triangle. */
const THEORY = 2;
const COLLAPSED = 5;

const part = (name: string, colour: number, all: Float64Array, keep: (value: number) => boolean): PlotSeries => ({
  name,
  form: 'dots',
  colour,
  x: numbers(all),
  y: all.map((value) => (keep(value) ? value : Number.NaN)),
});

const dash = (value: number, k: number): PlotSeries => ({
  name: '',
  form: 'line',
  colour: THEORY,
  said: 'closed form',
  x: [k + 0.72, k + 1.28],
  y: [value, value],
  labels: Array.from({ length: 2 }, () => `closed form ${formatNumber(value, 3)}`),
});

/** Singular values of the data over the threshold, and what decoder and encoder made of them beside the closed form. */
export function Spectrum({ picture, method }: ViewProps) {
  const two = method === 'linearHierarchicalVae';
  const source = useDerived(picture, (): PlotData => {
    const shown = read(picture);
    const known = shown ? Number.isFinite(shown.threshold) : false;
    const active = (value: number) => value > (shown?.least ?? 0);
    return {
      x: { label: 'direction, strongest first', scale: 'linear' },
      y: { label: 'singular value', scale: 'linear' },
      series: shown
        ? [
            { name: 'data', form: 'line', faint: true, x: numbers(shown.target), y: shown.target },
            ...Array.from(shown.decoderTheory, dash),
            part(two ? 'U₂, active' : 'decoder, active', 1, shown.decoder, active),
            part('collapsed', COLLAPSED, shown.decoder, (value) => !active(value)),
          ]
        : [],
      lines: shown && known ? [{ axis: 'y', at: shown.threshold, label: 'threshold' }] : [],
    };
  });
  return (
    <ChartFigure
      title="What is kept of the spectrum"
      unit="grey line: data; dashes: closed form"
      name="spectrum"
      mount={mountPlot}
      source={source}
      height={300}
      summary={() => {
        const shown = read(picture);
        if (!shown) return 'Singular values of data and decoder, once something has run.';
        const formula = Number.isFinite(shown.predicted) ? `, by the closed form ${shown.predicted}` : '';
        return `${shown.collapsed} of ${shown.target.length} directions have collapsed${formula}.`;
      }}
      table={() => {
        const shown = read(picture);
        const cell = (values: Float64Array | undefined, k: number) =>
          values && k < values.length ? formatNumber(values[k]!) : '–';
        return {
          head: ['Direction', 'Data', 'Decoder', 'Closed form', 'Encoder', 'Closed form', 'Sd', 'Closed form'],
          rows: Array.from(shown?.target ?? [], (value, k) => [
            String(k + 1),
            formatNumber(value),
            cell(shown?.decoder, k),
            cell(shown?.decoderTheory, k),
            cell(shown?.encoder, k),
            cell(shown?.encoderTheory, k),
            cell(shown?.sds, k),
            cell(shown?.sdsTheory, k),
          ]),
        };
      }}
    />
  );
}

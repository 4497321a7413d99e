import { useState } from 'react';
import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { HistorySnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.history as HistorySnapshot | undefined;

/** Singular values over the updates, each on its way to the dashed line of the closed form. */
export function Trajectories({ picture, method }: ViewProps) {
  const [side, setSide] = useState<'decoder' | 'encoder'>('decoder');
  const two = method === 'linearHierarchicalVae';
  const words = side === 'decoder' ? (two ? 'decoder U₂' : 'decoder') : two ? 'encoder V₁' : 'encoder';
  const source = useDerived(picture, (): PlotData => {
    const shown = read(picture);
    const last = shown?.updates.at(-1) ?? 0;
    const theory = shown ? (side === 'decoder' ? shown.decoderTheory : shown.encoderTheory) : new Float64Array(0);
    const along = (k: number) =>
      shown ? shown.updates.map((_, r) => shown[side][r * shown.size + k]!) : new Float64Array(0);
    const lines = Array.from({ length: shown?.size ?? 0 }, (_, k): PlotSeries => {
      const values = along(k);
      return {
        name: '',
        form: 'line',
        colour: (k % 8) + 1,
        x: shown!.updates,
        y: values,
        said: `direction ${k + 1}`,
        labels: Array.from(
          shown!.updates,
          (update, r) => `direction ${k + 1}, update ${formatNumber(update)}: ${formatNumber(values[r]!, 3)}`,
        ),
      };
    });
    const dashes = Array.from(
      theory,
      (value): PlotSeries => ({
        name: '',
        form: 'line',
        faint: true,
        dashed: true,
        x: [0, last],
        y: [value, value],
      }),
    );
    return {
      x: { label: 'updates', said: 'update', scale: 'linear' },
      y: { label: `singular values, ${words}`, said: 'singular value', scale: 'linear' },
      series: [...dashes, ...lines],
    };
  });
  return (
    <ChartFigure
      title="On the way to the minimum"
      unit={`${words}; dashed: closed form`}
      name="trajectories"
      mount={mountPlot}
      source={source}
      height={280}
      toggles={[
        {
          label: 'of the encoder',
          on: side === 'encoder',
          onToggle: () => setSide(side === 'encoder' ? 'decoder' : 'encoder'),
        },
      ]}
      summary={() => {
        const shown = read(picture);
        if (!shown || shown.updates.length === 0) return 'Singular values over the updates, once something has run.';
        const now = Array.from(shown[side].slice(-shown.size), (value) => formatNumber(value, 3));
        return `After ${shown.updates.at(-1)} updates the singular values of the ${words} are ${now.join(', ')}.`;
      }}
      table={() => {
        const shown = read(picture);
        const rows = shown ? Array.from(shown.updates.keys()).filter((r) => r % 15 === 14) : [];
        return {
          head: ['Updates', ...Array.from({ length: shown?.size ?? 0 }, (_, k) => `Direction ${k + 1}`)],
          rows: rows.map((r) => [
            String(shown!.updates[r]!),
            ...Array.from({ length: shown!.size }, (_, k) => formatNumber(shown![side][r * shown!.size + k]!)),
          ]),
        };
      }}
    />
  );
}

import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import { type SpectrumSnapshot, symbolOf } from './pictures.ts';

/** Eigenvalues of each layer’s diffusion operator: the flatter the fall, the more dimensions there are. */
export function Spectrum({ picture }: ViewProps) {
  const read = () => picture.get()?.snapshots.spectrum as SpectrumSnapshot | undefined;
  const source = useDerived(picture, (): PlotData => {
    const spectrum = read();
    const layers = spectrum?.eigenvalues.length ?? 0;
    return {
      x: { label: 'rank', scale: 'log' },
      y: { label: '', said: 'eigenvalue', scale: 'log', domain: [1e-6, 1.6] },
      series: (spectrum?.eigenvalues ?? []).map((values, l) => ({
        name: symbolOf(l, layers),
        form: 'line' as const,
        colour: l + 1,
        x: Array.from(values, (_, k) => k + 1),
        y: Array.from(values, (value) => Math.abs(value)).map((value) => (value < 1e-6 ? Number.NaN : value)),
      })),
    };
  });
  return (
    <ChartFigure
      title="Spectrum of the diffusion operator"
      unit="eigenvalues by rank"
      name="spectrum"
      mount={mountPlot}
      source={source}
      height={260}
      summary={() => {
        const spectrum = read();
        return spectrum
          ? `At epoch ${formatNumber(spectrum.epoch)} the second eigenvalue is ${spectrum.eigenvalues.map((values) => formatNumber(values[1] ?? Number.NaN, 2)).join(', ')} from the first layer to the output.`
          : 'Eigenvalues of each layer’s diffusion operator, once something has run.';
      }}
      table={() => {
        const spectrum = read();
        return {
          head: ['Rank', ...(spectrum?.layerNames ?? [])],
          rows: spectrum
            ? Array.from({ length: Math.min(40, spectrum.eigenvalues[0]?.length ?? 0) }, (_, k) => [
                String(k + 1),
                ...spectrum.eigenvalues.map((values) => formatNumber(values[k] ?? Number.NaN, 3)),
              ])
            : [],
        };
      }}
    />
  );
}
